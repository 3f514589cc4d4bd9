internal import Diagnostics
internal import KnowledgeBase

extension DiagnosticCode {
  /// Steps that are unfolded into each other without end.
  static let linkCycle = DiagnosticCode("TK0406")
}

/// Finds steps that are a link to a task whose steps lead back: unfolding them would not end.
struct LinkCycle {
  private let articles: [String: Article]
  private var done: Set<String> = []
  private var path: [String] = []
  private var cycles: [(article: Article, cycle: [String])] = []

  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    var check = LinkCycle(articles: knowledge.base.articles)
    for path in knowledge.base.articles.keys.sorted() { check.visit(path) }
    for (article, cycle) in check.cycles {
      sink.error(
        .linkCycle,
        "the steps of this article are unfolded without end: " + cycle.joined(separator: " → "),
        at: article.range, hint: "let one of the steps say more than the link, or leave it out")
    }
  }

  private mutating func visit(_ name: String) {
    guard let article = articles[name], !done.contains(name) else { return }
    path.append(name)
    for target in Self.references(article.steps) {
      if let start = path.firstIndex(of: target) {
        cycles.append((article, path[start...] + [target]))
      } else {
        visit(target)
      }
    }
    path.removeLast()
    done.insert(name)
  }

  private static func references(_ steps: [Step]) -> [String] {
    steps.flatMap { ($0.reference.map { [$0] } ?? []) + references($0.steps) }
  }
}

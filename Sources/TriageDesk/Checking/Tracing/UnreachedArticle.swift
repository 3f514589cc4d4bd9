internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// An article that no concern leads to.
  static let unreachedArticle = DiagnosticCode("TK1001")
}

/// Finds articles that no concern reaches, as its answer or by links from there: nobody is ever shown
/// them.
enum UnreachedArticle {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    var waiting = knowledge.base.concerns.compactMap(\.answer.article?.path)
    var reached: Set<String> = []
    while let path = waiting.popLast() {
      guard reached.insert(path).inserted, let root = knowledge.documents[path]?.root else {
        continue
      }
      root.forEachElement { element in
        guard let href = element["href"], !Address.hasScheme(href),
          let target = Path.resolve(
            String(href.prefix { $0 != "#" }), from: Path.folder(path))
        else { return }
        waiting.append(target)
      }
    }
    for (path, article) in knowledge.base.articles.sorted(by: { $0.key < $1.key })
    where !reached.contains(path) {
      sink.warning(
        .unreachedArticle, "no concern leads to this article", at: article.range,
        hint: "name it in the answer of a concern, link to it from an article, or remove it")
    }
  }
}

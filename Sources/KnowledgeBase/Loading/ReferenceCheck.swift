package import Diagnostics

extension DiagnosticCode {
  /// A name that nothing in the knowledge base has.
  package static let unknownName = DiagnosticCode("TK0403")
  /// One name for two things.
  package static let duplicateName = DiagnosticCode("TK0404")
}

/// Finds names that lead to nothing, and names that two things have: without them an answer, or a
/// whole concern, would be missing.
struct ReferenceCheck {
  private let base: KnowledgeBase
  /// The ids of concerns, also of those whose files have errors of their own.
  private let concerns: Set<String>
  private let articles: Set<String>
  private let desks: Set<String>
  private let channels: Set<String>
  private let audiences: Set<String>
  private var sink = DiagnosticSink()

  /// - Parameters:
  ///   - concernFiles: all that are there, whether they could be read or not.
  ///   - articleFiles: likewise.
  init(_ base: KnowledgeBase, concernFiles: [String], articleFiles: [String]) {
    self.base = base
    let named = concernFiles.map {
      $0.split(separator: "/").suffix(2).joined(separator: "/").dropLast(".xml".count)
    }
    concerns = Set(base.concerns.map(\.id)).union(named.map(String.init))
    articles = Set(articleFiles)
    desks = Set(base.desks.map(\.id))
    channels = Set(base.desks.flatMap(\.channels).map(\.id))
    audiences = Set(base.audiences.map(\.id))
  }

  func findings() -> [Diagnostic] {
    var check = self
    check.run()
    return check.sink.diagnostics
  }

  private mutating func run() {
    checkDuplicates()
    base.concerns.forEach { check($0) }
    // Without desks.xml nothing has an owner, and that was said.
    guard !base.desks.isEmpty else { return }
    for (what, id) in [("unclear", base.unclearConcern), ("none", base.noConcern)]
    where !id.isEmpty {
      expect(
        id, among: concerns, "the thresholds name as “\(what)” the concern",
        at: base.thresholdsRange)
    }
    for desk in base.desks {
      guard let blocked = desk.blocks else { continue }
      expect(blocked, among: desks, "desk “\(desk.id)” blocks the desk", at: desk.range)
    }
    for notice in base.notices {
      expect(
        notice.concern, among: concerns, "notice \(notice.number) belongs to the concern",
        at: notice.range)
    }
    for series in base.series {
      expect(
        series.concern, among: concerns, "the series \(series.number) belongs to the concern",
        at: series.range)
    }
  }

  private mutating func check(_ concern: Concern) {
    if !base.desks.isEmpty {
      expect(concern.owner, among: desks, "the concern belongs to the desk", at: concern.range)
    }
    if let audience = concern.audience {
      expect(audience, among: audiences, "the concern is asked by the audience", at: concern.range)
    }
    switch concern.answer {
    case .steps(let article): check(article)
    case .referral(let article, let references):
      check(article)
      for channel in references where !base.desks.isEmpty {
        expect(channel.id, among: channels, "this refers to the channel", at: channel.range)
      }
    case .clarify(let clarifications):
      for clarification in clarifications {
        for id in Set((clarification.between ?? []) + clarification.choices.map(\.concern)) {
          expect(
            id, among: concerns, "the question leads to the concern", at: clarification.range)
        }
      }
    case .none: break
    }
    for example in concern.counterexamples {
      expect(
        example.concern, among: concerns, "the counterexample belongs to the concern",
        at: example.range)
    }
  }

  private mutating func check(_ article: Concern.ArticleReference) {
    expect(article.path, among: articles, "the answer is the article", at: article.range)
  }

  /// An empty name was reported where it was read.
  private mutating func expect(
    _ name: String, among names: Set<String>, _ sentence: String, at range: SourceRange
  ) {
    guard !name.isEmpty, !names.contains(name) else { return }
    sink.error(
      .unknownName, "\(sentence) “\(name)”, which is not there", at: range,
      hint: NearestName.suggestion(for: name, among: names).map { "did you mean “\($0)”?" }
        ?? "name one that is there, or add it")
  }

  // MARK: Duplicates

  private mutating func checkDuplicates() {
    unique(base.desks.map { ($0.id, $0.range) }, "desks")
    unique(base.desks.flatMap(\.channels).map { ($0.id, $0.range) }, "channels")
    unique(base.audiences.map { ($0.id, $0.range) }, "audiences")
    unique(base.notices.map { ($0.number, $0.range) }, "notices")
    unique(base.concerns.map { ($0.id, $0.range) }, "concerns")
  }

  private mutating func unique(_ things: [(name: String, range: SourceRange)], _ kind: String) {
    var seen: [String: SourceRange] = [:]
    for (name, range) in things {
      if let first = seen[name] {
        sink.error(
          .duplicateName, "two \(kind) are called “\(name)”", at: range, hint: "rename one",
          notes: [Diagnostic.Note("the other one stands here", at: first)])
      } else {
        seen[name] = range
      }
    }
  }
}

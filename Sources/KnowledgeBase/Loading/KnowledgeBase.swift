package import Diagnostics
package import TriageEngine

/// Everything that a desk knows, read from one folder.
package struct KnowledgeBase: Sendable {
  /// The folder it was read from.
  package var folder: String
  package var desks: [Desk]
  package var thresholds: Thresholds
  /// Where the thresholds stand.
  package var thresholdsRange: SourceRange
  /// The id of the concern of a text that says too little.
  package var unclearConcern: String
  /// The id of the concern of a text that concerns nobody here.
  package var noConcern: String
  /// In the order of their files.
  package var concerns: [Concern]
  package var audiences: [Audience]
  package var vocabulary: [VocabularySet]
  package var denials: [Denial]
  package var notices: [Notice]
  package var series: [NoticeShape]
  /// By path, relative to the folder.
  package var articles: [String: Article]
  package var weights: Weights
  package var ordinaryWords: OrdinaryWords

  package func desk(_ id: String) -> Desk? {
    desks.first { $0.id == id }
  }

  package func concern(_ id: String) -> Concern? {
    concerns.first { $0.id == id }
  }

  /// The questions back that editors wrote, for what is too unclear to say.
  package var clarifications: [Concern.Clarification] {
    if case .clarify(let questions)? = concern(unclearConcern)?.answer { questions } else { [] }
  }

  package func channel(_ id: String) -> Channel? {
    desks.lazy.flatMap(\.channels).first { $0.id == id }
  }

  /// Every phone number that it gives to callers.
  package var phones: [String] {
    desks.flatMap(\.channels).compactMap(\.phone) + notices.compactMap(\.phone)
  }

  /// What the engine is compiled from.
  package var ruleBook: RuleBook {
    let number = Self.numbers(of: concerns.map(\.id))
    let owner = Self.numbers(of: desks.map(\.id))
    let audience = Self.numbers(of: audiences.map(\.id))
    var book = RuleBook()
    book.vocabulary = vocabulary
    book.concerns = concerns.map { concern in
      ConcernRules(
        id: concern.id, owner: owner[concern.owner] ?? 0,
        blocks: desk(concern.owner)?.blocks.flatMap { owner[$0] },
        audience: concern.audience.flatMap { audience[$0] }, rules: concern.rules)
    }
    book.audiences = audiences.map { AudienceRules(id: $0.id, rules: $0.rules) }
    book.denials = denials
    book.notices = notices.map {
      NoticeSpellings(
        number: $0.number, concern: number[$0.concern] ?? 0, spellings: $0.spellings)
    }
    book.series = series.map {
      NoticeSeries(
        concern: number[$0.concern] ?? 0, shape: $0.shape, number: $0.number, digits: $0.digits)
    }
    book.noConcern = number[noConcern] ?? 0
    book.unclearConcern = number[unclearConcern] ?? 0
    book.thresholds = thresholds
    book.weights = weights
    book.ordinaryWords = ordinaryWords
    return book
  }

  /// Where each name stands; the first of those that two things have, which is an error elsewhere.
  private static func numbers(of names: [String]) -> [String: Int] {
    Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }
}

package import Diagnostics

/// Everything that the engine is compiled from, as values: what an editor wrote, with its places.
package struct RuleBook: Sendable {
  package var vocabulary: [VocabularySet] = []
  package var concerns: [ConcernRules] = []
  package var audiences: [AudienceRules] = []
  package var denials: [Denial] = []
  package var notices: [NoticeSpellings] = []
  package var series: [NoticeSeries] = []
  /// The concern of a text that concerns nobody here, by index in `concerns`.
  package var noConcern = 0
  /// The concern of a text that says too little, by index in `concerns`.
  package var unclearConcern = 0
  package var thresholds = Thresholds()
  package var weights = Weights()
  package var ordinaryWords = OrdinaryWords()

  package init() {}
}

/// A named set of words and phrases that patterns use as `@name`.
package struct VocabularySet: Sendable {
  package var name: String
  package var phrases: [PatternText]
  package var range: SourceRange

  package init(name: String, phrases: [PatternText], range: SourceRange) {
    self.name = name
    self.phrases = phrases
    self.range = range
  }
}

/// How one concern is recognised.
package struct ConcernRules: Sendable {
  /// `owner/name`.
  package var id: String
  /// The index of its owner among the desks.
  package var owner: Int
  /// The owner whose errands wait while this concern is unsolved, if it is such a blocker.
  package var blocks: Int?
  /// The audience that asks this as a rule, by index, where the text itself does not tell.
  package var audience: Int?
  package var rules: [Rule]

  package init(
    id: String, owner: Int, blocks: Int? = nil, audience: Int? = nil, rules: [Rule]
  ) {
    self.id = id
    self.owner = owner
    self.blocks = blocks
    self.audience = audience
    self.rules = rules
  }
}

/// How it shows that a text comes from one kind of person.
package struct AudienceRules: Sendable {
  package var id: String
  package var rules: [Rule]

  package init(id: String, rules: [Rule]) {
    self.id = id
    self.rules = rules
  }
}

/// One rule as written.
package struct Rule: Sendable {
  /// The concern and a hash of the condition: stable as long as what the rule says stays the same, and
  /// of no other rule that says something else.
  package var id: String
  package var condition: Condition
  /// In natural-log odds, as the editor set it; takes the whole concern back when nil.
  package var weight: Double?
  package var range: SourceRange

  package init(id: String, condition: Condition, weight: Double?, range: SourceRange) {
    self.id = id
    self.condition = condition
    self.weight = weight
    self.range = range
  }
}

/// When a rule fires. The parts of `all` and `any` may stand anywhere in the text.
package indirect enum Condition: Sendable {
  case match(PatternText)
  case all([Condition])
  case any([Condition])
  /// Inside `all` or `any`: takes that one back where it holds.
  case unless(Condition)
}

/// Words with which a text takes a topic out: it is not about that, or that is settled.
package struct Denial: Sendable {
  /// What the words take out, as far as their clause goes.
  package enum Scope: String, Sendable, CaseIterable {
    case after
    case before
    case itself
  }

  package var scope: Scope
  package var pattern: PatternText

  package init(scope: Scope, pattern: PatternText) {
    self.scope = scope
    self.pattern = pattern
  }
}

/// How a notice is named in a text.
package struct NoticeSpellings: Sendable {
  /// Normalised: `CP2000`, `5071C`.
  package var number: String
  /// The concern that a text naming it is about, by index.
  package var concern: Int
  package var spellings: [PatternText]

  package init(number: String, concern: Int, spellings: [PatternText]) {
    self.number = number
    self.concern = concern
    self.spellings = spellings
  }
}

/// A shape of notice numbers, for those that the knowledge base does not list.
package struct NoticeSeries: Sendable {
  package var concern: Int
  /// A phrase in which `#number` stands for the digits.
  package var shape: PatternText
  /// How the number is written, with `#` for the digits: `CP#C`.
  package var number: String
  package var digits: ClosedRange<Int>

  package init(concern: Int, shape: PatternText, number: String, digits: ClosedRange<Int>) {
    self.concern = concern
    self.shape = shape
    self.number = number
    self.digits = digits
  }
}

/// From which confidence on what is said.
package struct Thresholds: Sendable, Hashable {
  /// From here on a verdict is a decision, under it a suggestion.
  package var decided = 0.6
  /// Under this the verdict is the unclear concern.
  package var suggested = 0.3
  /// From here on a further concern is named too.
  package var also = 0.2
  /// From here on an audience is taken for the one that asks.
  package var audience = 0.5

  package init() {}
}

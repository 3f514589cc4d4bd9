internal import KnowledgeBase
package import TriageEngine

/// The verdict on one question with its answer and its reasons: the record of `ask`.
package struct Reply: Sendable {
  package var concern: ConcernName
  /// The name of the owner.
  package var ownerName: String
  /// How likely the concern is the right one, 0…1.
  package var confidence: Double
  package var isDecided: Bool
  /// Further concerns in the same question, such as the errand behind what blocks it.
  package var also: [Ranked]
  /// What it could be instead, best first.
  package var alternatives: [Ranked]
  /// The id of the audience; nil when unknown.
  package var audience: String?
  /// Why, besides the rules that speak for it; nil where it is unknown or was said.
  package var audienceReasons: AudienceReasons?
  package var notice: NamedNotice?
  package var answer: Answer
  /// The answer as a record has it, where that is written already.
  var writtenAnswer: JSONFragment?
  /// What to ask the caller before the answer to a concern that is only suggested is followed; nil
  /// where the concern is decided, or the answer is such a question itself.
  package var check: Clarification?
  package var evidence: [FiredRule]
  /// What did not count, or not first, and what kept it from that.
  package var excluded: [Excluded]
  /// What the question says it is not about, which counts for nothing; with labels in the place of
  /// personal data.
  package var leftAside: [String]
  /// The parts of the message that were not read.
  package var leftOut: [LeftOut]
  /// The words that counted most for the concern, besides the rules.
  package var words: [WordEvidence]

  /// What to ask the caller, if anything.
  package var questionBack: Clarification? {
    if case .clarify(let question) = answer { question } else { check }
  }

  package struct ConcernName: Sendable, Hashable {
    /// `owner/name`.
    package var id: String
    package var title: String

    package var owner: String {
      Concern.owner(of: id)
    }
  }

  /// What speaks for an audience besides rules.
  package struct AudienceReasons: Sendable, Hashable {
    /// How readily it asks about the concern, in natural-log odds.
    package var asking: Double
    /// The words that counted most.
    package var words: [WordEvidence]
  }

  package struct Ranked: Sendable {
    package var concern: ConcernName
    package var ownerName: String
    package var confidence: Double
    /// What to do about it, in a line or two; nothing for a runner-up.
    package var advice: [String]
  }

  /// A part of a message that was not read: a quoted reply, a header, a signature, a disclaimer.
  package struct LeftOut: Sendable, Hashable {
    package var kind: String
    /// The line of the message, as it is without markup, where it begins, from 1.
    package var line: Int
    /// In Unicode scalars of the question, from 0.
    package var start: Int
    package var end: Int
  }

  /// Something that did not count, or not first.
  package struct Excluded: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
      /// Words of the question, which says that it is not about them.
      case denial
      /// A rule, by an `unless` in it.
      case unless
      /// All rules of a concern or audience, by one that takes it back.
      case takenBack = "taken-back"
      /// A concern, by one that must be solved before it.
      case blocked
      /// The likeliest concern, by a desk that is likelier as a whole.
      case desk
    }

    package var kind: Kind
    /// The words, the id of the rule, or the id of the concern.
    package var what: String
    /// The concern or audience that a rule speaks for.
    package var target: String?
    /// The pattern as written, the id of the rule, of the concern or of the desk.
    package var by: String
    /// Where the pattern or the rule stands in the knowledge base.
    package var file: String?
    package var line: Int?
    /// The words that excluded it, or for a denial those that are out; with labels in the place of
    /// personal data.
    package var matched: String?
    /// In Unicode scalars of the question, from 0.
    package var start: Int?
    package var end: Int?
  }

  /// A notice that the question names.
  package struct NamedNotice: Sendable, Hashable {
    package var number: String
    /// Empty for one that the knowledge base does not list.
    package var title: String
    package var phone: String?
    package var page: String?
  }

  /// A rule that fired.
  package struct FiredRule: Sendable, Hashable {
    /// The rule's stable id.
    package var rule: String
    /// The concern or audience that it speaks for.
    package var target: String
    /// In the knowledge base.
    package var file: String
    package var line: Int
    /// In natural-log odds; nil where it takes the concern back.
    package var weight: Double?
    /// The words, with labels in the place of personal data.
    package var matched: String
    /// In Unicode scalars of the question, from 0.
    package var start: Int
    package var end: Int
  }
}

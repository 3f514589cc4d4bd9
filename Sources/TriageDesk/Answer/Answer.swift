package import KnowledgeBase

/// What helps, ready to be shown.
package enum Answer: Sendable {
  case steps(Procedure)
  case referral(Referral)
  case clarify(Clarification)
  /// Nobody here helps; says so politely.
  case none(String)

  package var kind: AnswerKind {
    switch self {
    case .steps: .steps
    case .referral: .referral
    case .clarify: .clarify
    case .none: .none
    }
  }
}

/// The kinds of answers, under their names in records.
package enum AnswerKind: String, Sendable, CaseIterable {
  case steps, referral, clarify, none
}

extension Concern.Answer {
  /// The kind of the answer that is made of it.
  var kind: AnswerKind {
    switch self {
    case .steps: .steps
    case .referral: .referral
    case .clarify: .clarify
    case .none: .none
    }
  }
}

/// An article made ready for one caller: other topics unfolded, the audience's steps chosen.
package struct Procedure: Sendable {
  /// The path of the article in the knowledge base.
  package var article: String
  package var title: String
  package var summary: RichText
  package var prerequisites: [Passage]
  package var points: [Passage]
  /// When paths differ and the audience is unknown, one step for each path, with its label.
  package var steps: [Step]
  package var outcome: [Passage]
  /// Titles of the articles to read next.
  package var related: [String]
  package var source: String?
  package var checked: String?
}

/// Where another organisation helps.
package struct Referral: Sendable {
  /// The name of the organisation.
  package var to: String
  package var channels: [Channel]
  /// Why, and what to do there.
  package var procedure: Procedure
}

/// A question back to the caller.
package struct Clarification: Sendable {
  package var question: String
  package var choices: [Choice]

  package struct Choice: Sendable {
    package var concern: String
    package var text: String
  }
}

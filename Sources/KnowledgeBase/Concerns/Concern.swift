package import Diagnostics
package import TriageEngine

/// What people ask about: how it is recognised, and what answers it.
package struct Concern: Sendable {
  /// `owner/name`.
  package var id: String
  package var title: String
  /// The audience that asks this as a rule, where the question itself does not tell.
  package var audience: String?
  package var answer: Answer
  package var rules: [Rule]
  package var examples: [Example]
  package var counterexamples: [Example]
  /// Where the concern stands.
  package var range: SourceRange

  package var owner: String {
    Self.owner(of: id)
  }

  /// The owner in the id of a concern.
  package static func owner(of id: String) -> String {
    String(Substring(id.utf8.prefix { $0 != UInt8(ascii: "/") }))
  }

  package enum Answer: Sendable {
    /// The desk helps itself, with the steps of an article.
    case steps(article: ArticleReference)
    /// Another organisation helps: the article says why and how, the channels where.
    case referral(article: ArticleReference, channels: [ChannelReference])
    /// What to ask the caller.
    case clarify([Clarification])
    /// What to say when nobody here helps.
    case none(String)

    /// The article that it is taken from.
    package var article: ArticleReference? {
      switch self {
      case .steps(let article), .referral(let article, _): article
      case .clarify, .none: nil
      }
    }
  }

  package struct ArticleReference: Sendable, Hashable {
    /// Relative to the knowledge base, such as `articles/idme/mfa.dita`.
    package var path: String
    package var range: SourceRange
  }

  package struct ChannelReference: Sendable, Hashable {
    package var id: String
    package var range: SourceRange
  }

  /// A question back, and where its answers lead.
  package struct Clarification: Sendable {
    /// The two concerns that it tells apart; nil for the one that is asked when none fits.
    package var between: [String]?
    package var question: String
    package var choices: [Choice]
    package var range: SourceRange
  }

  package struct Choice: Sendable, Hashable {
    package var concern: String
    package var text: String
  }

  /// A question as people write it, and the concern where it must land.
  package struct Example: Sendable {
    package var text: String
    package var concern: String
    package var range: SourceRange
  }
}

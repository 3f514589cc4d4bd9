internal import KnowledgeBase
internal import TriageDesk

extension Verdict {
  /// What helps.
  public enum Answer: Sendable, Hashable {
    /// Steps that the person can take.
    case steps(Procedure)
    /// Somebody else helps.
    case referral(Referral)
    /// Too little was said; this is what to ask.
    case clarify(Clarification)
    /// Nobody here helps; the text says so politely.
    case none(String)
  }

  /// An article made ready for one person: other topics unfolded, the audience's steps chosen.
  public struct Procedure: Sendable, Hashable {
    /// The article's path in the knowledge base.
    public let article: String
    /// What it is about.
    public let title: String
    /// A sentence or two that can be read out.
    public let summary: String
    /// What must be at hand or done before.
    public let prerequisites: [String]
    /// What stands before the steps, or all there is where there are none.
    public let points: [String]
    /// In order. Where paths differ and the audience is unknown, one step for each path, with its label.
    public let steps: [Step]
    /// What comes of it, and what to do then or when it fails.
    public let outcome: [String]
    /// Titles of the articles to read next.
    public let related: [String]
    /// The address of the public page that it was written from.
    public let source: String?
    /// The day on which it was last compared with that page, such as `2026-11-23`.
    public let checked: String?
  }

  /// One step of a procedure.
  public struct Step: Sendable, Hashable {
    /// What to do.
    public let text: String
    /// Tips and warnings.
    public let notes: [String]
    /// What is seen when it worked.
    public let result: String?
    /// The steps that it is made of.
    public let steps: [Step]
    /// Whether it can be left out.
    public let isOptional: Bool
    /// The audience for whom alone it holds; nil for everybody.
    public let audience: String?
  }

  /// Where another organisation helps.
  public struct Referral: Sendable, Hashable {
    /// Its name.
    public let to: String
    /// Ways to reach it, best first.
    public let channels: [Channel]
    /// Why, and what to do there.
    public let procedure: Procedure
  }

  /// A way to reach an organisation.
  public struct Channel: Sendable, Hashable {
    /// `notice-phone`, `phone`, `web`, `tool`, `in-person` or `mail`.
    public let kind: String
    /// What to do, as a sentence.
    public let text: String
    /// From the knowledge base, never from the question.
    public let phone: String?
    /// The address of the page or tool.
    public let href: String?
    /// When somebody is there.
    public let hours: String?
  }

  /// A question back to the person.
  public struct Clarification: Sendable, Hashable {
    /// To be read out.
    public let question: String
    /// What the person may answer.
    public let choices: [Choice]

    /// One answer to it.
    public struct Choice: Sendable, Hashable {
      /// The concern that it leads to, for ``Desk/verdict(choosing:audience:)``.
      public let concern: String
      /// As it is offered.
      public let text: String
    }
  }
}

extension Answer {
  var published: Verdict.Answer {
    switch self {
    case .steps(let procedure): .steps(procedure.published)
    case .referral(let referral):
      .referral(
        Verdict.Referral(
          to: referral.to, channels: referral.channels.map(\.published),
          procedure: referral.procedure.published))
    case .clarify(let clarification): .clarify(clarification.published)
    case .none(let text): .none(text)
    }
  }
}

extension Clarification {
  var published: Verdict.Clarification {
    Verdict.Clarification(
      question: question,
      choices: choices.map { Verdict.Clarification.Choice(concern: $0.concern, text: $0.text) })
  }
}

extension Procedure {
  fileprivate var published: Verdict.Procedure {
    Verdict.Procedure(
      article: article, title: title, summary: summary.plain,
      prerequisites: prerequisites.map(\.text.plain), points: points.map(\.text.plain),
      steps: steps.map(\.published), outcome: outcome.map(\.text.plain), related: related,
      source: source, checked: checked)
  }
}

extension Step {
  fileprivate var published: Verdict.Step {
    Verdict.Step(
      text: text.plain, notes: notes.map(\.text.plain), result: result?.plain,
      steps: steps.map(\.published), isOptional: isOptional, audience: audience)
  }
}

extension Channel {
  fileprivate var published: Verdict.Channel {
    Verdict.Channel(kind: kind.rawValue, text: text, phone: phone, href: href, hours: hours)
  }
}

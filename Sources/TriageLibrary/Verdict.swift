internal import Diagnostics
internal import TriageDesk

/// Whose a question is, what it is about, what helps, and why.
public struct Verdict: Sendable {
  let reply: Reply

  init(reply: Reply) {
    self.reply = reply
  }

  /// Who answers it.
  public var owner: Owner {
    Owner(id: reply.concern.owner, name: reply.ownerName)
  }

  /// What it is about.
  public var concern: Concern {
    reply.concern.published(reply.confidence)
  }

  /// How likely ``concern`` is right, 0 to 1: of the verdicts near 0.9, nine in ten are.
  public var confidence: Double {
    reply.confidence
  }

  /// Whether the confidence reaches the knowledge base's threshold; otherwise it is a suggestion.
  public var isDecided: Bool {
    reply.isDecided
  }

  /// Further concerns in the same question, such as the errand behind what blocks it.
  public var also: [Concern] {
    reply.also.map { $0.concern.published($0.confidence) }
  }

  /// What it could be instead, best first; at most three.
  public var alternatives: [Concern] {
    reply.alternatives.map { $0.concern.published($0.confidence) }
  }

  /// One of ``Desk/audiences``; nil when it is unknown.
  public var audience: String? {
    reply.audience
  }

  /// The notice or letter that the question names.
  public var notice: Notice? {
    reply.notice.map { Notice(number: $0.number, title: $0.title) }
  }

  /// What helps.
  public var answer: Answer {
    reply.answer.published
  }

  /// What to ask the person before the answer to a concern that is only suggested is followed.
  public var check: Clarification? {
    reply.check?.published
  }

  /// The rules that fired, in the order of the knowledge base.
  public var evidence: [Evidence] {
    reply.evidence.map(\.published)
  }

  /// The record `triage.verdict/1`, as `triage ask --format json` prints it, without a line end.
  public var json: String {
    String(ReplyJSON.text(reply).dropLast())
  }

  /// A reply ready to paste, as `triage ask --format markdown` prints it.
  public var markdown: String {
    ReplyMarkdown.text(reply)
  }

  /// The verdict and what helps, to be read out, as `triage ask` prints it.
  ///
  /// - Parameter width: of the longest line, in characters.
  public func text(width: Int = 88) -> String {
    ReplyText.text(reply, style: .plain, why: false, width: width)
  }
}

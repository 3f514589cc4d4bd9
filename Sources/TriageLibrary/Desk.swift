internal import KnowledgeBase
internal import TriageDesk

/// A knowledge base with its compiled rules: tells whose a question is, and what helps.
///
/// Reading it takes some milliseconds, a question some microseconds, so keep one desk and ask it often,
/// from as many threads as you like. The same question and knowledge base give the same verdict.
public struct Desk: Sendable {
  private let desk: TriageDesk

  /// The longest question that is read, in bytes of UTF-8.
  public static let longestQuestion = TriageDesk.questionLimit

  /// Reads and compiles the knowledge base in a folder.
  ///
  /// - Parameter folder: where `desks.xml` lies, such as `/usr/share/triage/knowledge`.
  /// - Throws: ``KnowledgeError`` where the folder cannot be read, or has mistakes in it.
  public init(knowledge folder: String) throws(KnowledgeError) {
    do throws(TriageDesk.Failure) {
      desk = try TriageDesk(folder: folder)
    } catch {
      throw KnowledgeError(error, folder: folder)
    }
  }

  /// The ids of the audiences that the knowledge base tells apart, such as `existing` and `new`.
  public var audiences: [String] {
    desk.knowledge.audiences.map(\.id)
  }

  /// Judges a question and looks up what helps.
  ///
  /// - Parameters:
  ///   - question: as the person wrote it.
  ///   - audience: one of ``audiences`` where it is known; otherwise it is guessed from the question.
  /// - Throws: ``QuestionError`` where the question is longer than ``longestQuestion``, or there is no
  ///   such audience.
  public func verdict(on question: String, audience: String? = nil) throws(QuestionError) -> Verdict
  {
    try check(audience)
    guard question.utf8.count <= Self.longestQuestion else {
      throw .tooLong(bytes: question.utf8.count)
    }
    return Verdict(reply: desk.reply(to: question, audience: audience))
  }

  /// The answer to a concern that the person chose, for instance from ``Verdict/Clarification/choices``.
  ///
  /// - Parameters:
  ///   - concern: its id, such as `idme/mfa`.
  ///   - audience: one of ``audiences`` where it is known.
  /// - Returns: nil when the knowledge base has no such concern.
  /// - Throws: ``QuestionError`` where there is no such audience.
  public func verdict(choosing concern: String, audience: String? = nil) throws(QuestionError)
    -> Verdict?
  {
    try check(audience)
    return desk.reply(choosing: concern, audience: audience).map { Verdict(reply: $0) }
  }

  private func check(_ audience: String?) throws(QuestionError) {
    if let audience, !audiences.contains(audience) {
      throw .unknownAudience(audience, known: audiences)
    }
  }
}

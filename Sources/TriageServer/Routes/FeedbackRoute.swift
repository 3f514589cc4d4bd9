internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeBase
internal import Logging
internal import Redaction
internal import TriageDesk

/// `POST /v1/feedback`: a verdict was right or wrong, and what it should have been.
struct FeedbackRoute {
  let keeper: KnowledgeKeeper
  let counts: ServerCounts
  /// Nil where feedback is not kept.
  let store: FeedbackStore?
  /// Whether texts are kept too, without personal data.
  let keepsText: Bool

  private static let longestName = 200
  private static let mostRules = 200

  private struct Body {
    var id: String?
    var text: String?
    var concern: String
    var judgement: String
    var shouldHaveBeen: String?
    var rules: [String]?

    init(_ body: BodyObject) throws(Problem) {
      try body.allow(["id", "text", "concern", "judgement", "should_have_been", "rules"])
      id = try body.optionalString("id")
      text = try body.optionalString("text")
      concern = try body.string("concern")
      judgement = try body.string("judgement")
      shouldHaveBeen = try body.optionalString("should_have_been")
      rules = try body.optionalStrings("rules")
    }
  }

  func respond(to request: Request, context: some RequestContext) async throws -> Response {
    let body = try Body(JSONBody.object(in: await JSONBody.bytes(of: request)))
    let feedback = try feedback(body)
    guard let store else {
      throw Problem(.notFound, "The server was started without a place for feedback.")
    }
    do {
      try await store.add(feedback)
    } catch {
      context.logger.error("feedback cannot be kept", metadata: ["reason": "\(error)"])
      throw Problem(.serviceUnavailable, "Feedback cannot be kept at the moment.")
    }
    counts.fedBack(body.judgement)
    return Response(status: .noContent)
  }

  private func feedback(_ body: Body) throws(Problem) -> Feedback {
    let loaded = keeper.desk
    let isRight = body.judgement == "right"
    guard isRight || body.judgement == "wrong" else {
      throw .fault("/judgement", "The judgement is “right” or “wrong”.")
    }
    guard (body.id ?? "").unicodeScalars.count <= Self.longestName else {
      throw .fault("/id", "An id has at most \(Self.longestName) characters.")
    }
    guard (body.text ?? "").utf8.count <= TriageDesk.questionLimit else {
      throw .fault("/text", "A question has at most \(TriageDesk.questionLimit) bytes.")
    }
    try check(body.concern, "/concern", loaded)
    if let label = body.shouldHaveBeen {
      try check(label, "/should_have_been", loaded)
      if isRight {
        throw .fault("/should_have_been", "What was right should not have been another concern.")
      }
    }
    return Feedback(
      ticket: body.id, concern: body.concern, isRight: isRight,
      shouldHaveBeen: body.shouldHaveBeen, rules: try rules(body, loaded),
      text: keepsText ? body.text.map(loaded.desk.redaction.redacted) : nil)
  }

  private func check(_ concern: String, _ place: String, _ loaded: LoadedDesk) throws(Problem) {
    guard loaded.desk.knowledge.concern(concern) != nil else {
      throw .fault(place, "There is no such concern; /v1/concerns lists them.")
    }
  }

  /// The rules that spoke for the verdict: those the caller names, or those that the text sets off.
  private func rules(_ body: Body, _ loaded: LoadedDesk) throws(Problem) -> [String] {
    if let rules = body.rules {
      guard rules.count <= Self.mostRules,
        rules.allSatisfy({ $0.unicodeScalars.count <= Self.longestName })
      else {
        throw .fault(
          "/rules",
          "There are at most \(Self.mostRules) rules, of at most \(Self.longestName) characters.")
      }
      return rules
    }
    guard let text = body.text else { return [] }
    return loaded.reply(to: text, audience: nil).evidence
      .filter { $0.target == body.concern && $0.weight != nil }.map(\.rule)
  }
}

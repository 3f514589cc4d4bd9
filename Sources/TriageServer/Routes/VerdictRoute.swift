internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeBase
internal import NIOCore
internal import TriageDesk

/// `POST /v1/verdicts`: whose a question is and what helps, for one or for many.
struct VerdictRoute {
  let keeper: KnowledgeKeeper
  let counts: ServerCounts

  /// The most questions in one request.
  static let mostQuestions = 1_000
  /// How many are judged before others get their turn.
  private static let share = 32

  func respond(to request: Request, context: some RequestContext) async throws -> Response {
    let form = try Form.best(for: request)
    let body = try JSONBody.object(in: await JSONBody.bytes(of: request))
    if body["questions"] != nil {
      try body.allow(["questions"])
      guard form == .json else {
        throw Problem(.notAcceptable, "Many questions are answered in JSON only.")
      }
      return try await answer(body.objects("questions"))
    }
    let question = try Question(body)
    let loaded = keeper.desk
    let reply = try question.reply(of: loaded, at: "")
    counts.judged(reply)
    return form.response(reply, question, loaded)
  }

  private func answer(_ objects: [BodyObject]) async throws -> Response {
    guard 1...Self.mostQuestions ~= objects.count else {
      throw Problem.fault("/questions", "There are 1 to \(Self.mostQuestions) questions.")
    }
    // All are read before the first is judged: a mistake in the last one is told at once.
    let questions = try objects.map(Question.init)
    let loaded = keeper.desk
    var verdicts = JSONText()
    verdicts.beginObject()
    verdicts.member("schema", "triage.verdicts/1")
    verdicts.name("verdicts")
    verdicts.beginArray()
    for (index, question) in questions.enumerated() {
      if index % Self.share == Self.share - 1 { await Task.yield() }
      let reply = try question.reply(of: loaded, at: "/questions/\(index)")
      counts.judged(reply)
      ReplyJSON.write(reply, id: question.id, &verdicts)
    }
    verdicts.endArray()
    verdicts.endObject()
    return .json(verdicts)
  }

  /// The forms of an answer.
  private enum Form: String, CaseIterable {
    case json = "application/json"
    case html = "text/html"
    case markdown = "text/markdown"
    case text = "text/plain"

    static func best(for request: Request) throws(Problem) -> Form {
      guard request.headers.contains(.accept), let accepted = request.headers[.accept] else {
        return .json
      }
      let best = Acceptance.best(accepted, of: allCases.map(\.rawValue))
      if let form = best.flatMap(Form.init) { return form }
      let forms = allCases.map(\.rawValue).joined(separator: ", ")
      throw Problem(.notAcceptable, "An answer has one of the forms \(forms).")
    }

    func response(_ reply: Reply, _ question: Question, _ loaded: LoadedDesk) -> Response {
      switch self {
      case .json:
        var json = JSONText()
        ReplyJSON.write(reply, id: question.id, &json)
        return .json(json)
      case .html:
        return text(
          ReplyHTML.text(
            reply, question: question.chosen == nil ? question.text : nil,
            desks: loaded.desk.knowledge.desks))
      case .markdown: return text(ReplyMarkdown.text(reply))
      case .text: return text(ReplyText.text(reply))
      }
    }

    private func text(_ text: String) -> Response {
      Response(
        status: .ok,
        headers: [.contentType: rawValue + "; charset=utf-8", .vary: "Accept"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
  }
}

extension Response {
  static func json(_ json: JSONText, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: json.bytes)))
  }
}

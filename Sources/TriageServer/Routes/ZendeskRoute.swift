internal import Hummingbird
internal import NIOCore
internal import TicketIO
internal import TriageDesk

/// `POST /v1/zendesk`: a webhook of Zendesk's, from a trigger with whatever body it was given or from
/// the event of a new ticket.
///
/// The answer is the body of Zendesk's own request to update tickets: tags to add and a comment that
/// only agents see. It changes nothing by itself.
struct ZendeskRoute {
  let keeper: KnowledgeKeeper
  let counts: ServerCounts
  /// Nil where the server was not given the webhook's secret.
  let signature: ZendeskSignature?

  func respond(to request: Request, context: some RequestContext) async throws -> Response {
    guard let signature else {
      throw Problem(
        .notFound, "The server was not given the secret of a webhook (--zendesk-secret-file).")
    }
    let body = try await JSONBody.bytes(of: request)
    try signature.check(request.headers, body)
    guard let ticket = Ticket(webhook: Array(body.readableBytesView)) else {
      throw Problem(
        .unprocessableContent,
        "The body has no text; give it the members id, subject and description.")
    }
    let reply = keeper.desk.reply(to: ticket)
    counts.judged(reply)
    return .json(Self.update(ticket.id, reply))
  }

  private static func update(_ id: String, _ reply: Reply) -> JSONText {
    var json = JSONText()
    json.object { json in
      json.name("ticket")
      json.object { json in
        if !id.isEmpty { json.member("id", id) }
        json.name("additional_tags")
        json.array(tags(reply)) { $0.string($1) }
        json.name("comment")
        json.object { json in
          json.member("body", ReplyText.text(reply))
          json.member("public", false)
        }
      }
    }
    return json
  }

  /// Zendesk's tags have letters, digits, `_`, `-` and `/`, and no spaces.
  private static func tags(_ reply: Reply) -> [String] {
    var tags = [
      "triage_\(reply.concern.owner)", "triage_\(reply.concern.id)",
      reply.isDecided ? "triage_decided" : "triage_suggested",
    ]
    tags += reply.also.map { "triage_also_\($0.concern.id)" }
    if let notice = reply.notice { tags.append("triage_notice_\(notice.number)") }
    return tags.map { tag in
      String(tag.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
    }
  }
}

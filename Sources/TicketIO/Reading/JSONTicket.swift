/// A ticket in the JSON of a helpdesk: where its id, its subject and the requester's first message
/// are.
///
/// The paths are those of Zendesk, Freshdesk, Intercom, Help Scout, Zammad, Jira and ServiceNow, and
/// plain names.
struct JSONTicket {
  var id: String?
  var texts: [String]
  /// When it came in, as it is written.
  var created: String?

  private static let wrappers: [JSONPath] = [
    "helpdesk_ticket", "ticket", "conversation", "case", "issue", "detail",
  ]
  private static let ids = TicketFields.ids.map { JSONPath($0) }
  private static let subjects: [JSONPath] = [
    "subject", "raw_subject", "source.subject", "summary", "short_description", "title",
    "fields.summary",
  ]
  private static let messages: [JSONPath] = [
    "description_text", "plain_body", "description", "source.body", "conversation_message.body",
    "text", "message", "body", "question", "content", "message_body", "comment", "details",
    "fields.description",
  ]
  private static let threads: [JSONPath] = ["comments", "_embedded.threads", "articles", "threads"]

  private static let bodies: [JSONPath] = ["plain_body", "body_text", "body", "html_body", "text"]
  private static let internals: [JSONPath] = ["internal", "private"]
  private static let kinds: [JSONPath] = ["type", "sender", "createdBy.type", "author.type"]
  private static let staff: Set<String> = [
    "note", "lineitem", "agent", "user", "admin", "bot", "system",
  ]
  private static let isPublic: JSONPath = "public"
  private static let dates: [JSONPath] = ["created_at", "createdAt"]
  private static let creations = TicketFields.dates.map { JSONPath($0) } + ["fields.created"]

  /// - Parameters:
  ///   - idField: a path that the user named.
  ///   - textFields: paths that the user named.
  /// - Returns: nil where there is no text.
  init?(_ value: JSONValue, idField: JSONPath?, textFields: [JSONPath], keepsDate: Bool) {
    var ticket = value
    for name in Self.wrappers {
      if case .object? = value[name] { ticket = value[name] ?? value }
    }
    id = Self.first(idField.map { [$0] } ?? Self.ids, ticket)
    created = keepsDate ? Self.first(Self.creations, ticket) : nil
    if !textFields.isEmpty {
      texts = textFields.compactMap { ticket[$0]?.text }
    } else {
      let message = Self.first(Self.messages, ticket) ?? Self.firstMessage(ticket)
      texts = [Self.first(Self.subjects, ticket), message].compactMap { $0 }
    }
    if texts.isEmpty { return nil }
  }

  private static func first(_ paths: [JSONPath], _ value: JSONValue) -> String? {
    for path in paths {
      if let text = value[path]?.text { return text }
    }
    return nil
  }

  /// What the requester wrote first; never what staff wrote, nor what is internal.
  private static func firstMessage(_ ticket: JSONValue) -> String? {
    for path in threads {
      let items = (ticket[path]?.list ?? []).filter(isByRequester)
      let dates = items.map { first(Self.dates, $0) }
      // Help Scout gives the newest first.
      let oldest = items.indices.min { (dates[$0] ?? "", $0) < (dates[$1] ?? "", $1) }
      if let oldest, let text = first(bodies, items[oldest]) { return text }
    }
    return nil
  }

  private static func isByRequester(_ item: JSONValue) -> Bool {
    if case .flag(false)? = item[isPublic] { return false }
    for name in internals {
      if case .flag(true)? = item[name] { return false }
    }
    return staff.isDisjoint(with: kinds.compactMap { item[$0]?.text?.lowercased() })
  }
}

/// A ticket in the JSON of a helpdesk: where its id, its subject and the requester's first message
/// are.
///
/// The paths are those of Zendesk, Freshdesk, Intercom, Help Scout, Zammad, Jira and ServiceNow, and
/// plain names.
struct JSONTicket {
  var id: String?
  var texts: [String]

  private static let wrappers = ["helpdesk_ticket", "ticket", "conversation", "case", "issue"]
  private static let subjects = [
    "subject", "raw_subject", "source.subject", "summary", "short_description", "title",
    "fields.summary",
  ]
  private static let messages = [
    "description_text", "plain_body", "description", "source.body", "conversation_message.body",
    "text", "message", "body", "question", "content", "message_body", "comment", "details",
    "fields.description",
  ]
  private static let threads = ["comments", "_embedded.threads", "articles", "threads"]

  /// - Parameters:
  ///   - idField: a path that the user named.
  ///   - textFields: paths that the user named.
  /// - Returns: nil where there is no text.
  init?(_ value: JSONValue, idField: String?, textFields: [String]) {
    var ticket = value
    for name in Self.wrappers {
      if case .object? = value[name] { ticket = value[name] ?? value }
    }
    let ids = idField.map { [$0] } ?? TicketFields.ids
    id = Self.first(ids, ticket)
    if !textFields.isEmpty {
      texts = textFields.compactMap { ticket[$0]?.text }
    } else {
      let message = Self.first(Self.messages, ticket) ?? Self.firstMessage(ticket)
      texts = [Self.first(Self.subjects, ticket), message].compactMap { $0 }
    }
    if texts.isEmpty { return nil }
  }

  private static func first(_ paths: [String], _ value: JSONValue) -> String? {
    for path in paths {
      if let text = value[path]?.text { return text }
    }
    return nil
  }

  /// What the requester wrote first; never what staff wrote, nor what is internal.
  private static func firstMessage(_ ticket: JSONValue) -> String? {
    for path in threads {
      let items = (ticket[path]?.list ?? []).filter(isByRequester)
      let dates = items.map { $0["created_at"]?.text ?? $0["createdAt"]?.text }
      // Help Scout gives the newest first.
      let oldest = items.indices.min { (dates[$0] ?? "", $0) < (dates[$1] ?? "", $1) }
      let bodies = ["plain_body", "body_text", "body", "html_body", "text"]
      if let oldest, let text = first(bodies, items[oldest]) { return text }
    }
    return nil
  }

  private static func isByRequester(_ item: JSONValue) -> Bool {
    if case .flag(false)? = item["public"] { return false }
    for name in ["internal", "private"] {
      if case .flag(true)? = item[name] { return false }
    }
    let kinds = ["type", "sender", "createdBy.type", "author.type"].compactMap { item[$0]?.text }
    let staff: Set<String> = ["note", "lineitem", "agent", "user", "admin", "bot", "system"]
    return staff.isDisjoint(with: kinds.map { $0.lowercased() })
  }
}

/// A ticket of JSON or XML: where its id, its subject and the requester's first message are.
struct NestedTicket {
  var id: String?
  var texts: [String] = []
  /// When it came in, as it is written.
  var created: String?
  /// The fields that the id and the texts were taken from, in this order.
  private(set) var names: [String] = []

  private static let wrappers: [FieldPath] = [
    "helpdesk_ticket", "ticket", "conversation", "case", "issue", "detail",
  ]
  private static let bodies: [FieldPath] = [
    "plain_body", "body_text", "body", "html_body", "text", "value",
  ]
  private static let internals: [FieldPath] = ["internal", "private"]
  private static let publics: [FieldPath] = ["public", "is public"]
  private static let kinds: [FieldPath] = ["type", "sender", "createdBy.type", "author.type"]
  private static let staff: Set<String> = [
    "note", "lineitem", "agent", "user", "admin", "bot", "system",
  ]
  private static let dates: [FieldPath] = ["created_at", "createdAt"]
  private static let creations = TicketFields.dates + ["fields.created"]

  /// The ticket itself, where the record is one in a wrapper.
  static func unwrapped(_ record: FieldValue) -> FieldValue {
    wrappers.reduce(record) { ticket, name in
      if case .object? = ticket[name] { ticket[name] ?? ticket } else { ticket }
    }
  }

  /// - Parameters:
  ///   - idField: a path that the user named.
  ///   - textFields: paths that the user named.
  /// - Returns: nil where there is no text.
  init?(
    _ record: FieldValue, _ vendor: Vendor, idField: FieldPath?, textFields: [FieldPath],
    keepsDate: Bool = false
  ) {
    let ticket = Self.unwrapped(record)
    created = keepsDate ? Self.first(Self.creations, ticket) : nil
    id = idField.map { take([$0], ticket) } ?? take(vendor.ids, or: Vendor.plain.ids, ticket)
    if !textFields.isEmpty {
      for field in textFields {
        if let text = take([field], ticket) { texts.append(text) }
      }
    } else {
      let subject = take(vendor.subjects, or: Vendor.plain.subjects, ticket)
      let message =
        take(vendor.messages, ticket) ?? firstMessage(ticket, vendor)
        ?? take(Vendor.plain.messages, ticket)
      texts = [subject, message].compactMap { $0 }
    }
    if texts.isEmpty { return nil }
  }

  private mutating func take(
    _ paths: [FieldPath], or others: [FieldPath], _ value: FieldValue
  ) -> String? {
    take(paths, value) ?? take(others, value)
  }

  private mutating func take(_ paths: [FieldPath], _ value: FieldValue) -> String? {
    for path in paths {
      if let text = value[path]?.text {
        names.append(path.text)
        return text
      }
    }
    return nil
  }

  private static func first(_ paths: [FieldPath], _ value: FieldValue) -> String? {
    for path in paths {
      if let text = value[path]?.text { return text }
    }
    return nil
  }

  /// What the requester wrote first; never what staff wrote, nor what is internal.
  private mutating func firstMessage(_ ticket: FieldValue, _ vendor: Vendor) -> String? {
    for path in vendor.threads {
      let items = (ticket[path]?.list ?? []).filter(Self.isByRequester)
      let dates = items.map { Self.first(Self.dates, $0) }
      // Help Scout gives the newest first.
      let oldest = items.indices.min { (dates[$0] ?? "", $0) < (dates[$1] ?? "", $1) }
      if let oldest, let text = Self.first(Self.bodies, items[oldest]) {
        names.append(path.text)
        return text
      }
    }
    return nil
  }

  private static func isByRequester(_ item: FieldValue) -> Bool {
    if publics.contains(where: { item[$0]?.flag == false }) { return false }
    if internals.contains(where: { item[$0]?.flag == true }) { return false }
    return staff.isDisjoint(with: kinds.compactMap { item[$0]?.text?.lowercased() })
  }
}

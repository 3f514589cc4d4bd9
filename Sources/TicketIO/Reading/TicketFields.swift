/// Which fields of an export hold a ticket's id and text.
///
/// The names are those of the exports of Zendesk, Freshdesk, Jira Service Management, ServiceNow,
/// Salesforce, Zammad and osTicket, and plain ones; compared in small letters, with `_`, `-` and
/// spaces taken for the same.
package struct TicketFields: Sendable, Hashable {
  package var id: Int?
  /// The subject first, then the message.
  package var texts: [Int]
  /// When the ticket came in.
  package var created: Int?
  /// Whether only a subject was found, no message.
  package var isSubjectOnly: Bool

  /// What agents call a ticket comes before what the database does.
  static let ids = [
    "ticket id", "ticket number", "issue key", "casenumber", "case number", "number", "nice id",
    "display id", "id", "conversation id", "key",
  ]
  private static let subjects = [
    "subject", "raw subject", "summary", "short description", "title",
  ]
  private static let messages = [
    "description", "description text", "text", "message", "body", "question", "message body",
    "content", "plain body",
  ]

  static let dates = [
    "created at", "created time", "created", "opened at", "sys created on", "createddate",
    "date/time opened", "conversation created at", "date created", "created date", "createdat",
    "creation date", "date", "timestamp",
  ]

  /// - Parameters:
  ///   - names: the fields of the export, in their order.
  ///   - id: the field that the user named for it.
  ///   - texts: the fields that the user named for the text.
  /// - Throws: `UnknownField` when a named field is not there, or no text field can be found.
  package init(_ names: [String], id: String? = nil, texts: [String] = [])
    throws(UnknownField)
  {
    let folded = names.map(Self.fold)
    func place(_ name: String) throws(UnknownField) -> Int {
      if let exact = names.firstIndex(of: name) ?? folded.firstIndex(of: Self.fold(name)) {
        return exact
      }
      throw UnknownField(name: name, names: names)
    }
    func first(of wanted: [String]) -> Int? {
      for name in wanted {
        if let place = folded.firstIndex(of: name) { return place }
      }
      return nil
    }
    if let id { self.id = try place(id) } else { self.id = first(of: Self.ids) }
    created = first(of: Self.dates)
    if texts.isEmpty {
      let message = first(of: Self.messages)
      self.texts = [first(of: Self.subjects), message].compactMap { $0 }
      isSubjectOnly = message == nil
      if self.texts.isEmpty { throw UnknownField(name: nil, names: names) }
    } else {
      self.texts = []
      for name in texts { self.texts.append(try place(name)) }
      isSubjectOnly = false
    }
  }

  /// A field that is not there.
  package struct UnknownField: Error, Hashable {
    /// What was asked for; nil when no field for the text could be found.
    package var name: String?
    package var names: [String]
  }

  /// A name in small letters, with `_`, `-` and spaces taken for the same.
  static func fold(_ name: String) -> String {
    name.lowercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: " ")
  }
}

/// Which columns of a table hold a ticket's id and text.
package struct TicketFields: Sendable, Hashable {
  package var id: Int?
  /// The subject first, then the message.
  package var texts: [Int]
  /// When the ticket came in.
  package var created: Int?
  /// Whether only a subject was found, no message.
  package var isSubjectOnly: Bool
  var messageRows: MessageRows?
  var comments: Comments?

  /// Columns of a table with a row a message; see `Vendor.MessageRows`.
  struct MessageRows: Sendable, Hashable {
    var id: Int
    var kind: Int?
    var opening: Set<String>
    var sent: Set<String>
    var author: Int?
    var staff: Set<String>
  }

  /// Columns with comments, and those that name the requester.
  struct Comments: Sendable, Hashable {
    var columns: [Int]
    var requesters: [Int]
  }

  static let dates: [FieldPath] = [
    "created at", "created time", "created", "opened at", "sys created on", "createddate",
    "date/time opened", "conversation created at", "date created", "created date", "createdat",
    "creation date", "date", "timestamp",
  ]

  /// - Parameters:
  ///   - names: the columns, in their order.
  ///   - id: the column that the user named for it.
  ///   - texts: the columns that the user named for the text.
  /// - Throws: `UnknownField` when a named column is not there, or none for the text can be found.
  init(_ names: [String], _ vendor: Vendor, id: String? = nil, texts: [String] = [])
    throws(UnknownField)
  {
    let folded = names.map(Self.fold)
    func place(_ name: String) throws(UnknownField) -> Int {
      if let exact = names.firstIndex(of: name) ?? folded.firstIndex(of: Self.fold(name)) {
        return exact
      }
      throw UnknownField(name: name, names: names)
    }
    func first(of paths: [FieldPath]) -> Int? {
      paths.lazy.compactMap { folded.firstIndex(of: $0.folded) }.first
    }
    self.id = try id.map(place) ?? first(of: vendor.ids + Vendor.plain.ids)
    created = first(of: Self.dates)
    guard texts.isEmpty else {
      self.texts = []
      for name in texts { self.texts.append(try place(name)) }
      isSubjectOnly = false
      return
    }
    let message = first(of: vendor.messages + Vendor.plain.messages)
    let subject = first(of: vendor.subjects + Vendor.plain.subjects)
    self.texts = [subject, message].compactMap { $0 }
    isSubjectOnly = message == nil
    if self.texts.isEmpty { throw UnknownField(name: nil, names: names) }
    messageRows = vendor.messageRows.flatMap { rows in
      first(of: [rows.id]).map {
        MessageRows(
          id: $0, kind: first(of: [rows.kind]), opening: rows.opening, sent: rows.sent,
          author: first(of: [rows.author]), staff: rows.staff)
      }
    }
    comments = vendor.comments.map { comment in
      Comments(
        columns: folded.indices.filter { folded[$0] == comment.folded },
        requesters: vendor.requesters.compactMap { first(of: [$0]) })
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

/// What is known of one helpdesk's exports: how they are told, and where in them the id, the subject
/// and the requester's first message stand.
///
/// Names are those of columns, of JSON's members or of XML's elements alike, with dots between those
/// that lie in one another; they are compared as `FieldPath` folds them.
package struct Vendor: Sendable {
  package var name: String
  /// An export that has all fields of one of these is the vendor's.
  var marks: [[FieldPath]]
  /// Each in the order in which they are looked for. What agents call a ticket comes before what the
  /// database does, and plain text before HTML.
  var ids: [FieldPath]
  var subjects: [FieldPath]
  var messages: [FieldPath]
  /// The messages of a ticket, where it has a list of them.
  var threads: [FieldPath] = []
  /// Where each message has a row of its own.
  var messageRows: MessageRows?
  /// A column, possibly repeated, with comments: date, author and text, with semicolons between.
  var comments: FieldPath?
  /// The requester, as comments name their author.
  var requesters: [FieldPath] = []
  /// How lines at the end begin that are no tickets.
  var footers: [String] = []

  /// The columns of an export with a row a message.
  struct MessageRows: Sendable {
    /// Rows with the same value here, one after another, are one ticket.
    var id: FieldPath
    var message: FieldPath
    /// What kind of message it is; those that open a ticket are taken first.
    var kind: FieldPath
    var opening: Set<String>
    /// Messages of other kinds, such as notes, were never sent.
    var sent: Set<String>
    /// Who wrote it, and what staff are called there.
    var author: FieldPath
    var staff: Set<String>
  }

  /// Whether a table with columns of these names, folded, is the vendor's.
  func hasMarks(in names: Set<String>) -> Bool {
    marks.contains { $0.allSatisfy { names.contains($0.folded) } }
  }

  /// Whether a record of JSON or XML is the vendor's.
  func hasMarks(in ticket: FieldValue) -> Bool {
    marks.contains { $0.allSatisfy { ticket[$0] != nil } }
  }

  /// The vendor of a table with columns of these names.
  static func of(columns names: [String]) -> Vendor {
    let folded = Set(names.map(TicketFields.fold))
    return all.first { $0.hasMarks(in: folded) } ?? plain
  }

  /// The vendor of a record of JSON or XML.
  static func of(_ ticket: FieldValue) -> Vendor {
    all.first { $0.hasMarks(in: ticket) } ?? plain
  }
}

/// A ticket of an export.
package struct Ticket: Sendable, Hashable {
  /// As the export has it; the number of the record where it has none.
  package var id: String
  /// The subject and the message, or what there is of them, or the fields that were named for the
  /// text; UTF-8 that may be HTML.
  package var texts: [[UInt8]]
  /// When it came in, as the export writes it, where `TicketReader.Options.keepsDates` asks for it;
  /// nil where it does not say.
  package var created: String?
  /// The cells of its row, where `TicketReader.Options.keepsCells` asks for them.
  package var cells: [String] = []
}

/// A record that is no ticket, kept whole so that nothing is lost.
package struct Reject: Sendable, Hashable {
  package var reason: String
  /// The line in its file where it begins, from 1.
  package var line: Int
  /// The bytes as they stand in the file.
  package var bytes: [UInt8]
  /// Whether the next reject goes on with this one, which is longer than a record may be.
  package var isCut = false
  /// Whether it goes on with the reject before it, and so is none of its own.
  package var isRest = false
}

/// What an input gives, in its order.
package enum Entry: Sendable, Hashable {
  case ticket(Ticket)
  case reject(Reject)
}

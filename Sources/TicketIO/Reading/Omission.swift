/// What stands in an export and is no ticket of its own, so that it is neither judged nor rejected,
/// but said.
package enum Omission: String, Sendable, CaseIterable, Codable {
  /// As in exports that were joined.
  case repeatedHeader
  /// Lines at the end on who made the export.
  case footer
  /// Further messages of a ticket.
  case message
  /// Elements that come along with tickets.
  case element

  /// What is told to the user.
  package func text(_ count: Int) -> String {
    let isOne = count == 1
    let lines = isOne ? "1 line" : "\(count) lines"
    let verb = isOne ? "is" : "are"
    return switch self {
    case .repeatedHeader: "\(lines) left out that \(verb) the header again"
    case .footer: "\(lines) left out that \(verb) the export's footer"
    case .message:
      "\(isOne ? "1 row" : "\(count) rows") left out that \(verb) further messages of a ticket"
    case .element:
      "\(isOne ? "1 element" : "\(count) elements") left out that \(verb) no ticket (sys_…)"
    }
  }
}

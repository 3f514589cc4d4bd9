/// Finds the list of tickets in an export that is one JSON document.
enum JSONList {
  /// What helpdesks call the list: Zendesk, Intercom and Help Scout, Jira, ServiceNow, and plain
  /// ones.
  private static let names: Set<String> = [
    "tickets", "helpdesk_tickets", "conversations", "cases", "issues", "incidents", "records",
    "results", "result", "data", "items",
  ]

  /// How many bytes stand before the list's first object; nil where there is no list.
  ///
  /// - Parameter beginning: of a file whose first sign is a brace or a bracket.
  static func start(in beginning: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    var name: ArraySlice<UInt8> = []
    var index = beginning.startIndex
    while index < beginning.endIndex {
      switch beginning[index] {
      case UInt8(ascii: "\""):
        let end = stringEnd(beginning, index)
        name = beginning[min(index + 1, end)..<end]
        index = end
      case UInt8(ascii: "["):
        if depth == 0 { return index + 1 - beginning.startIndex }
        let next = beginning[(index + 1)...].first { $0 > UInt8(ascii: " ") }
        if depth <= 2, next == UInt8(ascii: "{"),
          names.contains(String(decoding: name, as: UTF8.self))
        {
          return index + 1 - beginning.startIndex
        }
        depth += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        if depth == 0 { return nil }
      default: break
      }
      index += 1
    }
    return nil
  }

  /// Whether the first line is an object, as in JSON Lines.
  static func isLines(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = beginning.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "\n") }
    var depth = 0
    var index = line.startIndex
    while index < line.endIndex {
      switch line[index] {
      case UInt8(ascii: "\""): index = stringEnd(line, index)
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return true }
      default: break
      }
      index += 1
    }
    // A first line that is longer than what is known of it.
    return line.endIndex == beginning.endIndex && line.count > 60_000
  }

  /// Where the quote stands that closes the string which begins at `start`.
  private static func stringEnd(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Int {
    var index = start + 1
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index, bytes.endIndex)
  }
}

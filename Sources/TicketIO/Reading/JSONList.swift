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
    var nesting = JSONNesting()
    var name = beginning.startIndex..<beginning.startIndex
    for (index, byte) in zip(beginning.indices, beginning) {
      let (wasInString, depth) = (nesting.isInString, nesting.depth)
      nesting.pass(byte)
      if nesting.isInString != wasInString {
        name = wasInString ? name.lowerBound..<index : index + 1..<index + 1
      } else if nesting.depth > depth, byte == UInt8(ascii: "[") {
        if depth == 0 { return index + 1 - beginning.startIndex }
        let next = beginning[(index + 1)...].first { $0 > UInt8(ascii: " ") }
        if depth <= 2, next == UInt8(ascii: "{"),
          names.contains(String(decoding: beginning[name], as: UTF8.self))
        {
          return index + 1 - beginning.startIndex
        }
      } else if nesting.depth == 0, depth > 0 {
        return nil
      }
    }
    return nil
  }

  /// Whether the first line is an object, as in JSON Lines.
  static func isLines(_ beginning: ArraySlice<UInt8>) -> Bool {
    let line = beginning.drop { $0 <= UInt8(ascii: " ") }.prefix { $0 != UInt8(ascii: "\n") }
    var nesting = JSONNesting()
    for byte in line {
      let wasOpen = nesting.braces > 0
      nesting.pass(byte)
      if wasOpen, nesting.braces == 0 { return true }
    }
    // A first line that is longer than what is known of it.
    return line.endIndex == beginning.endIndex && line.count > 60_000
  }
}

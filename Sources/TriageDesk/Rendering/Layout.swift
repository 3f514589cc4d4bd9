/// Lays lines out for reading: words wrapped, later lines under the first.
struct Layout {
  private(set) var text = ""
  let width: Int

  init(width: Int) {
    self.width = width
  }

  /// Adds a paragraph: `lead` stands before its first line, and as many spaces before the others.
  ///
  /// - Parameter line: words with the styles that they are shown in; a style takes no room.
  mutating func add(_ words: [StyledWord], lead: String = "", style: (String) -> String = { $0 }) {
    let indent = String(repeating: " ", count: lead.unicodeScalars.count)
    var column = lead.unicodeScalars.count
    text += lead.allSatisfy { $0 == " " } ? lead : style(lead)
    var isFirst = true
    for word in words {
      let length = word.plain.unicodeScalars.count
      if !isFirst, column + 1 + length > width {
        text += "\n" + indent
        column = indent.unicodeScalars.count
        isFirst = true
      }
      if !isFirst {
        text += " "
        column += 1
      }
      text += word.styled
      column += length
      isFirst = false
    }
    text += "\n"
  }

  mutating func blank() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }

  /// A word as it counts and as it is written.
  struct StyledWord {
    var plain: String
    var styled: String
  }
}

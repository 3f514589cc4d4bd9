/// Writes HTML straight into text. What comes from outside is always escaped, so that nothing in a
/// ticket or a knowledge base becomes markup.
struct HTMLText {
  private(set) var text = ""

  typealias Attributes = KeyValuePairs<StaticString, String>

  /// An element with others in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout HTMLText) -> Void
  ) {
    open(name, attributes)
    text += "\n"
    content(&self)
    text += "</\(name)>\n"
  }

  /// An element with text in it.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], text content: String
  ) {
    open(name, attributes)
    escape(content)
    text += "</\(name)>\n"
  }

  /// Text with a place for a line break after each slash, as in labels and paths.
  mutating func breakable(_ content: String) {
    for (index, piece) in content.split(separator: "/", omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { text += "/<wbr>" }
      escape(String(piece))
    }
  }

  /// An element inside a line of text: nothing comes between it and its neighbours.
  mutating func inline(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout HTMLText) -> Void
  ) {
    open(name, attributes)
    content(&self)
    text += "</\(name)>"
  }

  /// Text that stands beside inline elements.
  mutating func words(_ content: String) {
    escape(content)
  }

  /// An element of HTML that has no end, or one of SVG with nothing in it.
  mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
    open(name, attributes, end: "/>\n")
  }

  /// What we wrote ourselves and is HTML as it is: the style sheet.
  mutating func trusted(_ html: StaticString) {
    text += "\(html)"
  }

  private mutating func open(
    _ name: StaticString, _ attributes: Attributes, end: String = ">"
  ) {
    text += "<\(name)"
    for (name, value) in attributes {
      text += " \(name)=\""
      escape(value)
      text += "\""
    }
    text += end
  }

  /// The five characters that mean something in HTML; control characters, which it forbids, become
  /// the replacement character.
  private mutating func escape(_ content: String) {
    for scalar in content.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      case "\t", "\n": text.unicodeScalars.append(scalar)
      case "\0"..<" ", "\u{7F}"..."\u{9F}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

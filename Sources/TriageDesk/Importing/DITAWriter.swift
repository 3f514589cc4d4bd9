/// Writes a draft as XML that a person can go on working with: a block a line, text wrapped.
struct DITAWriter {
  private static let width = 100
  private var text = ""

  /// - Parameter root: the topic; its name chooses the document type.
  static func document(_ root: DITANode) -> String {
    guard case .element(let name, _, _) = root else { return "" }
    let kind = name.prefix(1).uppercased() + name.dropFirst()
    var writer = DITAWriter()
    writer.text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE \(name) PUBLIC "-//OASIS//DTD DITA \(kind)//EN" "\(name).dtd">

      """
    writer.block(root, depth: 0)
    return writer.text
  }

  private mutating func block(_ node: DITANode, depth: Int) {
    let indent = String(repeating: "  ", count: depth)
    switch node {
    case .comment(let note):
      wrap(words(of: "<!-- \(Self.comment(note)) -->"), indent: indent, hanging: indent + "     ")
    case .text, .element(_, _, []):
      wrap(tokens(node), indent: indent, hanging: indent + "  ")
    case .element("codeblock", let attributes, let children):
      text += indent + tag("codeblock", attributes) + Self.escaped(children.text)
      text += "</codeblock>\n"
    case .element(let name, let attributes, let children):
      guard children.contains(where: Self.isBlock), !children.contains(where: Self.isInline) else {
        wrap(tokens(node), indent: indent, hanging: indent + "  ")
        return
      }
      text += indent + tag(name, attributes) + "\n"
      for child in children { block(child, depth: depth + 1) }
      text += indent + "</\(name)>\n"
    }
  }

  // MARK: Lines

  /// Breaks lines between tokens; a token that begins with a space may begin a line.
  private mutating func wrap(_ tokens: [String], indent: String, hanging: String) {
    var line = indent
    var isFresh = true
    for token in tokens {
      let isBreakable = token.hasPrefix(" ")
      if isBreakable, !isFresh, line.count + token.count > Self.width {
        text += line + "\n"
        line = hanging + token.dropFirst()
      } else {
        line += token
      }
      isFresh = false
    }
    text += line + "\n"
  }

  /// Words with the space before them, and whole tags.
  private func tokens(_ node: DITANode) -> [String] {
    var tokens: [String] = []
    func add(_ piece: String) {
      // What no space parts stays in one line.
      if piece.hasPrefix(" ") || tokens.isEmpty {
        tokens.append(piece)
      } else {
        tokens[tokens.count - 1] += piece
      }
    }
    func visit(_ node: DITANode) {
      switch node {
      case .text(let text):
        for word in words(of: Self.escaped(text)) { add(word) }
      case .comment(let note):
        add("<!-- \(Self.comment(note)) -->")
      case .element(let name, let attributes, []):
        add(String(tag(name, attributes).dropLast()) + "/>")
      case .element(let name, let attributes, let children):
        add(tag(name, attributes))
        children.forEach(visit)
        add("</\(name)>")
      }
    }
    visit(node)
    return tokens
  }

  /// Cuts before each space, which stays with the word after it.
  private func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in text {
      if character == " ", !word.isEmpty {
        words.append(word)
        word = ""
      }
      word.append(character)
    }
    return word.isEmpty ? words : words + [word]
  }

  // MARK: Markup

  private func tag(_ name: String, _ attributes: [DITANode.Attribute]) -> String {
    let pairs = attributes.map { attribute in
      " \(attribute.name)=\"\(Self.escaped(attribute.value).replacing("\"", with: "&quot;"))\""
    }
    return "<\(name)\(pairs.joined())>"
  }

  private static let inline: Set<String> = [
    "ph", "b", "i", "u", "sub", "sup", "xref", "uicontrol", "menucascade", "codeph", "q", "term",
    "cite",
  ]

  private static func isInline(_ node: DITANode) -> Bool {
    switch node {
    case .text: true
    case .element(let name, _, _): inline.contains(name)
    case .comment: false
    }
  }

  private static func isBlock(_ node: DITANode) -> Bool {
    !isInline(node)
  }

  /// Characters that XML 1.0 does not have are left out (<https://www.w3.org/TR/xml/#charsets>).
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\u{0}"..."\u{8}", "\u{B}", "\u{C}", "\u{E}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": break
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// Two hyphens would end a comment.
  private static func comment(_ note: String) -> String {
    var note = note.plain.replacing("\u{FFFE}", with: "").replacing("\u{FFFF}", with: "")
    note.unicodeScalars.removeAll { $0.value < 0x20 }
    while note.contains("--") { note = note.replacing("--", with: "- -") }
    return note
  }
}

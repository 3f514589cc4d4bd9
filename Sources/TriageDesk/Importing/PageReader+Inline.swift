internal import Diagnostics
internal import XMLReading

/// What stands inside a line.
extension PageReader {
  /// The inline content of a block in DITA, tidied.
  mutating func inline(_ nodes: [XMLNode]) -> [DITANode] {
    Cascade.joined(raw(nodes)).tidied
  }

  private mutating func raw(_ nodes: [XMLNode]) -> [DITANode] {
    nodes.flatMap { node -> [DITANode] in
      switch node {
      case .text(let run): [.text(run.text.visible)]
      case .element(let element): inline(element)
      }
    }
  }

  private mutating func inline(_ element: XMLElement) -> [DITANode] {
    switch element.name {
    case "br": return [.text(" ")]
    case "b", "strong": return bold(element)
    case "em", "i", "cite", "var", "dfn": return wrapped("i", element)
    case "code", "samp", "tt", "kbd": return wrapped("codeph", element)
    case "u", "ins": return wrapped("u", element)
    case "sub", "sup": return wrapped(element.name, element)
    case "q": return wrapped("q", element)
    case "a": return link(element)
    case "img": return image(element)
    case "script", "style", "noscript", "svg", "template", "input": return []
    case "del", "s", "strike":
      decide(
        "“\(element.text.plain)” is struck out on the page and was left out", code: .leftOut,
        at: element.range.start)
      return []
    default: return raw(element.children)
    }
  }

  private mutating func wrapped(_ name: String, _ element: XMLElement) -> [DITANode] {
    let inside = raw(element.children)
    guard !inside.text.plain.isEmpty else { return inside }
    return [.element(name, inside)]
  }

  // MARK: Controls

  /// Bold text is the name of a button or a menu, unless it reads like a sentence or a label.
  private mutating func bold(_ element: XMLElement) -> [DITANode] {
    let inside = raw(element.children)
    let text = inside.text.plain
    guard !text.isEmpty else { return inside }
    let isPlain = inside.allSatisfy { if case .text = $0 { true } else { false } }
    let isSentence =
      text.hasSuffix(".") || text.hasSuffix(":") || text.split(separator: " ").count > 8
    guard isPlain, !isSentence else { return [.element("b", inside)] }
    // The space inside the tags belongs outside.
    let front: [DITANode] = inside.text.first?.isWhitespace == true ? [.text(" ")] : []
    let back: [DITANode] = inside.text.last?.isWhitespace == true ? [.text(" ")] : []
    return front + [Cascade.control(text)] + back
  }

  // MARK: Links

  private mutating func link(_ element: XMLElement) -> [DITANode] {
    let inside = raw(element.children)
    let place = element.range.start
    guard let href = element["href"]?.plain, !href.isEmpty, !inside.text.plain.isEmpty else {
      return inside
    }
    if href.hasPrefix("#") || href.lowercased().hasPrefix("javascript:") {
      if href.count > 1, href.hasPrefix("#") {
        decide("“\(inside.text.plain)” led to another place on the page (\(href))", at: place)
      }
      return inside
    }
    guard let address = page.absolute(href) else {
      decide(
        "“\(inside.text.plain)” leads to \(href), and the page does not say of which site",
        at: place, hint: "put the whole address in, or link to an article")
      return inside
    }
    if let host = page.address?.host, address.contains("://" + host), address.contains("/articles/")
    {
      decide(
        "“\(inside.text.plain)” leads to another article of the help centre", at: place,
        hint: "if that article is among yours, link to its file instead, without scope and format")
    }
    let format = address.hasPrefix("http") ? "html" : "email"
    // A link on the whole of a control would hide the control: both are kept.
    return [
      .element(
        "xref", ["href": address.escapedAddress, "scope": "external", "format": format],
        inside.map(Self.linkText))
    ]
  }

  /// Links in DITA have no links, and no pictures with text, inside.
  private static func linkText(_ node: DITANode) -> DITANode {
    if case .element("menucascade", _, _) = node { return .element("b", [.text(node.text)]) }
    return node
  }

  private mutating func image(_ element: XMLElement) -> [DITANode] {
    let alt = element["alt"]?.plain ?? ""
    let place = element.range.start
    guard let source = element["src"]?.plain, !source.isEmpty else { return [] }
    if source.hasPrefix("data:") {
      decide(
        "a picture that is inside the page was left out\(alt.isEmpty ? "" : ": “\(alt)”")",
        code: .leftOut, at: place)
      return []
    }
    // One pixel counts visits.
    if element["width"] == "1", element["height"] == "1" { return [] }
    decide(
      alt.isEmpty
        ? "a picture has no text that says what it shows"
        : "a picture: keep it, or say it in words?",
      at: place, hint: "put a copy beside the article and name it in href")
    let address = page.absolute(source)
    let description: [DITANode] = alt.isEmpty ? [] : [.element("alt", [.text(alt)])]
    return [
      .element(
        "image",
        [
          "href": (address ?? source).escapedAddress, "scope": address == nil ? nil : "external",
        ], description)
    ]
  }
}

extension String {
  /// Without characters that have no width; spaces of every kind stay.
  fileprivate var visible: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter {
          !["\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}"].contains($0)
        }))
  }

  /// An address with what RFC 3986 does not allow in one escaped.
  fileprivate var escapedAddress: String {
    var text = ""
    for byte in utf8 {
      let isBad = byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte)
      if isBad {
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      } else {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return text
  }
}

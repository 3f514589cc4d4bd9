internal import CLibXML2

/// The words of a message that may be HTML, as many helpdesks export it.
///
/// libxml2's HTML parser reads it, which takes any markup, however broken. Runs per ticket on the
/// judging threads, not while the export is read.
package enum MessageText {
  /// The message without its markup; as it is where it has none.
  ///
  /// - Parameter message: UTF-8. A `<` alone makes no markup: only a known tag or an entity does.
  package static func plain(_ message: [UInt8]) -> [UInt8] {
    guard hasMarkup(message), let text = text(ofHTML: message) else { return message }
    // What was taken for markup and has no text, such as “<p” in a formula, stays.
    return text.contains { $0 > UInt8(ascii: " ") } ? text : message
  }

  // MARK: Telling markup

  private static let tags: Set<String> = [
    "a", "b", "blockquote", "body", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "html", "i", "img", "li", "meta", "ol", "p", "pre", "section",
    "small", "span", "strong", "style", "table", "tbody", "td", "th", "tr", "u", "ul",
  ]

  private static func hasMarkup(_ message: [UInt8]) -> Bool {
    for (index, byte) in message.enumerated() {
      if byte == UInt8(ascii: "<"), isTag(message[(index + 1)...]) { return true }
      if byte == UInt8(ascii: "&"), isEntity(message[(index + 1)...]) { return true }
    }
    return false
  }

  /// Whether what follows a `<` is the name of a tag, and its end or its attributes.
  private static func isTag(_ rest: ArraySlice<UInt8>) -> Bool {
    let rest = rest.first == UInt8(ascii: "/") ? rest.dropFirst() : rest
    let name = rest.prefix(10).prefix { isLetterOrDigit($0) }
    guard let next = rest.dropFirst(name.count).first,
      next == UInt8(ascii: ">") || next == UInt8(ascii: "/") || next <= UInt8(ascii: " ")
    else { return false }
    return tags.contains(String(decoding: name, as: UTF8.self).lowercased())
  }

  /// Whether what follows a `&` makes an entity: `nbsp;`, `#39;`.
  private static func isEntity(_ rest: ArraySlice<UInt8>) -> Bool {
    let rest = rest.first == UInt8(ascii: "#") ? rest.dropFirst() : rest
    let name = rest.prefix(10).prefix { isLetterOrDigit($0) }
    return !name.isEmpty && rest.dropFirst(name.count).first == UInt8(ascii: ";")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  // MARK: Reading markup

  /// Elements whose text is none of the message.
  private static let hidden: Set<String> = ["script", "style", "title", "head"]
  /// Elements that do not end a line.
  private static let inline: Set<String> = [
    "a", "abbr", "b", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub",
    "sup", "u",
  ]

  /// What the parser's events make of a message.
  private final class Collector {
    var text: [UInt8] = []
    var hidden = 0

    /// The start of an element (`depth` 1) or its end (−1).
    func pass(_ element: String, depth: Int) {
      if MessageText.hidden.contains(element) { hidden = max(hidden + depth, 0) }
      guard !MessageText.inline.contains(element) else { return }
      if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    }
  }

  /// Nil when there is no memory for a parser.
  private static func text(ofHTML message: [UInt8]) -> [UInt8]? {
    guard let context = htmlNewParserCtxt() else { return nil }
    defer { htmlFreeParserCtxt(context) }
    let collector = Collector()
    collector.text.reserveCapacity(message.count)
    // `collector` outlives the parse: it is used again below.
    context.pointee._private = Unmanaged.passUnretained(collector).toOpaque()
    install(context)
    // The parser would stop at a zero.
    let message = message.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
    let document = message.withUnsafeBytes { bytes in
      htmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        CInt(clamping: bytes.count),
        nil, "UTF-8", CInt(options))
    }
    xmlFreeDoc(document)
    return collector.text
  }

  /// Takes the events instead of libxml2's tree, which has a limit to its depth.
  private static func install(_ context: htmlParserCtxtPtr) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee = xmlSAXHandler()
    sax.pointee.startElement = { context, name, _ in
      if let name { MessageText.collector(of: context)?.pass(String(cString: name), depth: 1) }
    }
    sax.pointee.endElement = { context, name in
      if let name { MessageText.collector(of: context)?.pass(String(cString: name), depth: -1) }
    }
    sax.pointee.characters = addText
    sax.pointee.ignorableWhitespace = addText
  }

  private static let addText: charactersSAXFunc = { context, letters, count in
    guard let collector = MessageText.collector(of: context), let letters, collector.hidden == 0
    else { return }
    collector.text += UnsafeBufferPointer(start: letters, count: Int(count))
  }

  private static func collector(of context: UnsafeMutableRawPointer?) -> Collector? {
    guard let context else { return nil }
    let parser = context.assumingMemoryBound(to: htmlParserCtxt.self)
    return parser.pointee._private.map {
      Unmanaged<Collector>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

internal import CLibXML2

/// A message without its markup.
struct PlainText {
  /// UTF-8.
  var bytes: [UInt8]
  /// Where they stood in the message; nil where it has no markup.
  var source: SourceMap?
}

/// The words of a message that may be HTML, as many helpdesks export it.
///
/// libxml2's HTML parser reads it, which takes any markup, however broken. Runs per ticket on the
/// judging threads, not while the export is read.
enum MessageText {
  /// The message without its markup; as it is where it has none.
  ///
  /// - Parameter message: UTF-8. A `<` alone makes no markup: only a known tag or an entity does.
  static func plain(_ message: [UInt8]) -> PlainText {
    guard hasMarkup(message) else { return PlainText(bytes: message) }
    // What a mail answers is not what its writer says; but where nothing else is, it stays, and so
    // does what was taken for markup and has no text, such as “<p” in a formula.
    return text(ofHTML: message, withQuotes: false) ?? text(ofHTML: message, withQuotes: true)
      ?? PlainText(bytes: message)
  }

  // MARK: Telling markup

  private static let tags: Set<String> = [
    "a", "b", "blockquote", "body", "br", "center", "code", "div", "em", "font", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "html", "i", "img", "li", "meta", "ol", "p", "pre", "section",
    "small", "span", "strong", "style", "table", "tbody", "td", "th", "tr", "u", "ul",
  ]

  static func hasMarkup(_ message: [UInt8]) -> Bool {
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
    private(set) var text: [UInt8] = []
    private(set) var source = SourceMap()
    private let message: [UInt8]
    var hidden = 0
    private var depth = 0
    private let withQuotes: Bool
    private var quoteDepth: Int?

    init(_ message: [UInt8], withQuotes: Bool) {
      self.message = message
      self.withQuotes = withQuotes
      text.reserveCapacity(message.count)
    }

    /// Adds letters that the parser has just read.
    ///
    /// - Parameter place: how far it has come in the message: past them, or, where it gives a long run
    ///   in pieces, to the last sign of them.
    func add(_ letters: UnsafeBufferPointer<UInt8>, endingAt place: Int) {
      let start = text.count
      text += letters
      let lastSign = letters.reversed().prefix { $0 & 0xC0 == 0x80 }.count + 1
      for end in [place, place + lastSign] {
        let stretch = end - letters.count..<end
        guard stretch.lowerBound >= 0, stretch.upperBound <= message.count,
          message[stretch].elementsEqual(letters)
        else { continue }
        return source.add(start..<text.count, from: stretch)
      }
      // What an entity stands for.
      let end = min(max(place, 0), message.count)
      let entity = message[max(0, end - MessageText.longestEntity)..<end]
        .lastIndex(of: UInt8(ascii: "&"))
      source.add(start..<text.count, from: (entity ?? end)..<end)
    }

    /// The start of an element, with its attributes: names and values in turn.
    func begin(_ element: String, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?) {
      depth += 1
      pass(element, depth: 1)
      guard !withQuotes, quoteDepth == nil, var place = attributes else { return }
      while let name = place[0] {
        let value = place[1].map { String(cString: $0) } ?? ""
        if MessageText.isQuote(String(cString: name), value) { quoteDepth = depth }
        place += 2
      }
    }

    func end(_ element: String) {
      if quoteDepth == depth { quoteDepth = nil }
      depth -= 1
      pass(element, depth: -1)
    }

    var isReading: Bool { hidden == 0 && quoteDepth == nil }

    /// The start of an element (`depth` 1) or its end (−1).
    private func pass(_ element: String, depth: Int) {
      if MessageText.hidden.contains(element) { hidden = max(hidden + depth, 0) }
      guard !MessageText.inline.contains(element) else { return }
      if let last = text.last, last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    }
  }

  /// Whether an attribute marks what a mail answers, as Gmail, Yahoo, Thunderbird and Apple Mail do.
  private static func isQuote(_ name: String, _ value: String) -> Bool {
    switch name {
    case "class":
      ["gmail_quote", "yahoo_quoted", "moz-cite-prefix"].contains {
        value.contains($0)
      }
    case "type": value == "cite"
    default: false
    }
  }

  /// In bytes, more than any has: `&CounterClockwiseContourIntegral;`.
  private static let longestEntity = 40

  /// What the parser would stop at, leave out or count otherwise becomes a space: zeros and other
  /// control characters, and a byte order mark.
  private static func cleaned(_ message: [UInt8]) -> [UInt8] {
    let space = UInt8(ascii: " ")
    var cleaned = message.map { $0 < space && !(0x09...0x0D ~= $0) ? space : $0 }
    if cleaned.starts(with: [0xEF, 0xBB, 0xBF]) {
      cleaned.replaceSubrange(..<3, with: repeatElement(space, count: 3))
    }
    return cleaned
  }

  /// Nil when there is no text, or no memory for a parser.
  private static func text(ofHTML message: [UInt8], withQuotes: Bool) -> PlainText? {
    guard let context = htmlNewParserCtxt() else { return nil }
    defer { htmlFreeParserCtxt(context) }
    let message = cleaned(message)
    let collector = Collector(message, withQuotes: withQuotes)
    // `collector` outlives the parse: it is used again below.
    context.pointee._private = Unmanaged.passUnretained(collector).toOpaque()
    install(context)
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
    return collector.text.contains { $0 > UInt8(ascii: " ") }
      ? PlainText(bytes: collector.text, source: collector.source) : nil
  }

  /// Takes the events instead of libxml2's tree, which has a limit to its depth.
  private static func install(_ context: htmlParserCtxtPtr) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee = xmlSAXHandler()
    sax.pointee.startElement = { context, name, attributes in
      if let name { MessageText.collector(of: context)?.begin(String(cString: name), attributes) }
    }
    sax.pointee.endElement = { context, name in
      if let name { MessageText.collector(of: context)?.end(String(cString: name)) }
    }
    sax.pointee.characters = addText
    sax.pointee.ignorableWhitespace = addText
  }

  private static let addText: charactersSAXFunc = { context, letters, count in
    guard let collector = MessageText.collector(of: context), let letters, collector.isReading
    else { return }
    collector.add(
      UnsafeBufferPointer(start: letters, count: Int(count)),
      endingAt: MessageText.place(in: context))
  }

  /// How many bytes of the message the parser has taken.
  private static func place(in context: UnsafeMutableRawPointer?) -> Int {
    guard let input = context?.assumingMemoryBound(to: htmlParserCtxt.self).pointee.input,
      let base = input.pointee.base, let place = input.pointee.cur
    else { return 0 }
    return Int(input.pointee.consumed) + (place - base)
  }

  private static func collector(of context: UnsafeMutableRawPointer?) -> Collector? {
    guard let context else { return nil }
    let parser = context.assumingMemoryBound(to: htmlParserCtxt.self)
    return parser.pointee._private.map {
      Unmanaged<Collector>.fromOpaque($0).takeUnretainedValue()
    }
  }
}

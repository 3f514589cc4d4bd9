internal import CLibXML2
package import Diagnostics

extension DiagnosticCode {
  /// The file is not a page of HTML.
  package static let notHTML = DiagnosticCode("TK0104")
  /// The markup of a page breaks the rules; it was read as well as could be.
  package static let brokenHTML = DiagnosticCode("TK0105")
}

/// Reads a page of HTML into values, with libxml2's HTML parser, which takes any markup, however
/// broken (<https://gnome.pages.gitlab.gnome.org/libxml2/html/HTMLparser.html>).
///
/// Names are lower-case. Elements nested deeper than `depthLimit` are left out and their text stays,
/// so that whoever walks the tree may do it by recursion.
package enum HTMLTreeReader {
  /// The largest page read, in bytes.
  package static let sizeLimit = XMLTreeReader.sizeLimit
  /// The deepest nesting kept, in elements.
  package static let depthLimit = 256

  /// Parses `bytes`; `file` names them in findings.
  ///
  /// - Returns: the root, or nil with an error in `sink` when this is no HTML.
  package static func read(
    _ bytes: [UInt8], file: String, into sink: inout DiagnosticSink
  ) -> XMLElement? {
    if let reason = refusal(bytes) {
      sink.error(
        .notHTML, reason, at: .whole(file),
        hint: "save the page in the browser as “HTML only”, and name that file")
      return nil
    }
    let builder = HTMLTreeBuilder(file: file)
    guard let context = htmlNewParserCtxt() else {
      sink.error(.notHTML, "out of memory", at: .whole(file))
      return nil
    }
    // `builder` outlives the parse: it is used again below.
    context.pointee._private = Unmanaged.passUnretained(builder).toOpaque()
    install(context)
    // The parser would stop at a zero.
    let isWide = hasWideMark(bytes)
    let bytes = isWide ? bytes : bytes.map { $0 == 0 ? UInt8(ascii: " ") : $0 }
    var options = HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NONET.rawValue
    var encoding: String?
    if !isWide, String(validating: bytes, as: UTF8.self) != nil {
      // What is UTF-8 is not something else, whatever its head says.
      options |= HTML_PARSE_IGNORE_ENC.rawValue
      encoding = "UTF-8"
    }
    let document = bytes.withUnsafeBytes { buffer in
      htmlCtxtReadMemory(
        context, buffer.baseAddress?.assumingMemoryBound(to: CChar.self),
        CInt(clamping: buffer.count), nil, encoding, CInt(options))
    }
    xmlFreeDoc(document)
    htmlFreeParserCtxt(context)
    guard let root = builder.finish() else {
      sink.error(.notHTML, "the file has no text", at: .whole(file))
      return nil
    }
    if let fault = builder.firstFault { sink.report(fault) }
    return root
  }

  /// Why these bytes are not even tried.
  private static func refusal(_ bytes: [UInt8]) -> String? {
    if bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { return "the file is empty" }
    if bytes.count > sizeLimit {
      return "the file has \(bytes.count) bytes; the limit is \(sizeLimit)"
    }
    // A zero in the first bytes is what `file` and git take for the mark of a binary file.
    if !hasWideMark(bytes), bytes.prefix(8_000).contains(0) {
      return "the file is binary, not HTML"
    }
    if !hasWideMark(bytes), !hasTag(bytes) { return "the file has no HTML in it" }
    return nil
  }

  /// Whether a tag of HTML is anywhere in it: the parser makes a page of any text.
  private static func hasTag(_ bytes: [UInt8]) -> Bool {
    var isXML = bytes.starts(with: Array("<?xml".utf8))
    var rest = bytes[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(start + 1)...]
      let name = String(decoding: rest.prefix(12).prefix(while: isLetterOrDigit), as: UTF8.self)
        .lowercased()
      // XML has `p` and `li` too.
      if isXML, name == "html" { isXML = false }
      if !isXML, !name.isEmpty, htmlTagLookup(name) != nil || newerTags.contains(name) {
        return true
      }
    }
    return false
  }

  /// Tags of HTML 5 that a page may consist of, and that libxml2 does not know.
  private static let newerTags: Set<String> = ["article", "main", "section"]

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: false
    }
  }

  /// Whether the file begins with the mark of UTF-16.
  private static func hasWideMark(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
  }

  private static func install(_ context: htmlParserCtxtPtr) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee = xmlSAXHandler()
    sax.pointee.initialized = UInt32(XML_SAX2_MAGIC)
    sax.pointee.startElement = { context, name, attributes in
      guard let name else { return }
      builder(of: context)?.open(String(cString: name), pairs(attributes), at: place(context))
    }
    sax.pointee.endElement = { context, _ in builder(of: context)?.close(at: place(context)) }
    sax.pointee.characters = appendText
    sax.pointee.cdataBlock = appendText
    sax.pointee.ignorableWhitespace = appendText
    sax.pointee.comment = { context, _ in builder(of: context)?.mark(place(context)) }
    sax.pointee.processingInstruction = { context, _, _ in
      builder(of: context)?.mark(place(context))
    }
    sax.pointee.serror = { context, error in
      guard let error = error?.pointee else { return }
      builder(of: context)?.report(error)
    }
  }
}

private let appendText: charactersSAXFunc = { context, bytes, count in
  guard let builder = builder(of: context), let bytes else { return }
  let buffer = UnsafeBufferPointer(start: bytes, count: Int(count))
  builder.append(String(decoding: buffer, as: UTF8.self), endingAt: place(context))
}

private func parser(_ context: UnsafeMutableRawPointer?) -> htmlParserCtxtPtr? {
  context?.assumingMemoryBound(to: htmlParserCtxt.self)
}

private func builder(of context: UnsafeMutableRawPointer?) -> HTMLTreeBuilder? {
  guard let own = parser(context)?.pointee._private else { return nil }
  return Unmanaged<HTMLTreeBuilder>.fromOpaque(own).takeUnretainedValue()
}

/// Where the parser stands.
private func place(_ context: UnsafeMutableRawPointer?) -> SourcePosition {
  guard let input = parser(context)?.pointee.input else {
    return SourcePosition(line: 1, column: 1)
  }
  return SourcePosition(
    line: max(1, Int(input.pointee.line)), column: max(1, Int(input.pointee.col)))
}

/// Names and values in turn.
private func pairs(_ attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?)
  -> [XMLAttribute]
{
  guard var place = attributes else { return [] }
  var read: [XMLAttribute] = []
  while let name = place[0] {
    let value = place[1].map { String(cString: $0) } ?? ""
    read.append(XMLAttribute(name: String(cString: name), value: value))
    place += 2
  }
  return read
}

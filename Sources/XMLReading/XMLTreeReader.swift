internal import CLibXML2
package import Diagnostics

extension DiagnosticCode {
  /// The file is not well-formed XML, or its encoding is not what it says.
  package static let malformedXML = DiagnosticCode("TK0101")
  /// The file declares or uses entities, which could pull in or blow up text.
  package static let entityRefused = DiagnosticCode("TK0102")
  /// The file is larger than any article or rule file can sensibly be.
  package static let oversizedXML = DiagnosticCode("TK0103")
}

/// Reads a whole XML document into values, with libxml2's SAX2 parser.
///
/// Safe on any input: no network, no external entity or DTD is fetched, entity declarations are
/// refused, and libxml2's limits on depth and size stay on (<https://gnome.pages.gitlab.gnome.org/libxml2/html/parser.html>).
/// The tree is built straight from the parser's events, without libxml2's own tree in between:
/// the events know columns, and libxml2's nodes only lines.
package enum XMLTreeReader {
  /// The largest document read, in bytes.
  package static let sizeLimit = 16 << 20

  /// Parses `bytes`; `file` names them in findings.
  ///
  /// - Returns: the document, or nil when there is no root element. When `sink` has gained errors
  ///   the document may have holes.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, file: String, into sink: inout DiagnosticSink
  ) -> XMLDocument? {
    var builder = XMLTreeBuilder(file: file)
    let isRead = withUnsafeMutablePointer(to: &builder) { builder in
      parse(bytes, file: file, into: &sink) { context in
        context.pointee._private = UnsafeMutableRawPointer(builder)
        installHandlers(context)
      }
    }
    guard isRead else { return nil }
    sink.merge(builder.diagnostics)
    return builder.finish()
  }

  /// Has libxml2 parse `bytes`, once `prepare` has told it whom to tell what it reads.
  ///
  /// - Returns: false with an error in `sink` when these bytes are not even tried.
  static func parse(
    _ bytes: UnsafeRawBufferPointer, file: String, into sink: inout DiagnosticSink,
    _ prepare: (xmlParserCtxtPtr) -> Void
  ) -> Bool {
    guard bytes.count <= sizeLimit else {
      sink.error(
        .oversizedXML,
        "the file has \(bytes.count) bytes; the limit is \(sizeLimit)", at: .whole(file),
        hint: "split it, or check that it is the file you meant")
      return false
    }
    guard let base = bytes.baseAddress, !bytes.isEmpty else {
      sink.error(
        .malformedXML, "the file is empty", at: .whole(file), hint: "write it, or remove it")
      return false
    }
    guard let context = xmlNewParserCtxt() else {
      sink.error(.malformedXML, "out of memory", at: .whole(file))
      return false
    }
    prepare(context)
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue
    let document = xmlCtxtReadMemory(
      context, base.assumingMemoryBound(to: CChar.self), CInt(bytes.count), nil, nil,
      CInt(options))
    xmlFreeDoc(document)
    xmlFreeParserCtxt(context)
    return true
  }

  private static func installHandlers(_ context: xmlParserCtxtPtr) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee.startElementNs = startElement
    sax.pointee.endElementNs = endElement
    sax.pointee.characters = characters
    sax.pointee.cdataBlock = characters
    sax.pointee.ignorableWhitespace = characters
    sax.pointee.comment = { context, _ in markPlace(context) }
    sax.pointee.processingInstruction = { context, target, data in
      if let target, let data, String(cString: target) == "xml-model" {
        builder(of: context)?.pointee.addModel(String(cString: data), endingAt: place(context))
      }
      markPlace(context)
    }
    sax.pointee.internalSubset = { context, _, publicID, _ in
      builder(of: context)?.pointee.publicID = publicID.map { String(cString: $0) }
      markPlace(context)
    }
    sax.pointee.externalSubset = nil
    sax.pointee.resolveEntity = { _, _, _ in nil }
    sax.pointee.entityDecl = { context, name, _, _, _, _ in
      let name = name.map { String(cString: $0) } ?? ""
      builder(of: context)?.pointee.refuseEntity(
        name, "declares the entity", at: place(context))
      xmlStopParser(parser(context))
    }
    sax.pointee.serror = { context, error in
      guard let error = error?.pointee else { return }
      builder(of: context)?.pointee.report(error)
    }
  }
}

private func parser(_ context: UnsafeMutableRawPointer?) -> xmlParserCtxtPtr? {
  context?.assumingMemoryBound(to: xmlParserCtxt.self)
}

/// The builder of this parse, which `read` keeps in its place until the parse is over.
private func builder(of context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<XMLTreeBuilder>?
{
  parser(context)?.pointee._private?.assumingMemoryBound(to: XMLTreeBuilder.self)
}

/// Where the parser stands.
private func place(_ context: UnsafeMutableRawPointer?) -> SourcePosition {
  guard let input = parser(context)?.pointee.input else {
    return SourcePosition(line: 1, column: 1)
  }
  return SourcePosition(
    line: Int(input.pointee.line), column: Int(input.pointee.col))
}

private func markPlace(_ context: UnsafeMutableRawPointer?) {
  builder(of: context)?.pointee.mark(place(context))
}

private let startElement: startElementNsSAX2Func = {
  context, name, prefix, _, _, _, attributeCount, _, attributes in
  guard let builder = builder(of: context), let name else { return }
  builder.pointee.open(
    qualified(name, prefix), readAttributes(attributes, attributeCount), at: place(context))
}

private let endElement: endElementNsSAX2Func = { context, _, _, _ in
  builder(of: context)?.pointee.close(at: place(context))
}

private let characters: charactersSAXFunc = { context, bytes, count in
  guard let builder = builder(of: context), let bytes else { return }
  let buffer = UnsafeBufferPointer(start: bytes, count: Int(count))
  builder.pointee.append(String(decoding: buffer, as: UTF8.self), endingAt: place(context))
}

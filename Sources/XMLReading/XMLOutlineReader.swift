internal import CLibXML2
package import Diagnostics

/// A document as far as its elements and attributes go.
package struct XMLOutline: Sendable {
  /// The public identifier of the DOCTYPE, such as `-//OASIS//DTD DITA Task//EN`.
  package var publicID: String?
  package var root: XMLElement
  /// The comments outside the DOCTYPE, in document order.
  package var comments: [XMLText]
  /// Whether faults leave it open what the rest of the document says.
  package var isWhole: Bool
}

/// Reads the elements of XML that others wrote: with a DTD that is not read, and entities of its own.
///
/// An entity that the DTD may declare leaves a hole and is no fault. One that the document declares
/// stays a reference: it is not expanded, and nothing outside is fetched. libxml2's limits on depth
/// and size stay on. Attributes that the DTD would add are not there.
package enum XMLOutlineReader {
  /// Parses `bytes`; `file` names them in findings.
  ///
  /// - Parameter withText: whether the elements have their text.
  /// - Returns: nil when there is no root element.
  package static func read(
    _ bytes: UnsafeRawBufferPointer, file: String, withText: Bool, into sink: inout DiagnosticSink
  ) -> XMLOutline? {
    var builder: XMLOutlineBuilder?
    let isRead = XMLTreeReader.parse(bytes, file: file, into: &sink) { context in
      let new = XMLOutlineBuilder(file: file, context: context)
      // The builder outlives the parse: it is used again below.
      context.pointee._private = Unmanaged.passUnretained(new).toOpaque()
      builder = new
      install(context, withText: withText)
    }
    guard isRead, let builder else { return nil }
    sink.merge(builder.faults)
    return builder.finish()
  }

  private static func install(_ context: xmlParserCtxtPtr, withText: Bool) {
    guard let sax = context.pointee.sax else { return }
    sax.pointee.startElementNs = startElement
    sax.pointee.endElementNs = { context, _, _, _ in builder(of: context)?.close() }
    let text: charactersSAXFunc? =
      withText
      ? appendText
      : { context, _, _ in
        builder(of: context)?.mark()
      }
    sax.pointee.characters = text
    sax.pointee.cdataBlock = text
    sax.pointee.ignorableWhitespace = text
    sax.pointee.reference = { context, _ in builder(of: context)?.mark() }
    sax.pointee.comment = { context, text in
      guard let text else { return }
      builder(of: context)?.comment(String(cString: text))
    }
    sax.pointee.processingInstruction = { context, _, _ in builder(of: context)?.mark() }
    sax.pointee.internalSubset = { context, name, publicID, systemID in
      // libxml2 keeps the document's own entities there.
      xmlSAX2InternalSubset(context, name, publicID, systemID)
      builder(of: context)?.begin(publicID: publicID.map { String(cString: $0) })
    }
    sax.pointee.externalSubset = nil
    sax.pointee.resolveEntity = { _, _, _ in nil }
    sax.pointee.serror = { context, error in
      guard let error = error?.pointee else { return }
      builder(of: context)?.report(error)
    }
  }
}

/// Collects the parser's events; lives for one parse.
private final class XMLOutlineBuilder {
  private var tree: XMLTreeBuilder
  private let context: xmlParserCtxtPtr
  private var comments: [XMLText] = []
  private var last = SourcePosition(line: 1, column: 1)
  private(set) var faults: [Diagnostic] = []
  private let file: String

  init(file: String, context: xmlParserCtxtPtr) {
    self.file = file
    self.context = context
    tree = XMLTreeBuilder(file: file)
  }

  /// Whether an event comes from the document itself: libxml2 parses the text of an entity once, in
  /// another context.
  func isOwn(_ other: UnsafeMutableRawPointer?) -> Bool {
    other == UnsafeMutableRawPointer(context)
  }

  func begin(publicID: String?) {
    tree.publicID = publicID
    mark()
  }

  func open(_ name: String, _ attributes: [XMLAttribute]) {
    tree.open(name, attributes, at: place)
    last = SourcePosition(line: place.line, column: place.column + 1)
  }

  func close() {
    tree.close(at: place)
    last = place
  }

  func mark() {
    tree.mark(place)
    last = place
  }

  func append(_ text: String) {
    tree.append(text, endingAt: place)
    last = place
  }

  func comment(_ text: String) {
    // Comments in the DOCTYPE come before its end is reported; they say nothing about elements.
    comments.append(XMLText(text: text, start: last))
    mark()
  }

  func report(_ error: xmlError) {
    // Prefixes may be declared by the DTD, and so may entities.
    let isHarmless =
      error.domain == XML_FROM_NAMESPACE.rawValue
      || error.code == XML_WAR_UNDECLARED_ENTITY.rawValue || error.level == XML_ERR_WARNING
    guard !isHarmless else { return }
    let at = SourcePosition(line: max(1, Int(error.line)), column: max(1, Int(error.int2)))
    faults.append(
      Diagnostic(
        .error, .malformedXML, error.words, at: SourceRange(file: file, start: at, end: at),
        hint: error.remedy))
  }

  func finish() -> XMLOutline? {
    tree.finish().map {
      XMLOutline(
        publicID: $0.publicID, root: $0.root, comments: comments, isWhole: faults.isEmpty)
    }
  }

  private var place: SourcePosition {
    guard let input = context.pointee.input else { return last }
    return SourcePosition(line: Int(input.pointee.line), column: Int(input.pointee.col))
  }
}

private func builder(of context: UnsafeMutableRawPointer?) -> XMLOutlineBuilder? {
  guard let own = context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private else {
    return nil
  }
  let builder = Unmanaged<XMLOutlineBuilder>.fromOpaque(own).takeUnretainedValue()
  return builder.isOwn(context) ? builder : nil
}

private let startElement: startElementNsSAX2Func = {
  context, name, prefix, _, _, _, attributeCount, _, attributes in
  guard let builder = builder(of: context), let name else { return }
  builder.open(qualified(name, prefix), readAttributes(attributes, attributeCount))
}

private let appendText: charactersSAXFunc = { context, bytes, count in
  guard let builder = builder(of: context), let bytes else { return }
  let buffer = UnsafeBufferPointer(start: bytes, count: Int(count))
  builder.append(String(decoding: buffer, as: UTF8.self))
}

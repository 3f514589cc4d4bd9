internal import CLibXML2

/// Reads XML of any size a node at a time, with libxml2's reader: memory does not grow with the file
/// (<https://gnome.pages.gitlab.gnome.org/libxml2/html/xmlreader.html>).
///
/// As safe as `XMLTreeReader`: nothing is fetched, and a document type or an entity ends the reading.
/// A text of more than 10 MB ends it too, which is libxml2's own limit.
package struct XMLPullReader: ~Copyable {
  /// Why the XML cannot be read on.
  package struct Failure: Error, Hashable {
    package var reason: String
    /// From 1.
    package var line: Int
  }

  package enum Node: Sendable {
    case start, end, text, other
  }

  private let reader: xmlTextReaderPtr
  private let input: Input

  /// What libxml2's callbacks are given; lives as long as the reader.
  private final class Input {
    let read: (UnsafeMutableRawBufferPointer) -> Int
    var fault: Failure?

    init(_ read: @escaping (UnsafeMutableRawBufferPointer) -> Int) {
      self.read = read
    }

    /// Keeps the first error: those after it follow from it.
    func note(_ error: xmlError) {
      guard fault == nil, error.level.rawValue >= XML_ERR_FATAL.rawValue else { return }
      let message = error.message.map { String(cString: $0) } ?? "it is no well-formed XML"
      fault = Failure(
        reason: String(message.prefix { !$0.isNewline }), line: Int(error.line))
    }
  }

  /// - Parameter read: fills the bytes with UTF-8, whatever the document says its encoding is, and
  ///   returns how many they are: 0 at the end, less when no more can be read. Why is for the
  ///   caller to keep.
  /// - Returns: nil when there is no memory.
  package static func open(_ read: @escaping (UnsafeMutableRawBufferPointer) -> Int)
    -> XMLPullReader?
  {
    let input = Input(read)
    let reference = Unmanaged.passUnretained(input).toOpaque()
    let options =
      XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue | XML_PARSE_IGNORE_ENC.rawValue
    let reader = xmlReaderForIO(
      { context, bytes, count in
        guard let context else { return -1 }
        let input = Unmanaged<Input>.fromOpaque(context).takeUnretainedValue()
        return CInt(
          clamping: input.read(UnsafeMutableRawBufferPointer(start: bytes, count: Int(count))))
      }, nil, reference, nil, "UTF-8", CInt(options))
    guard let reader else { return nil }
    xmlTextReaderSetStructuredErrorHandler(
      reader,
      { context, error in
        guard let context, let error = error?.pointee else { return }
        Unmanaged<Input>.fromOpaque(context).takeUnretainedValue().note(error)
      }, reference)
    return XMLPullReader(reader, input)
  }

  private init(_ reader: xmlTextReaderPtr, _ input: Input) {
    self.reader = reader
    self.input = input
  }

  deinit {
    xmlFreeTextReader(reader)
  }

  /// Goes to the next node; nil at the end of the document.
  package mutating func next() throws(Failure) -> Node? {
    let status = xmlTextReaderRead(reader)
    guard status >= 0 else {
      throw input.fault ?? Failure(reason: "it is no well-formed XML", line: line)
    }
    guard status > 0 else { return nil }
    switch UInt32(bitPattern: xmlTextReaderNodeType(reader)) {
    case XML_READER_TYPE_ELEMENT.rawValue: return .start
    case XML_READER_TYPE_END_ELEMENT.rawValue: return .end
    case XML_READER_TYPE_TEXT.rawValue, XML_READER_TYPE_CDATA.rawValue,
      XML_READER_TYPE_WHITESPACE.rawValue, XML_READER_TYPE_SIGNIFICANT_WHITESPACE.rawValue:
      return .text
    case XML_READER_TYPE_DOCUMENT_TYPE.rawValue:
      throw Failure(reason: "it has a document type, which an export has no need of", line: line)
    case XML_READER_TYPE_ENTITY_REFERENCE.rawValue:
      throw Failure(reason: "it uses the entity “\(name)”, which is refused", line: line)
    default: return .other
    }
  }

  /// The line of the node, from 1; far down in a file, where libxml2's nodes do not hold it, the one
  /// that the parser has come to, which lies at most some hundred bytes on.
  package var line: Int {
    let line = xmlTextReaderCurrentNode(reader).map { xmlGetLineNo($0) } ?? 0
    return line > 0 && line < 65_535 ? line : Int(xmlTextReaderGetParserLineNumber(reader))
  }

  /// How many elements lie around the node.
  package var depth: Int { Int(xmlTextReaderDepth(reader)) }

  /// The name of the element, with its prefix.
  package var name: String { xmlTextReaderConstName(reader).map { String(cString: $0) } ?? "" }

  package var text: String { xmlTextReaderConstValue(reader).map { String(cString: $0) } ?? "" }

  /// Whether the element is written without an end tag; no end follows then.
  package var isEmpty: Bool { xmlTextReaderIsEmptyElement(reader) == 1 }

  /// The attributes of the element.
  package mutating func attributes() -> [XMLAttribute] {
    var attributes: [XMLAttribute] = []
    while xmlTextReaderMoveToNextAttribute(reader) == 1 {
      attributes.append(XMLAttribute(name: name, value: text))
    }
    xmlTextReaderMoveToElement(reader)
    return attributes
  }
}

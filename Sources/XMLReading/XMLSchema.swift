internal import CLibXML2
internal import Diagnostics

/// A schema in RELAX NG, compiled by libxml2.
///
/// A class because it owns what libxml2 made; used by one thread.
package final class XMLSchema {
  private let schema: xmlRelaxNGPtr

  /// What libxml2 did not like about an element.
  package struct Violation {
    /// The way to the element: which child of the root, which child of that, and so on, from 0.
    package var path: [Int]
    package var fault: Fault
  }

  package enum Fault: Hashable {
    case unexpectedElement
    /// The name of what was expected in its place.
    case otherElement(wanted: String)
    case missingElement(String)
    case unexpectedAttribute(String)
    case unexpectedText
    /// A value, and the type that it is not of.
    case badValue(String)
    /// Said of an element besides what is wrong inside it; the cause where nothing else is said.
    case contents
    case attributes
  }

  /// Compiles the schema in a file and those that it includes; nothing is fetched from a network.
  ///
  /// - Returns: nil, with libxml2's words in `problem`, where it is none.
  package init?(path: String, problem: inout String) {
    // Whatever loads a schema anywhere in the process must not reach out.
    xmlSetExternalEntityLoader(xmlNoNetExternalEntityLoader)
    guard let context = xmlRelaxNGNewParserCtxt(path) else {
      problem = "out of memory"
      return nil
    }
    let log = ViolationLog()
    // `log` outlives the parse: it is used again below.
    xmlRelaxNGSetParserStructuredErrors(
      context, { log, error in ViolationLog.add(error, to: log) },
      Unmanaged.passUnretained(log).toOpaque())
    let schema = xmlRelaxNGParse(context)
    xmlRelaxNGFreeParserCtxt(context)
    guard let schema else {
      problem = log.messages.first ?? "it is no schema"
      return nil
    }
    self.schema = schema
  }

  deinit {
    xmlRelaxNGFree(schema)
  }

  /// Everything in a well-formed document that the schema does not allow.
  package func violations(in bytes: UnsafeRawBufferPointer) -> [Violation] {
    let options = XML_PARSE_NONET.rawValue | XML_PARSE_BIG_LINES.rawValue
    guard let base = bytes.baseAddress, bytes.count <= XMLTreeReader.sizeLimit,
      let document = xmlReadMemory(
        base.assumingMemoryBound(to: CChar.self), CInt(bytes.count), nil, nil,
        CInt(options | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue))
    else { return [] }
    defer { xmlFreeDoc(document) }
    guard let context = xmlRelaxNGNewValidCtxt(schema) else { return [] }
    defer { xmlRelaxNGFreeValidCtxt(context) }
    let log = ViolationLog()
    xmlRelaxNGSetValidStructuredErrors(
      context, { log, error in ViolationLog.add(error, to: log) },
      Unmanaged.passUnretained(log).toOpaque())
    xmlRelaxNGValidateDoc(context, document)
    return log.violations
  }
}

/// Collects what libxml2 reports; a class because its callback reaches it through a pointer.
private final class ViolationLog {
  var violations: [XMLSchema.Violation] = []
  var messages: [String] = []

  static func add(_ error: UnsafePointer<xmlError>?, to log: UnsafeMutableRawPointer?) {
    guard let log, let error = error?.pointee else { return }
    Unmanaged<ViolationLog>.fromOpaque(log).takeUnretainedValue().add(error)
  }

  private func add(_ error: xmlError) {
    let message = error.message.map { String(cString: $0) } ?? ""
    messages.append(String(message.prefix { !$0.isNewline }))
    guard let node = error.node, let fault = Self.fault(error) else { return }
    let path = Self.path(to: node.assumingMemoryBound(to: xmlNode.self))
    violations.append(XMLSchema.Violation(path: path, fault: fault))
  }

  private static func fault(_ error: xmlError) -> XMLSchema.Fault? {
    let (first, second) = (
      error.str1.map { String(cString: $0) } ?? "", error.str2.map { String(cString: $0) } ?? ""
    )
    switch xmlRelaxNGValidErr(UInt32(bitPattern: error.code)) {
    case XML_RELAXNG_ERR_ELEMWRONG: return .unexpectedElement
    case XML_RELAXNG_ERR_EXTRACONTENT: return .contents
    case XML_RELAXNG_ERR_ELEMNAME: return .otherElement(wanted: first)
    case XML_RELAXNG_ERR_NOELEM: return .missingElement(first)
    case XML_RELAXNG_ERR_INVALIDATTR: return .unexpectedAttribute(first)
    case XML_RELAXNG_ERR_TEXTWRONG, XML_RELAXNG_ERR_ELEMNOTEMPTY: return .unexpectedText
    case XML_RELAXNG_ERR_TYPEVAL, XML_RELAXNG_ERR_VALUE, XML_RELAXNG_ERR_DATATYPE:
      return .badValue(second.isEmpty ? first : second)
    case XML_RELAXNG_ERR_ATTRVALID: return .attributes
    default: return .contents
    }
  }

  /// Which element it is, counted among the elements of each level; that of a text or an attribute.
  private static func path(to node: xmlNodePtr) -> [Int] {
    var path: [Int] = []
    var current: xmlNodePtr? = node
    while let node = current, let parent = node.pointee.parent {
      if node.pointee.type == XML_ELEMENT_NODE, parent.pointee.type == XML_ELEMENT_NODE {
        var index = 0
        var before = node.pointee.prev
        while let sibling = before {
          if sibling.pointee.type == XML_ELEMENT_NODE { index += 1 }
          before = sibling.pointee.prev
        }
        path.append(index)
      }
      current = parent
    }
    return path.reversed()
  }
}

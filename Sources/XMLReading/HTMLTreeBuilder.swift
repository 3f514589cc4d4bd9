internal import CLibXML2
internal import Diagnostics

/// Collects the HTML parser's events into a tree; lives for one parse.
///
/// A class because libxml2's callbacks reach it through a pointer.
final class HTMLTreeBuilder {
  private let file: String
  private var tree: XMLTreeBuilder
  private var depth = 0
  private(set) var firstFault: Diagnostic?

  init(file: String) {
    self.file = file
    tree = XMLTreeBuilder(file: file)
  }

  func finish() -> XMLElement? {
    tree.finish()?.root
  }

  func mark(_ place: SourcePosition) {
    tree.mark(place)
  }

  func open(_ name: String, _ attributes: [XMLAttribute], at place: SourcePosition) {
    depth += 1
    if depth <= HTMLTreeReader.depthLimit { tree.open(name, attributes, at: place) }
  }

  func close(at place: SourcePosition) {
    if depth <= HTMLTreeReader.depthLimit { tree.close(at: place) }
    depth -= 1
  }

  func append(_ text: String, endingAt place: SourcePosition) {
    tree.append(text, endingAt: place)
  }

  /// Only the first fault is kept: what follows is mostly its echo.
  func report(_ error: xmlError) {
    // Elements that are newer than the parser are no fault, nor is a bare `&` in an address.
    let harmless = [
      XML_HTML_UNKNOWN_TAG, XML_ERR_ENTITYREF_SEMICOL_MISSING, XML_ERR_NAME_REQUIRED,
      XML_ERR_ATTRIBUTE_REDEFINED,
    ]
    guard firstFault == nil, !harmless.contains(where: { CInt($0.rawValue) == error.code })
    else { return }
    let place = SourcePosition(line: max(1, Int(error.line)), column: max(1, Int(error.int2)))
    firstFault = Diagnostic(
      .warning, .brokenHTML,
      "the markup is broken here (\(error.words))",
      at: SourceRange(file: file, start: place, end: place),
      hint: "compare the draft with the page from here on")
  }
}

internal import Diagnostics

extension XMLPullReader {
  /// The element that the reader stands at the start of, with all that is in it; afterwards the
  /// reader stands at its end.
  ///
  /// - Parameters:
  ///   - file: the name of the file, for places.
  ///   - limit: so many bytes of names and text are kept, and about that many more elements.
  /// - Returns: the element, and whether it is whole.
  /// - Complexity: no recursion, so depth costs no stack; libxml2 refuses more than 256 levels.
  package mutating func element(file: String, limit: Int) throws(Failure) -> (
    element: XMLElement, isWhole: Bool
  ) {
    var open: [OpenElement] = []
    var size = 0
    var isWhole = true
    var node: Node? = .start
    while let found = node {
      switch found {
      case .start:
        let element = OpenElement(name: name, attributes: attributes(), line: line)
        size += element.size
        isWhole = isWhole && size <= limit
        if isEmpty {
          if let whole = close(element, into: &open, file, isKept: isWhole) {
            return (whole, isWhole)
          }
        } else {
          open.append(element)
        }
      case .end:
        if let last = open.popLast(),
          let whole = close(last, into: &open, file, isKept: isWhole || open.isEmpty)
        {
          return (whole, isWhole)
        }
      case .text:
        let text = text
        size += text.utf8.count
        isWhole = isWhole && size <= limit
        if isWhole, !open.isEmpty {
          let start = SourcePosition(line: line, column: 1)
          open[open.count - 1].children.append(.text(XMLText(text: text, start: start)))
        }
      case .other: break
      }
      node = try next()
    }
    throw Failure(reason: "the XML breaks off", line: line)
  }

  /// Puts an element into the one around it, or returns it when it is the outermost.
  private func close(
    _ last: OpenElement, into open: inout [OpenElement], _ file: String, isKept: Bool
  ) -> XMLElement? {
    let range = SourceRange(
      file: file, start: SourcePosition(line: last.line, column: 1),
      end: SourcePosition(line: line, column: 1))
    let element = XMLElement(
      name: last.name, attributes: last.attributes, children: last.children, range: range)
    guard !open.isEmpty else { return element }
    if isKept { open[open.count - 1].children.append(.element(element)) }
    return nil
  }
}

/// An element whose end was not yet met.
private struct OpenElement {
  var name: String
  var attributes: [XMLAttribute]
  var line: Int
  var children: [XMLNode] = []

  /// About how many bytes it takes in memory; so many for the element itself.
  var size: Int {
    attributes.reduce(64 + name.utf8.count) { $0 + $1.name.utf8.count + $1.value.utf8.count }
  }
}

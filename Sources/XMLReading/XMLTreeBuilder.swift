internal import CLibXML2
internal import Diagnostics

/// Collects the parser's events into a tree; lives for one parse.
struct XMLTreeBuilder {
  private let file: String
  private var open: [OpenElement] = []
  /// The children of the open elements, those of each after those of the one that it stands in: an
  /// element takes its own when it is closed, and needs no room that grows.
  private var children: [XMLNode] = []
  private var root: XMLElement?
  /// Where the last event ended, which is where the next begins.
  private var last = SourcePosition(line: 1, column: 1)
  private(set) var diagnostics: [Diagnostic] = []
  var publicID: String?
  private var models: [XMLModel] = []

  /// An element whose end was not read yet.
  private struct OpenElement {
    var name: String
    var attributes: [XMLAttribute]
    /// The index of its first child in `children`.
    var firstChild: Int
    var start: SourcePosition
  }

  init(file: String) {
    self.file = file
  }

  mutating func finish() -> XMLDocument? {
    // A document that breaks off leaves elements open: hand over what was read of it.
    while open.count > 0 { close(at: last) }
    return root.map { XMLDocument(publicID: publicID, models: models, root: $0) }
  }

  mutating func mark(_ place: SourcePosition) {
    last = place
  }

  /// The parser stands at the `>` or `/>` that ends the start tag.
  mutating func open(_ name: String, _ attributes: [XMLAttribute], at place: SourcePosition) {
    let start = last
    last = SourcePosition(line: place.line, column: place.column + 1)
    open.append(
      OpenElement(
        name: name, attributes: attributes, firstChild: children.count, start: start))
  }

  mutating func close(at place: SourcePosition) {
    last = place
    guard let closed = open.popLast() else { return }
    let element = XMLElement(
      name: closed.name, attributes: closed.attributes,
      children: Array(children[closed.firstChild...]),
      range: SourceRange(file: file, start: closed.start, end: place))
    children.removeLast(children.count - closed.firstChild)
    if open.isEmpty {
      root = root ?? element
    } else {
      children.append(.element(element))
    }
  }

  /// - Parameter data: of the processing instruction, such as `href="a.rng"`.
  mutating func addModel(_ data: String, endingAt place: SourcePosition) {
    guard open.isEmpty, root == nil, let href = Self.pseudoAttribute("href", in: data) else {
      return
    }
    models.append(
      XMLModel(
        href: href, language: Self.pseudoAttribute("schematypens", in: data),
        range: SourceRange(file: file, start: last, end: place)))
  }

  private static func pseudoAttribute(_ name: String, in data: String) -> String? {
    func isSpace(_ byte: UInt8) -> Bool { byte <= UInt8(ascii: " ") }
    var rest = Substring(data).utf8
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let found = rest[..<equals].split(whereSeparator: isSpace).last
      rest = rest[rest.index(after: equals)...].drop(while: isSpace)
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      else { return nil }
      rest = rest.dropFirst()
      let value = rest.prefix { $0 != quote }
      if let found, found.elementsEqual(name.utf8) {
        return String(Substring(value))
      }
      rest = rest[value.endIndex...].dropFirst()
    }
    return nil
  }

  /// Text comes in chunks; neighbours are put together again.
  mutating func append(_ text: String, endingAt place: SourcePosition) {
    let start = last
    last = place
    guard let parent = open.indices.last else { return }
    if children.count > open[parent].firstChild, case .text(var run)? = children.last {
      // Taken out first, so that the text grows where it is.
      children.removeLast()
      run.text += text
      children.append(.text(run))
    } else {
      children.append(.text(XMLText(text: text, start: start)))
    }
  }

  mutating func refuseEntity(_ name: String, _ verb: String, at place: SourcePosition) {
    diagnostics.append(
      Diagnostic(
        .error, .entityRefused, "the file \(verb) “\(name)”; entities are not read",
        at: SourceRange(file: file, start: place, end: place),
        hint: "write the character itself, or its number such as &#8212;"))
  }

  mutating func report(_ error: xmlError) {
    let column = max(1, Int(error.int2))
    let place = SourcePosition(line: max(1, Int(error.line)), column: column)
    let severity: Severity = error.level == XML_ERR_WARNING ? .warning : .error
    // Only a warning where a DTD, which is not read, might declare it; but the text has a hole.
    if error.code == XML_ERR_UNDECLARED_ENTITY.rawValue
      || error.code == XML_WAR_UNDECLARED_ENTITY.rawValue
    {
      let name = error.str1.map { String(cString: $0) } ?? ""
      return refuseEntity(name, "uses the entity", at: place)
    }
    diagnostics.append(
      Diagnostic(
        severity, .malformedXML, error.words,
        at: SourceRange(file: file, start: place, end: place), hint: error.remedy))
  }
}

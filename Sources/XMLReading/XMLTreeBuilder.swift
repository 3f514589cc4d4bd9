internal import CLibXML2
internal import Diagnostics

/// Collects the parser's events into a tree; lives for one parse.
///
/// A class because libxml2's callbacks reach it through a pointer.
final class XMLTreeBuilder {
  private let file: String
  private var open: [OpenElement] = []
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
    var children: [XMLNode] = []
    var start: SourcePosition
  }

  init(file: String) {
    self.file = file
  }

  func finish() -> XMLDocument? {
    // A document that breaks off leaves elements open: hand over what was read of it.
    while open.count > 0 { close(at: last) }
    return root.map { XMLDocument(publicID: publicID, models: models, root: $0) }
  }

  func mark(_ place: SourcePosition) {
    last = place
  }

  /// The parser stands at the `>` or `/>` that ends the start tag.
  func open(_ name: String, _ attributes: [XMLAttribute], at place: SourcePosition) {
    let start = last
    last = SourcePosition(line: place.line, column: place.column + 1)
    open.append(
      OpenElement(name: name, attributes: attributes, start: start))
  }

  func close(at place: SourcePosition) {
    last = place
    guard let closed = open.popLast() else { return }
    let element = XMLElement(
      name: closed.name, attributes: closed.attributes, children: closed.children,
      range: SourceRange(file: file, start: closed.start, end: place))
    if open.isEmpty {
      root = root ?? element
    } else {
      open[open.count - 1].children.append(.element(element))
    }
  }

  /// - Parameter data: of the processing instruction, such as `href="a.rng"`.
  func addModel(_ data: String, endingAt place: SourcePosition) {
    guard open.isEmpty, root == nil, let href = Self.pseudoAttribute("href", in: data) else {
      return
    }
    models.append(
      XMLModel(
        href: href, language: Self.pseudoAttribute("schematypens", in: data),
        range: SourceRange(file: file, start: last, end: place)))
  }

  private static func pseudoAttribute(_ name: String, in data: String) -> String? {
    var rest = Substring(data)
    while let equals = rest.firstIndex(of: "=") {
      let found = rest[..<equals].split(whereSeparator: \.isWhitespace).last
      rest = rest[rest.index(after: equals)...].drop(while: \.isWhitespace)
      guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
      rest = rest.dropFirst()
      let value = rest.prefix { $0 != quote }
      if found == name[...] { return String(value) }
      rest = rest[value.endIndex...].dropFirst()
    }
    return nil
  }

  /// Text comes in chunks; neighbours are put together again.
  func append(_ text: String, endingAt place: SourcePosition) {
    let start = last
    last = place
    guard let parent = open.indices.last else { return }
    if case .text(var run)? = open[parent].children.last {
      run.text += text
      open[parent].children[open[parent].children.count - 1] = .text(run)
    } else {
      open[parent].children.append(.text(XMLText(text: text, start: start)))
    }
  }

  func refuseEntity(_ name: String, _ verb: String, at place: SourcePosition) {
    diagnostics.append(
      Diagnostic(
        .error, .entityRefused, "the file \(verb) “\(name)”; entities are not read",
        at: SourceRange(file: file, start: place, end: place),
        hint: "write the character itself, or its number such as &#8212;"))
  }

  func report(_ error: xmlError) {
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

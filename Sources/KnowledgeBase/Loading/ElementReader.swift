package import Diagnostics
internal import XMLReading

extension DiagnosticCode {
  /// An element where the schema has none of that name.
  package static let unexpectedElement = DiagnosticCode("TK0301")
  /// An element that the schema wants is not there.
  package static let missingElement = DiagnosticCode("TK0302")
  /// An attribute that the schema does not have.
  package static let unexpectedAttribute = DiagnosticCode("TK0303")
  /// An attribute that the schema wants is not there.
  package static let missingAttribute = DiagnosticCode("TK0304")
  /// A value or text that is not of the kind that the schema wants.
  package static let badValue = DiagnosticCode("TK0305")
}

/// Reads our own XML strictly, as its schema says: whatever is not expected is a finding.
///
/// The schemas beside the files say the same to editors; here the findings can name what was meant.
struct ElementReader {
  var sink = DiagnosticSink()

  /// Reports attributes other than these.
  mutating func expect(_ element: XMLElement, attributes: [String]) {
    for attribute in element.attributes where !attributes.contains(attribute.name) {
      if attribute.name == "xmlns" || attribute.name.hasPrefix("xml:") { continue }
      sink.error(
        .unexpectedAttribute, "<\(element.name)> has no attribute “\(attribute.name)”",
        at: tag(element),
        hint: suggestion(attribute.name, attributes) { "did you mean \($0)?" }
          ?? (attributes.isEmpty
            ? "it takes none" : "it takes " + attributes.joined(separator: ", ")))
    }
  }

  /// Reports text where only elements may stand.
  mutating func expectOnlyElements(_ element: XMLElement) {
    for case .text(let run) in element.children
    where !run.text.isBlank {
      let text = run.text.collapsed
      sink.error(
        .badValue, "text stands in <\(element.name)>, where only elements may: “\(text)”",
        at: SourceRange(file: element.range.file, start: run.start, end: run.start))
    }
  }

  mutating func unexpected(_ element: XMLElement, in parent: String, expected: [String]) {
    sink.error(
      .unexpectedElement, "<\(element.name)> does not belong in <\(parent)>", at: tag(element),
      hint: suggestion(element.name, expected) { "did you mean <\($0)>?" }
        ?? "here may stand " + expected.map { "<\($0)>" }.joined(separator: ", "))
  }

  mutating func attribute(_ name: String, of element: XMLElement) -> String? {
    if let value = element[name]?.collapsed, !value.isEmpty { return value }
    sink.error(
      .missingAttribute, "<\(element.name)> needs the attribute “\(name)”", at: tag(element))
    return nil
  }

  mutating func number(
    _ name: String, of element: XMLElement, in range: ClosedRange<Double>
  ) -> Double? {
    guard let text = element[name] else { return nil }
    if let value = Double(text.collapsed), range ~= value { return value }
    sink.error(
      .badValue,
      "\(name)=\"\(text)\" is not a number from \(range.lowerBound) to \(range.upperBound)",
      at: tag(element))
    return nil
  }

  /// The text of an element that holds one line of text.
  mutating func line(_ element: XMLElement) -> String {
    for child in element.elements { unexpected(child, in: element.name, expected: []) }
    let text = element.text.collapsed
    if text.isEmpty {
      sink.error(.badValue, "<\(element.name)> is empty", at: tag(element))
    }
    return text
  }

  /// The only element of that name inside.
  mutating func single(_ name: String, in element: XMLElement) -> XMLElement? {
    let found = Array(element.elements(name))
    if found.isEmpty {
      sink.error(.missingElement, "<\(element.name)> needs a <\(name)>", at: tag(element))
    }
    for extra in found.dropFirst() {
      sink.error(
        .unexpectedElement, "<\(element.name)> may have only one <\(name)>", at: tag(extra),
        hint: "take one of them away")
    }
    return found.first
  }

  func tag(_ element: XMLElement) -> SourceRange {
    var range = element.range
    range.end = SourcePosition(
      line: range.start.line, column: range.start.column + element.name.unicodeScalars.count + 1)
    return range
  }

  private func suggestion(_ name: String, _ names: [String], _ phrase: (String) -> String)
    -> String?
  {
    NearestName.suggestion(for: name, among: names).map(phrase)
  }
}

extension String {
  /// Whether nothing but white space is in it.
  var isBlank: Bool {
    utf8.allSatisfy { $0 <= UInt8(ascii: " ") }
  }

  /// White space at the ends taken away, and each run of it inside made one space.
  package var collapsed: String {
    collapsed(after: true, isTrimmed: true)
  }

  /// Each run of white space made one space.
  ///
  /// - Parameters:
  ///   - isAfterSpace: whether none is wanted at the beginning.
  ///   - isTrimmed: whether none is wanted at the end.
  func collapsed(after isAfterSpace: Bool, isTrimmed: Bool) -> String {
    let space = UInt8(ascii: " ")
    var text = self
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { collapsed in
        var count = 0
        var endsInSpace = isAfterSpace
        for byte in bytes {
          let isSpace = byte <= space
          if isSpace, endsInSpace { continue }
          collapsed[count] = isSpace ? space : byte
          count += 1
          endsInSpace = isSpace
        }
        return count - (isTrimmed && endsInSpace && count > 0 ? 1 : 0)
      }
    }
  }
}

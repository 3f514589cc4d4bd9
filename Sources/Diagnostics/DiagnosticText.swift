/// Renders findings for a person, in the manner of clang: place, message, source line, caret, hint.
package struct DiagnosticText {
  /// Gives line `line` (from 1) of `file`, or nil when it cannot be had.
  package typealias SourceLine = (_ file: String, _ line: Int) -> String?

  private let sourceLine: SourceLine
  private let style: TextStyle
  /// The widest source line that is shown whole, in Unicode scalars.
  private static let widest = 120

  package init(style: TextStyle = .plain, sourceLine: @escaping SourceLine = { _, _ in nil }) {
    self.style = style
    self.sourceLine = sourceLine
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined()
  }

  package func render(_ diagnostic: Diagnostic) -> String {
    var text = line(
      diagnostic.range, mark(diagnostic.severity),
      "\(diagnostic.message.printable) [\(diagnostic.code.id)]")
    text += excerpt(diagnostic.range)
    if let hint = diagnostic.hint {
      text += "  hint: \(hint.printable)\n"
    }
    for note in diagnostic.notes {
      text += line(note.range, style.cyan("note"), note.message.printable) + excerpt(note.range)
    }
    return text
  }

  private func mark(_ severity: Severity) -> String {
    switch severity {
    case .error: style.red("error")
    case .warning: style.yellow("warning")
    case .note: style.cyan("note")
    }
  }

  private func line(_ place: SourceRange, _ mark: String, _ message: String) -> String {
    let start = "\(place.file.printable):\(place.start.line):\(place.start.column):"
    return "\(style.bold(start)) \(mark): \(message)\n"
  }

  /// The source line with `^~~~` under the place; nothing where there is no text to show.
  private func excerpt(_ place: SourceRange) -> String {
    guard let source = sourceLine(place.file, place.start.line) else { return "" }
    var line = Array(source.printable.unicodeScalars)
    guard !line.isEmpty else { return "" }
    var start = min(max(place.start.column - 1, 0), line.count)
    var end =
      place.end.line == place.start.line ? min(place.end.column - 1, line.count) : line.count
    if line.count > Self.widest {
      // The place stays in sight, with some of what stands before it.
      let first = start < Self.widest * 3 / 4 ? 0 : start - Self.widest / 2
      let last = min(line.count, first + Self.widest)
      let (hasMoreBefore, hasMoreAfter) = (first > 0, last < line.count)
      line = Array(line[first..<last])
      (start, end) = (start - first, min(end, last) - first)
      if hasMoreBefore { line[0] = "…" }
      if hasMoreAfter { line[line.count - 1] = "…" }
    }
    // Tabs stay tabs, so that the caret stands under its character.
    let indent = line.prefix(start).map { $0 == "\t" ? "\t" : " " }.joined()
    let caret = style.green("^" + String(repeating: "~", count: max(0, end - start - 1)))
    return "  \(String(String.UnicodeScalarView(line)))\n  \(indent)\(caret)\n"
  }
}

extension String {
  /// The text with nothing in it that a terminal would obey: line ends become spaces, and
  /// other control characters but tabs U+FFFD.
  fileprivate var printable: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0 == "\n" ? " " : $0.isControl ? "\u{FFFD}" : $0 }))
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool {
    value < 0x20 && self != "\t" || 0x7F...0x9F ~= value
  }
}

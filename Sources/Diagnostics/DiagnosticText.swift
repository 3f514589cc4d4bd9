/// Renders findings for a person, in the manner of clang: place, message, source line, caret, hint.
package struct DiagnosticText {
  /// Gives line `line` (from 1) of `file`, or nil when it cannot be had.
  package typealias SourceLine = (_ file: String, _ line: Int) -> String?

  private let sourceLine: SourceLine
  private let style: TextStyle

  package init(style: TextStyle = .plain, sourceLine: @escaping SourceLine = { _, _ in nil }) {
    self.style = style
    self.sourceLine = sourceLine
  }

  package func render(_ diagnostics: [Diagnostic]) -> String {
    diagnostics.map(render).joined()
  }

  private func render(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.range
    let mark = diagnostic.severity == .error ? style.red("error") : style.yellow("warning")
    var text = style.bold("\(place.file):\(place.start.line):\(place.start.column):")
    text += " \(mark): \(diagnostic.message) [\(diagnostic.code.id)]\n"
    if let line = sourceLine(place.file, place.start.line) {
      text += "  \(line)\n  \(caret(under: line, place))\n"
    }
    if let hint = diagnostic.hint {
      text += "  hint: \(hint)\n"
    }
    return text
  }

  /// `^~~~` under the place, as far as it lies on its first line.
  private func caret(under line: String, _ place: SourceRange) -> String {
    let width = line.unicodeScalars.count
    let start = min(place.start.column - 1, width)
    let end = place.end.line == place.start.line ? min(place.end.column - 1, width) : width
    // Tabs stay tabs, so that the caret stands under its character.
    let indent = line.unicodeScalars.prefix(start).map { $0 == "\t" ? "\t" : " " }.joined()
    return indent + style.green("^" + String(repeating: "~", count: max(0, end - start - 1)))
  }
}

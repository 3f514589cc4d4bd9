package import Diagnostics

/// A pattern as written, with the place where it stands.
package struct PatternText: Sendable, Hashable {
  package var text: String
  package var file: String
  /// The place of the first character of `text`.
  package var start: SourcePosition

  package init(_ text: String, file: String, start: SourcePosition) {
    self.text = text
    self.file = file
    self.start = start
  }

  /// The place of a stretch of the UTF-8 bytes of `text`.
  func range(_ bytes: Range<Int>) -> SourceRange {
    let utf8 = Array(text.utf8)
    func place(_ offset: Int) -> SourcePosition {
      let before = String(decoding: utf8[..<min(offset, utf8.count)], as: UTF8.self)
      return start.advanced(over: before.unicodeScalars)
    }
    return SourceRange(file: file, start: place(bytes.lowerBound), end: place(bytes.upperBound))
  }
}

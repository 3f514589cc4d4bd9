/// A place in a file.
///
/// Lines and columns count from 1; columns are Unicode scalars, which is what libxml2 counts and
/// what SARIF can state.
package struct SourcePosition: Sendable, Hashable, Comparable {
  package var line: Int
  package var column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The place reached after reading `text` from here.
  package func advanced(over text: some Sequence<Unicode.Scalar>) -> SourcePosition {
    var place = self
    for scalar in text {
      if scalar == "\n" {
        place.line += 1
        place.column = 1
      } else {
        place.column += 1
      }
    }
    return place
  }
}

/// A stretch of a file, from its first character to just past its last.
package struct SourceRange: Sendable, Hashable {
  /// The file as a reader would name it: relative to the knowledge base where it lies inside.
  package var file: String
  package var start: SourcePosition
  package var end: SourcePosition

  package init(file: String, start: SourcePosition, end: SourcePosition) {
    self.file = file
    self.start = start
    self.end = end
  }

  /// The whole of a file, where no narrower place is known.
  package static func whole(_ file: String) -> SourceRange {
    let first = SourcePosition(line: 1, column: 1)
    return SourceRange(file: file, start: first, end: first)
  }
}

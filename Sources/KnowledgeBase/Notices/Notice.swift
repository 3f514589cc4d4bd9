package import Diagnostics
package import TriageEngine

/// A notice or letter that a question may name.
package struct Notice: Sendable {
  /// Normalised: `CP2000`, `5071C`.
  package var number: String
  package var concern: String
  /// The official page, or the look-up page where it has none of its own.
  package var page: String
  package var phone: String?
  package var title: String
  package var spellings: [PatternText]
  package var range: SourceRange
}

/// A shape of notice numbers.
package struct NoticeShape: Sendable {
  package var concern: String
  package var shape: PatternText
  package var number: String
  package var digits: ClosedRange<Int>
  package var range: SourceRange
}

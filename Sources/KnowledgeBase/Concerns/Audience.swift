package import Diagnostics
package import TriageEngine

/// A kind of person for whom some steps hold and others do not.
package struct Audience: Sendable {
  package var id: String
  /// What its path is called where several are shown.
  package var label: String
  package var rules: [Rule]
  package var range: SourceRange
}

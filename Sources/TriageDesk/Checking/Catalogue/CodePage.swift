package import Diagnostics

/// What there is to know about one code: `triage validate --explain TK0301`.
package struct CodePage: Sendable {
  package let code: String
  package let severity: Severity
  /// What it is, in a few words.
  package let title: String
  /// Why it matters.
  package let why: String
  /// What brings it about, and what mends that.
  package let wrong: String
  package let right: String

  init(
    _ code: String, _ severity: Severity, _ title: String, why: String, wrong: String,
    right: String
  ) {
    self.code = code
    self.severity = severity
    self.title = title
    self.why = why
    self.wrong = wrong
    self.right = right
  }

  /// Every page, in the order of the codes.
  package static let all: [CodePage] =
    [
      fileCodes, xmlCodes, patternCodes, schemaCodes, articleCodes, referenceCodes, textCodes,
      datasetCodes, exampleCodes, ruleCodes, importCodes, tracingCodes,
      ditaCodes,
    ].flatMap { $0 }

  package static func page(_ code: String) -> CodePage? {
    all.first { $0.code == code }
  }

  /// The page as text that a terminal shows.
  package var text: String {
    """
    \(code): \(title) (\(severity.rawValue))

    \(why)

    Wrong:
    \(Self.indented(wrong))

    Right:
    \(Self.indented(right))

    """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}

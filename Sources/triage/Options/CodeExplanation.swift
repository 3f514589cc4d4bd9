internal import Diagnostics
internal import TriageDesk

/// Answers `--explain`.
enum CodeExplanation {
  /// The page of a code, in whatever case it is written.
  ///
  /// - Throws: a complaint that names the nearest code, or all of them.
  static func text(_ code: String) throws -> String {
    let code = code.uppercased()
    if let page = CodePage.page(code) { return page.text }
    let codes = CodePage.all.map(\.code)
    let hint = NearestName.suggestion(for: code, among: codes).map { "did you mean \($0)?" }
    let list = CodePage.all.map { "\n    \($0.code)  \($0.title)" }.joined()
    throw Complaint(.usage, "there is no code “\(code)”", hint: hint ?? "the codes are" + list)
  }
}

internal import Diagnostics

extension DiagnosticCode {
  /// A file that nothing reads.
  static let strayFile = DiagnosticCode("TK0002")
}

/// Finds files that lie where rules, words or articles are kept and are none by their names: a
/// concern in `mfa.XML` would be missing without a word.
enum StrayFile {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let endings = ["concerns": [".xml"], "vocabulary": [".xml", ".txt"], "articles": [".dita"]]
    for file in knowledge.files {
      let folder = String(file.prefix { $0 != "/" })
      guard let wanted = endings[folder], !wanted.contains(where: file.hasSuffix),
        !allowed.contains(where: file.lowercased().hasSuffix)
      else { continue }
      sink.warning(
        .strayFile, "nothing reads this file", at: .whole(file),
        hint: "name it *\(wanted[0]), or keep it elsewhere")
    }
  }

  /// Words for the reader, and pictures that articles show.
  private static let allowed = [
    ".md", "/readme", "/license", ".png", ".jpg", ".jpeg", ".svg", ".gif", ".ditamap",
  ]
}

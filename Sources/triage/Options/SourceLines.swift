internal import Diagnostics
internal import KnowledgeBase

/// The lines of the files that findings are about.
enum SourceLines {
  /// The largest file that lines are shown of, in bytes.
  private static let sizeLimit = 16 << 20

  /// Renders findings with their source lines; each file is read once.
  static func text(style: TextStyle) -> DiagnosticText {
    var files: [String: [Substring]] = [:]
    return DiagnosticText(style: style) { file, line in
      if files[file] == nil {
        let bytes = (try? FileSystem.read(file, limit: sizeLimit)) ?? []
        files[file] = lines(bytes)
      }
      guard let lines = files[file], lines.indices.contains(line - 1) else { return nil }
      return String(lines[line - 1])
    }
  }

  /// What is no text has no lines to show.
  private static func lines(_ bytes: [UInt8]) -> [Substring] {
    guard !bytes.contains(0) else { return [] }
    return String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  }
}

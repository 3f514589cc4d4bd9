internal import FoundationEssentials
internal import KnowledgeBase

/// A word that nobody else may know. It comes from a file or from the environment: arguments are seen
/// by everybody on the machine.
enum Secret {
  /// - Parameters:
  ///   - file: where it stands alone, on one line.
  ///   - variable: where it is looked for when no file is named.
  /// - Returns: nil where there is neither.
  static func read(file: String?, variable: String) throws -> String? {
    guard let file else {
      let value = ProcessInfo.processInfo.environment[variable] ?? ""
      return value.isEmpty ? nil : value
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read(file)
    } catch {
      throw Complaint(
        error.isMissing ? .noInput : .inputOutput, "\(error.path) cannot be read: \(error.reason)")
    }
    let secret = String(decoding: bytes, as: UTF8.self)
      .trimmingCharacters(while: { $0.isWhitespace || $0.isNewline })
    guard !secret.isEmpty else { throw Complaint(.badInput, "\(file) is empty") }
    return secret
  }
}

extension String {
  fileprivate func trimmingCharacters(while isEdge: (Character) -> Bool) -> String {
    var text = self[...].drop(while: isEdge)
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(text)
  }
}

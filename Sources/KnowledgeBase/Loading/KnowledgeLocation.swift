internal import Glibc

/// Finds the knowledge base: where an option says, where the environment says, or beside the
/// program.
package enum KnowledgeLocation {
  package static let variable = "TRIAGE_KNOWLEDGE"

  /// - Parameter option: the folder that the user named.
  /// - Returns: nil when none is named and none is there beside the program.
  package static func search(option: String?) -> String? {
    if let option { return option }
    if let folder = getenv(variable).map({ String(cString: $0) }), !folder.isEmpty {
      return folder
    }
    return shipped
  }

  /// `share/triage/knowledge` of an installed program, or `knowledge` of the package it was built in.
  private static var shipped: String? {
    guard let program = programPath else { return nil }
    var folder = Path.folder(program)
    let installed = Path.folder(folder) + "/share/triage/knowledge"
    if isKnowledge(installed) { return installed }
    while !folder.isEmpty {
      if isKnowledge(folder + "/knowledge") { return folder + "/knowledge" }
      folder = Path.folder(folder)
    }
    return nil
  }

  private static func isKnowledge(_ folder: String) -> Bool {
    access(folder + "/desks.xml", R_OK) == 0
  }

  /// The program's own file, whatever it was called by.
  package static var programPath: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

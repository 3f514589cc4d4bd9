internal import Glibc
internal import KnowledgeBase

/// Finds the knowledge base: where an option says, where the environment says, or beside the
/// program.
enum KnowledgeLocation {
  static let variable = "TRIAGE_KNOWLEDGE"

  static func find(option: String?) throws -> String {
    if let option { return option }
    if let folder = Environment[variable], !folder.isEmpty { return folder }
    if let folder = shipped { return folder }
    throw Complaint(
      .noInput, "no knowledge base is there beside the program",
      hint: "name its folder with --knowledge DIR, or in $\(variable)")
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

  /// `folder` as a reader would name it: from the working directory where it lies inside, and empty
  /// for the working directory itself.
  static func shown(_ folder: String) -> String {
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    if folder.hasPrefix("./") { folder.removeFirst(2) }
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    if getcwd(&buffer, buffer.count) != nil {
      let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      let here = String(decoding: bytes, as: UTF8.self)
      if folder == here { return "" }
      if folder.hasPrefix(here + "/") { folder.removeFirst(here.count + 1) }
    }
    return folder == "." ? "" : folder
  }

  private static func isKnowledge(_ folder: String) -> Bool {
    access(folder + "/desks.xml", R_OK) == 0
  }

  /// The program's own file, whatever it was called by.
  private static var programPath: String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return nil }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The environment of the process.
enum Environment {
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

internal import Glibc
internal import KnowledgeBase

extension KnowledgeLocation {
  /// The folder of the knowledge base.
  static func find(option: String?) throws -> String {
    if let folder = search(option: option) { return folder }
    throw Complaint(
      .noInput, "no knowledge base is there beside the program",
      hint: "name its folder with --knowledge DIR, or in $\(variable)")
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
}

/// The environment of the process.
enum Environment {
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}

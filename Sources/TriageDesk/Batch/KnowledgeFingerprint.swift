package import KnowledgeBase

/// A number that changes with any file of a knowledge base that verdicts come from.
package enum KnowledgeFingerprint {
  /// How the names of such files end; an export that lies in the folder is none.
  private static let endings = [".xml", ".dita", ".ditamap", ".tsv", ".txt"]

  /// FNV-1a over the names and bytes of the files; labelled questions and schemas judge nothing.
  package static func of(_ folder: String) throws(FileError) -> String {
    var hash = FNV1a()
    try add(folder, isTop: true, to: &hash)
    return String(hash.value, radix: 16)
  }

  private static func add(_ folder: String, isTop: Bool, to hash: inout FNV1a) throws(FileError) {
    for (name, isFolder) in try FileSystem.list(folder) {
      if isTop, name == "questions" || name == "schema" { continue }
      guard isFolder || endings.contains(where: name.hasSuffix) else { continue }
      let path = folder + "/" + name
      add(Array(name.utf8), to: &hash)
      if isFolder {
        try add(path, isTop: false, to: &hash)
      } else {
        add(try FileSystem.read(path), to: &hash)
      }
    }
  }

  private static func add(_ bytes: [UInt8], to hash: inout FNV1a) {
    hash.add(bytes)
    // So that no name runs into the bytes after it.
    hash.add([0xFF])
  }
}

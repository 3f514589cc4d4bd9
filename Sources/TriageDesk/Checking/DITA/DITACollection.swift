internal import Diagnostics
internal import KnowledgeBase

/// The files of a folder, put together: where an address leads, what a key stands for, what a build
/// makes.
struct DITACollection {
  let folder: DITAFolder
  let keys: KeySpace
  private let made: MadeFiles
  private let indices: [String: Int]

  init(_ folder: DITAFolder) {
    self.folder = folder
    indices = Dictionary(
      uniqueKeysWithValues: folder.files.enumerated().map { ($1.path, $0) })
    keys = KeySpace(folder.files)
    made = MadeFiles(folder)
  }

  var files: [DITAFile] { folder.files }

  func file(_ path: String) -> DITAFile? {
    indices[path].map { folder.files[$0] }
  }

  /// Whether a file or folder is there, inside the collection or beside it.
  func isThere(_ path: String) -> Bool {
    folder.names.contains(path) || folder.folders.contains(path)
      || FileSystem.exists("/" + path)
  }

  /// Whether a build makes the file, as far as the collection says so.
  func isMade(_ path: String) -> Bool {
    made.contains(path)
  }

  /// Whether the address leads to nothing that is there or will be.
  func isDead(_ reference: DITAReference) -> Bool {
    if reference.isOutside { return true }
    guard let path = reference.path else { return false }
    if isThere(path) || isMade(path) { return false }
    // Some files have names with what looks like an escape.
    let raw = reference.value.prefix { $0 != "#" && $0 != "?" }
    guard raw.contains("%"), let name = raw.split(separator: "/").last else { return true }
    return !isThere(Path.folder(path) + "/" + name)
  }

  /// A file of the name that a dead address has, elsewhere or in other letters.
  func suggestion(for reference: DITAReference, from file: DITAFile) -> String? {
    guard let name = reference.path?.split(separator: "/").last.map(Self.plain) else { return nil }
    let found = folder.names.filter {
      $0.utf8.count >= name.utf8.count && $0.split(separator: "/").last.map(Self.plain) == name
    }.min()
    return found.map { "did you mean \(relative($0, to: file))?" }
  }

  /// A name as people remember it.
  private static func plain(_ name: Substring) -> String {
    name.lowercased().replacing("_", with: "-")
  }

  /// A path as an address in `file`.
  private func relative(_ path: String, to file: DITAFile) -> String {
    var here = Path.folder(file.path).split(separator: "/")[...]
    var there = path.split(separator: "/")[...]
    while let first = here.first, first == there.first, there.count > 1 {
      here.removeFirst()
      there.removeFirst()
    }
    return (here.map { _ in ".." } + there.map(String.init)).joined(separator: "/")
  }
}

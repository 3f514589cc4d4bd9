internal import KnowledgeBase

/// The files that are not there until a build makes them, as far as the collection says so:
///
/// - what content is pushed into (`conaction`), since nobody writes a file by hand to replace what
///   stands in it;
/// - what a map names under a comment that says it is generated;
/// - copies that a map asks for (`copy-to`);
/// - topics that branch filtering publishes under another name (`dvrResourcePrefix`, …`Suffix`);
/// - the parts of a file that is published topic by topic (`chunk`);
/// - pages that a topic or a map of the same name is published as;
/// - what git is told to leave alone (`.gitignore`).
struct MadeFiles {
  private let paths: Set<String>
  private let affixes: [String]
  private let names: Set<String>
  private let ignored: IgnoredFiles

  init(_ folder: DITAFolder) {
    names = folder.names
    ignored = IgnoredFiles(root: folder.root, folders: folder.folders)
    affixes = Set(folder.files.flatMap(\.affixes)).filter { !$0.isEmpty }.sorted()
    var paths = Set(folder.files.flatMap(\.made))
    let split = Set(folder.files.flatMap(\.split))
    for file in folder.files where split.contains(file.path) {
      for topic in file.topics {
        paths.insert(Path.folder(file.path) + "/\(topic).\(DITAAddress.ending(file.path))")
      }
    }
    self.paths = paths
  }

  func contains(_ path: String) -> Bool {
    paths.contains(path) || isRenamed(path) || isPublished(path) || ignored.contains(path)
  }

  private func isPublished(_ path: String) -> Bool {
    let ending = DITAAddress.ending(path)
    guard ["html", "htm", "xhtml", "pdf"].contains(ending) else { return false }
    let stem = path.dropLast(ending.count)
    return ["dita", "ditamap", "bookmap", "xml"].contains { names.contains(stem + $0) }
  }

  private func isRenamed(_ path: String) -> Bool {
    guard !affixes.isEmpty, let name = path.split(separator: "/").last else { return false }
    let folder = Path.folder(path)
    let stem = name.prefix { $0 != "." }
    let ending = name.dropFirst(stem.count)
    return affixes.contains { affix in
      if stem.hasPrefix(affix), names.contains("\(folder)/\(stem.dropFirst(affix.count))\(ending)")
      {
        return true
      }
      return stem.hasSuffix(affix)
        && names.contains("\(folder)/\(stem.dropLast(affix.count))\(ending)")
    }
  }
}

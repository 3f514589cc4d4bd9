internal import Glibc
internal import KnowledgeBase

/// The files that git leaves alone in a collection, since a build makes them.
///
/// Source: gitignore(5), for the `.gitignore` of the collection's folders and of those around it, up to
/// the top of the checkout.
struct IgnoredFiles {
  private var rules: [Rule] = []

  private struct Rule {
    /// Where it holds: the path of the folder, in parts.
    var folder: [Substring]
    /// A name in each part; `**` stands for any number of parts.
    var parts: [Substring]
    /// Whether it takes back what an earlier one says.
    var isException: Bool
    var isForFolders: Bool
  }

  /// The largest `.gitignore` that is read, in bytes.
  private static let sizeLimit = 1 << 20

  /// - Parameter folders: all folders of the collection, and `root` among them; absolute, without the
  ///   first slash.
  init(root: String, folders: Set<String>) {
    for folder in Self.around(root) + folders.sorted() { read(folder) }
  }

  /// The folders that the collection lies in, from the top of the checkout on; none outside of one.
  private static func around(_ root: String) -> [String] {
    var folders: [String] = []
    var folder = root
    while !FileSystem.exists("/" + folder + "/.git") {
      guard !folder.isEmpty else { return [] }
      folder = Path.folder(folder)
      folders.insert(folder, at: 0)
    }
    return folders
  }

  private mutating func read(_ folder: String) {
    let file = "/" + folder + "/.gitignore"
    guard let bytes = try? FileSystem.read(file, limit: Self.sizeLimit) else { return }
    let parts = folder.split(separator: "/")
    for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
      var line = line
      while line.last == " ", !line.hasSuffix("\\ ") { line.removeLast() }
      let isException = line.hasPrefix("!")
      if isException { line.removeFirst() }
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      let isForFolders = line.hasSuffix("/")
      if isForFolders { line.removeLast() }
      let names = line.split(separator: "/")
      guard !names.isEmpty else { continue }
      rules.append(
        Rule(
          folder: parts, parts: line.contains("/") ? names : ["**"] + names,
          isException: isException, isForFolders: isForFolders))
    }
  }

  /// Whether a file is left alone, or a folder that it lies in.
  func contains(_ path: String) -> Bool {
    guard !rules.isEmpty else { return false }
    let parts = path.split(separator: "/")
    return parts.indices.contains { isIgnored(parts[...$0], isFolder: $0 < parts.count - 1) }
  }

  private func isIgnored(_ parts: ArraySlice<Substring>, isFolder: Bool) -> Bool {
    rules.last { rule in
      (isFolder || !rule.isForFolders) && parts.starts(with: rule.folder)
        && Self.matches(rule.parts[...], parts.dropFirst(rule.folder.count))
    }?.isException == false
  }

  private static func matches(_ pattern: ArraySlice<Substring>, _ parts: ArraySlice<Substring>)
    -> Bool
  {
    guard let first = pattern.first else { return parts.isEmpty }
    let rest = pattern.dropFirst()
    if first == "**" {
      // At the end it stands for what lies inside, and not for the folder itself.
      if rest.isEmpty { return !parts.isEmpty }
      return (parts.startIndex...parts.endIndex).contains { matches(rest, parts[$0...]) }
    }
    guard let name = parts.first, fnmatch(String(first), String(name), 0) == 0 else { return false }
    return matches(rest, parts.dropFirst())
  }
}

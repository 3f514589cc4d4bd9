internal import Glibc

/// Why a file or folder could not be read.
package struct FileError: Error, Hashable {
  package var path: String
  /// The system's words, such as “No such file or directory”.
  package var reason: String
  package var isMissing: Bool
  /// The size in bytes of a file that is larger than was asked for.
  package var size: Int?
}

/// Tells a file or folder from all others of the machine.
package struct FileIdentity: Sendable, Hashable {
  var device: UInt64
  /// Of its inode.
  var number: UInt64
}

/// Reading files and folders; nothing here knows what is in them.
package enum FileSystem {
  /// The bytes of a file.
  ///
  /// - Parameter limit: the most bytes that it may have; where it is given, the file must be a plain
  ///   one, and nothing is waited for.
  package static func read(_ path: String, limit: Int? = nil) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (limit == nil ? 0 : O_NONBLOCK))
    guard descriptor >= 0 else { throw lastError(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw lastError(path) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError(path: path, reason: "it is a folder", isMissing: false)
    }
    if let limit {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw FileError(path: path, reason: "it is not a plain file", isMissing: false)
      }
      guard status.st_size <= limit else {
        throw FileError(
          path: path, reason: "it has \(status.st_size) bytes; the limit is \(limit)",
          isMissing: false, size: status.st_size)
      }
    }
    // What has no size grows as it comes.
    var bytes = [UInt8](repeating: 0, count: status.st_size > 0 ? Int(status.st_size) : 4_096)
    var count = 0
    while true {
      let got = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw lastError(path)
      }
      count += got
      // What is no plain file has no size.
      if got == 0 || count == Int(status.st_size) { break }
      if count == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  /// What lies in a folder, in the order of the names' bytes, without hidden files.
  package static func list(_ path: String) throws(FileError) -> [(name: String, isFolder: Bool)] {
    guard let folder = opendir(path) else { throw lastError(path) }
    defer { closedir(folder) }
    var entries: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix(".") else { continue }
      let isKnown = entry.pointee.d_type == UInt8(DT_DIR) || entry.pointee.d_type == UInt8(DT_REG)
      let isFolder =
        isKnown ? entry.pointee.d_type == UInt8(DT_DIR) : isFolder(path + "/" + name)
      entries.append((name, isFolder))
    }
    return entries.sorted { $0.name < $1.name }
  }

  /// Every file in a folder and those inside it, relative to it, in order; hidden ones, and what
  /// cannot be listed, are left out, and a folder is not entered from inside itself.
  package static func files(_ folder: String) -> [String] {
    files(folder, "", inside: []).sorted()
  }

  private static func files(_ folder: String, _ path: String, inside outer: [FileIdentity])
    -> [String]
  {
    guard let own = try? identity(folder + "/" + path), !outer.contains(own),
      let entries = try? list(folder + "/" + path)
    else { return [] }
    return entries.flatMap { entry in
      let inner = path.isEmpty ? entry.name : path + "/" + entry.name
      return entry.isFolder ? files(folder, inner, inside: outer + [own]) : [inner]
    }
  }

  /// Writes a file as a whole: a reader sees the old one or the new one, never a part.
  package static func replace(_ path: String, with text: String) throws(FileError) {
    let draft = path + ".draft"
    let descriptor = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw lastError(path) }
    var text = text
    let failure: FileError? = text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
        if count < 0, errno != EINTR { return lastError(path) }
        done += max(count, 0)
      }
      return nil
    }
    close(descriptor)
    if let failure {
      unlink(draft)
      throw failure
    }
    guard rename(draft, path) == 0 else { throw lastError(path) }
  }

  /// Which file or folder a path leads to, by whatever way.
  package static func identity(_ path: String) throws(FileError) -> FileIdentity {
    var status = stat()
    guard stat(path, &status) == 0 else { throw lastError(path) }
    return FileIdentity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  private static func lastError(_ path: String) -> FileError {
    let code = errno
    // Where a folder lists a name that is not UTF-8, a text in its place leads nowhere.
    guard code != ENOENT || !path.contains("\u{FFFD}") else {
      return FileError(path: path, reason: "its name is not UTF-8", isMissing: false)
    }
    return FileError(
      path: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
  }
}

/// Paths as text, with `/` between names.
package enum Path {
  /// The folder that `path` lies in; empty for a bare name.
  package static func folder(_ path: String) -> String {
    path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[..<$0]) } ?? ""
  }

  /// `reference` as seen from the folder `base`, without `.` and `..`; nil when it leads above the
  /// top.
  package static func resolve(_ reference: String, from base: String) -> String? {
    let slash = UInt8(ascii: "/")
    var (base, reference) = (base, reference)
    var path: [UInt8] = []
    path.reserveCapacity(base.utf8.count + 1 + reference.utf8.count)
    func add(_ name: some Collection<UInt8>) {
      if !path.isEmpty { path.append(slash) }
      path += name
    }
    base.withUTF8 { $0.split(separator: slash).forEach { add($0) } }
    let isInside = reference.withUTF8 { names in
      for name in names.split(separator: slash) {
        if name.elementsEqual("..".utf8) {
          guard !path.isEmpty else { return false }
          path.removeSubrange((path.lastIndex(of: slash) ?? 0)...)
        } else if !name.elementsEqual(".".utf8) {
          add(name)
        }
      }
      return true
    }
    return isInside ? String(decoding: path, as: UTF8.self) : nil
  }
}

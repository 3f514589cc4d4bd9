internal import Glibc

extension FileSystem {
  package static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// The size of a plain file in bytes; nil for anything else, and where nothing is.
  package static func size(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return status.st_size
  }

  /// Makes a folder and those that it lies in, as far as they are not there.
  package static func makeFolder(_ path: String) throws(FileError) {
    guard !path.isEmpty, !isFolder(path) else { return }
    try makeFolder(Path.folder(path))
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
      let code = errno
      throw FileError(
        path: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }
  }

  /// The absolute path, without links on the way.
  package static func realPath(_ path: String) throws(FileError) -> String {
    guard let real = realpath(path, nil) else {
      let code = errno
      throw FileError(
        path: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }
    defer { free(real) }
    return String(cString: real)
  }
}

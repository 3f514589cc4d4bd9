internal import Glibc

/// What can be seen of a folder without reading its files: their names, sizes, times and numbers.
///
/// Looked at again and again instead of waiting for inotify, which sees no changes on network file
/// systems and must be told of every new folder; it costs some milliseconds for thousands of files.
package struct FolderFingerprint: Hashable, Sendable {
  private var files: [File] = []

  private struct File: Hashable {
    var path: String
    var size: Int64
    /// When its contents, its rights or its place were last changed, which a copy that keeps the old
    /// times cannot hide.
    var seconds: Int
    var nanoseconds: Int
    /// Another one where an editor puts a new file in the place of the old one.
    var number: UInt64
  }

  /// - Parameter folder: one that cannot be read has the fingerprint of an empty one.
  package init(of folder: String) {
    for path in FileSystem.files(folder) {
      var status = stat()
      guard stat(folder + "/" + path, &status) == 0 else { continue }
      files.append(
        File(
          path: path, size: Int64(status.st_size), seconds: status.st_ctim.tv_sec,
          nanoseconds: status.st_ctim.tv_nsec, number: UInt64(status.st_ino)))
    }
  }
}

/// Tells when the files of a folder have changed and then stayed as they are for one look: an editor
/// that saves twenty files makes one change.
package struct FolderChanges: Sendable {
  private var known: FolderFingerprint
  private var last: FolderFingerprint

  /// - Parameter beginning: what is no change.
  package init(since beginning: FolderFingerprint) {
    (known, last) = (beginning, beginning)
  }

  /// Whether there is a change that was not told before, and it is over.
  package mutating func areOver(at now: FolderFingerprint) -> Bool {
    defer { last = now }
    guard now == last, now != known else { return false }
    known = now
    return true
  }
}

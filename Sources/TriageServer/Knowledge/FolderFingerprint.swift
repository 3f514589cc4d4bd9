internal import Glibc
internal import KnowledgeBase

/// What can be seen of a folder without reading its files: their names, sizes, times and numbers.
///
/// Looked at every second or two instead of waiting for inotify, which sees no changes on network
/// file systems and must be told of every new folder; it costs under a millisecond.
struct FolderFingerprint: Hashable {
  private var files: [File] = []

  private struct File: Hashable {
    var path: String
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
    var number: UInt64
  }

  /// - Parameter folder: one that cannot be read has the fingerprint of an empty one.
  init(of folder: String) {
    visit(folder)
  }

  private mutating func visit(_ folder: String) {
    guard let entries = try? FileSystem.list(folder) else { return }
    for entry in entries {
      let path = folder + "/" + entry.name
      if entry.isFolder {
        visit(path)
      } else {
        var status = stat()
        guard stat(path, &status) == 0 else { continue }
        files.append(
          File(
            path: path, size: Int64(status.st_size), seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec, number: UInt64(status.st_ino)))
      }
    }
  }
}

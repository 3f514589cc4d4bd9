internal import Glibc
internal import KnowledgeBase

/// Does some work, and does it again whenever the files of a folder have changed, until Ctrl-C.
enum FolderWatch {
  /// How long after a look the next one comes, in microseconds: a change is met by two looks, so work
  /// begins before half a second is over.
  private static let interval: UInt32 = 200_000

  /// - Throws: what `work` throws the first time; afterwards a folder that cannot be read is told of
  ///   and waited for, since whoever edits it moves things about.
  static func run(_ folder: String, _ work: () throws -> Void) throws -> Never {
    StopSignals.watch()
    var changes = FolderChanges(since: FolderFingerprint(of: folder))
    clear()
    try work()
    while true {
      try Terminal.write("watching \(folder); Ctrl-C ends it\n", to: .error)
      repeat { usleep(interval) } while !changes.areOver(at: FolderFingerprint(of: folder))
      clear()
      do {
        try work()
      } catch let complaint as Complaint {
        try Terminal.write(complaint.text, to: .error)
      }
    }
  }

  /// Empties a terminal, so that what is on it is what holds now; a file keeps all.
  private static func clear() {
    if Terminal.isTerminal(.output) { try? Terminal.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
  }
}

import Foundation
import KnowledgeBase
import Testing
import TriageTestSupport

/// What the server and `triage validate --watch` take for a change of a folder.
@Suite struct FolderChangesTests {
  struct Change: Sendable, CustomTestStringConvertible {
    var name: String
    var make: @Sendable (TemporaryFolder) throws -> Void
    var testDescription: String { name }
  }

  static let changes = [
    Change(name: "other text of the same length") { try $0.write("b", to: "one/a") },
    Change(name: "a file that takes the place of another") {
      try $0.write("a", to: "one/a~")
      rename($0.path + "/one/a~", $0.path + "/one/a")
    },
    Change(name: "a new file") { try $0.write("", to: "one/b") },
    Change(name: "a file in a new folder") { try $0.write("", to: "two/three/a") },
    Change(name: "a file that is gone") { unlink($0.path + "/one/a") },
    Change(name: "another name") { rename($0.path + "/one/a", $0.path + "/one/c") },
    Change(name: "a copy that keeps the old time") {
      let file = $0.path + "/one/a"
      let times = try FileManager.default.attributesOfItem(atPath: file)
      try $0.write("b", to: "one/a")
      try FileManager.default.setAttributes(
        [.modificationDate: times[.modificationDate] as Any], ofItemAtPath: file)
    },
    Change(name: "other rights") { chmod($0.path + "/one/a", 0o600) },
  ]

  @Test(arguments: changes)
  func aChangeIsToldOnceAndWhenItIsOver(_ change: Change) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "one/a")
    var changes = FolderChanges(since: FolderFingerprint(of: folder.path))
    var told = [changes.areOver(at: FolderFingerprint(of: folder.path))]
    // File systems keep times in steps of some milliseconds.
    usleep(20_000)
    try change.make(folder)
    for _ in 0..<3 { told.append(changes.areOver(at: FolderFingerprint(of: folder.path))) }
    #expect(told == [false, false, true, false])
  }

  @Test func foldersInThemselvesEnd() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "a")
    for name in ["here", "there", "everywhere"] { symlink(".", folder.path + "/" + name) }
    let before = FolderFingerprint(of: folder.path)
    try folder.write("a", to: "b")
    #expect(FolderFingerprint(of: folder.path) != before)
  }
}

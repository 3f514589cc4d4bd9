import Foundation
import Testing
import TriageTestSupport

/// `triage validate --watch`: checks again after every change, until Ctrl-C.
@Suite struct ValidateWatchTests {
  /// Changes one after the other, each with what the check after it must tell.
  private static let changes: [(change: @Sendable (TemporaryFolder) throws -> Void, told: String)] =
    [
      ({ try $0.write("<vocabulary", to: "vocabulary/first.xml") }, "vocabulary/first.xml:1:"),
      (
        // As editors do: a new file takes the place of the old one.
        {
          try $0.write("<vocabulary><set name='x'/></vocabulary>", to: "vocabulary/first.xml~")
          rename($0.path + "/vocabulary/first.xml~", $0.path + "/vocabulary/first.xml")
        }, "[TK0303]"
      ),
      (
        { try $0.write("<concern", to: "concerns/new/folder/x.xml") },
        "concerns/new/folder/x.xml:1:"
      ),
      (
        { try FileManager.default.removeItem(atPath: $0.path + "/articles/loan.dita") },
        "[TK0403]"
      ),
    ]

  @Test func everyChangeIsMetUntilCtrlC() throws {
    let folder = try BicycleShop.folder()
    let output = try TemporaryFolder()
    try output.write("", to: "out")
    let file = output.path + "/out"
    var waiting = Self.changes[...]
    let end = Date(timeIntervalSinceNow: 60)
    try waiting.first?.change(folder)
    let result = try RunTool.stop(["validate", "--watch", folder.path], output: file) {
      guard Date() < end else { return true }
      let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
      guard let first = waiting.first, text.contains(first.told) else { return false }
      waiting.removeFirst()
      try? waiting.first?.change(folder)
      return waiting.isEmpty
    }
    #expect(waiting.map(\.told) == [], "\(result.errors)")
    #expect(result.status == 130)
    #expect(result.errors.contains("watching \(folder.path)"))
    // No terminal is there to be emptied.
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(!text.contains("\u{1B}") && !result.errors.contains("\u{1B}"))
  }

  @Test func aFolderThatIsNotThereIsNotWaitedFor() throws {
    #expect(try RunTool.run(["validate", "--watch", "/nowhere"]).status == 66)
    #expect(try RunTool.run(["validate", "--watch", "--articles", "/nowhere"]).status == 66)
  }
}

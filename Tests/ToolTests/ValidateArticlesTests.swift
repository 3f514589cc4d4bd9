import Foundation
import Testing
import TriageTestSupport

/// `triage validate --articles` from the outside.
@Suite struct ValidateArticlesTests {
  @Test func theShippedArticlesAreSound() throws {
    let result = try RunTool.run(
      ["validate", "--articles", Repository.knowledge + "/articles", "--strict"])
    #expect(result.status == 0)
    #expect(result.output == "")
  }

  @Test func oddThingsInAFolderAreSurvived() throws {
    let folder = try TemporaryFolder()
    try folder.write("<topic id='a'><title/><body><p/></body></topic>", to: "x y/ä.dita")
    try folder.write([0, 1, 2, 255, 254, 0], to: "binary.dita")
    try folder.write("<map>\n<topicref href='c.dita'/></map>", to: "m.ditamap")
    let files = FileManager.default
    try files.createSymbolicLink(
      atPath: folder.path + "/x y/loop", withDestinationPath: folder.path)
    try files.createSymbolicLink(
      atPath: folder.path + "/gone.dita", withDestinationPath: "nowhere.dita")
    try files.createSymbolicLink(
      atPath: folder.path + "/self.dita", withDestinationPath: "self.dita")
    #expect(mkfifo(folder.path + "/pipe.dita", 0o600) == 0)
    let result = try RunTool.run(["validate", "--articles", folder.path])
    #expect(result.status == 1)
    for line in [
      "binary.dita:1:", "gone.dita:1:1: error: cannot be read", "self.dita:1:1: error",
      "pipe.dita:1:1: error: cannot be read: no plain file is there",
      "m.ditamap:2:1: error: href leads to “c.dita”, which is not there [TK1101]",
    ] {
      #expect(result.output.contains(line), "\(line) in \(result.output)")
    }
    #expect(!result.output.contains("ä.dita"))
  }

  @Test func aMissingFolderIsSaidToBeMissing() throws {
    let result = try RunTool.run(["validate", "--articles", "/nowhere"])
    #expect(result.status == 66)
  }
}

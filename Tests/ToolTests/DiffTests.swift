import Foundation
import Testing
import TriageTestSupport

@Suite struct DiffTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, text) in BicycleShop.files {
      try folder.write(text, to: "old/" + name)
      try folder.write(text.replacing("weather", with: "rain"), to: "new/" + name)
    }
  }

  private func diff(_ arguments: [String], input: String = "") throws -> RunTool.Result {
    try RunTool.run(["diff"] + arguments, input: Array(input.utf8), folder: folder.path)
  }

  private static let tickets =
    #"{"id":"a","text":"how is the weather, jane@example.com","label":"else/nobody"}"# + "\n"
    + #"{"id":"b","text":"My tire went flat"}"# + "\n"

  @Test func labelledQuestionsAreTicketsToo() throws {
    let result = try diff(["old", "new", "-"], input: Self.tickets)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("a  else/nobody ("))
    #expect(result.output.contains("concerns/else/nobody.xml:4"))
    #expect(result.output.contains("rule is gone"))
    #expect(result.output.contains("1 of 2 tickets move: 1 to another concern") == false)
    #expect(result.output.contains("1 of 2 tickets move: 0 to another owner, 1 to another concern"))
    #expect(!result.output.contains("how is"))
    #expect(!result.output.contains("\u{1B}"))
    #expect(result.errors.hasPrefix("-: ndjson"))
  }

  @Test func theExitCodeTellsOnRequest() throws {
    #expect(try diff(["--exit-code", "old", "new", "-"], input: Self.tickets).status == 1)
    let same = try diff(["--exit-code", "old", "old", "-"], input: Self.tickets)
    #expect(same.status == 0)
    #expect(same.output == "none of 2 tickets moves\n")
  }

  @Test func theSummaryLeavesTicketsOut() throws {
    let result = try diff(["--summary", "--quiet", "old", "new", "-"], input: Self.tickets)
    #expect(result.output.hasPrefix("1 of 2 tickets move"))
    #expect(result.errors == "")
  }

  @Test(arguments: [["old", "new"], ["old", "old"], ["--summary", "old", "new"]])
  func theJSONIsWhole(_ arguments: [String]) throws {
    // More than one block.
    let rows = (0..<5_000).map { "\($0),\($0 % 5 == 0 ? "weather" : "loan")\n" }.joined()
    let result = try diff(
      ["--format", "json"] + arguments + ["-"], input: "id,text\n" + rows + "x\n")
    #expect(result.status == 65)
    let record = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let object = try #require(record as? [String: Any])
    let moved = arguments == ["old", "old"] ? 0 : 1_000
    #expect(object["schema"] as? String == "triage.diff/1")
    #expect(object["moved"] as? Int == moved)
    #expect(object["tickets"] as? Int == 5_000)
    #expect(object["rejects"] as? Int == 1)
    #expect((object["moves"] as? [Any])?.count == (arguments.count == 2 ? moved : 0))
  }

  @Test func recordsThatCannotBeReadAreTold() throws {
    let rows = (0..<20).map { "\($0),a,secret\n" }.joined()
    let result = try diff(["old", "new", "-"], input: "id,text\n1,weather\n" + rows)
    #expect(result.status == 65)
    #expect(result.output.contains("1 of 1 tickets move"))
    #expect(result.errors.contains("-:3: it has 3 fields, the header 2\n"))
    #expect(!result.errors.contains("-:13:"))
    #expect(!result.errors.contains("secret"))
    #expect(result.errors.contains("20 records could not be read and are not compared"))
  }

  @Test func mistakesHaveTheirCodes() throws {
    #expect(try diff(["old", "new"]).status == 64)
    #expect(try diff(["old", "new", "nowhere.csv"]).status == 66)
    #expect(try diff(["old", "new", "-"], input: "").status == 65)
    let noise = try diff(
      ["old", "new", "-"], input: "\u{1B}[31m" + String(repeating: "x", count: 9_999))
    #expect(noise.status == 65)
    #expect(!noise.errors.contains("\u{1B}"))
    #expect(noise.errors.count < 1_000)
    let missing = try diff(["nowhere", "new", "-"], input: Self.tickets)
    #expect(missing.status == 66)
    #expect(missing.errors.contains("the knowledge base nowhere"))
    try folder.write("<concern", to: "new/concerns/else/nobody.xml")
    let broken = try diff(["old", "new", "-"], input: Self.tickets)
    #expect(broken.status == 65)
    #expect(broken.errors.contains("concerns/else/nobody.xml:1:"))
    #expect(broken.output == "")
  }
}

import Foundation
import Testing
import TriageTestSupport

/// What people write about themselves does not come out again.
@Suite struct PersonalDataTests {
  private static let question = """
    My name does not match my social 900123456. Call me at 202-555-0147 or jane@example.com. \
    Got letter 5071C, not asking about my refund 900-12-3456.
    """
  private static let personal = ["900123456", "900-12-3456", "202-555-0147", "jane@example"]

  @Test(arguments: [["--format", "json"], ["--format", "markdown"], ["--why"]])
  func answersAndTheirReasonsAreFreeOfIt(_ options: [String]) throws {
    let result = try RunTool.run(["ask"] + options + [Self.question])
    #expect(result.status == 0)
    for text in Self.personal { #expect(!result.output.contains(text)) }
  }

  @Test func soAreTheVerdictsOfABatch() throws {
    let row = "{\"id\":1,\"text\":\"\(Self.question.split(separator: "\n").joined())\"}\n"
    for format in ["csv", "ndjson"] {
      let result = try RunTool.run(["batch", "--format", format, "-"], input: Array(row.utf8))
      #expect(result.status == 0)
      for text in Self.personal { #expect(!(result.output + result.errors).contains(text)) }
    }
  }

  @Test(arguments: [
    ["my ssn is 900-12-3456"], ["ask", "--ssn=900-12-3456"], ["ask", "--audience"],
  ])
  func usageErrorsAreFreeOfIt(_ arguments: [String]) throws {
    let result = try RunTool.run(arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains("Error: "))
    #expect(!result.errors.contains("900-12-3456"))
  }

  @Test func soAreErrorsAboutAnExportWithoutHeader() throws {
    let result = try RunTool.run(["batch", "-"], input: Array("1,my ssn is 900-12-3456\n".utf8))
    #expect(result.status == 65)
    #expect(result.errors.contains("its fields are 1, my ssn is [SSN]"))
  }

  @Test func soAreMissesOfAnEvaluation() throws {
    let folder = try TemporaryFolder()
    let line = #"{"text":"my ssn is 900-12-3456","label":"irs/ip-pin"}"# + "\n"
    try folder.write(line, to: "a.jsonl")
    let result = try RunTool.run(["eval", "--misses", folder.path + "/a.jsonl"])
    #expect(result.output.contains("my ssn is [SSN]"))
    #expect(!result.output.contains("900-12-3456"))
  }
}

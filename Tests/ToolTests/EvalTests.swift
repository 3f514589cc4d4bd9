import Foundation
import Testing
import TriageTestSupport

@Suite struct EvalTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try BicycleShop.folder()
  }

  private func eval(_ arguments: [String], input: String = "") throws -> RunTool.Result {
    try RunTool.run(
      ["eval", "--knowledge", folder.path] + arguments, input: Array(input.utf8),
      folder: folder.path)
  }

  private static let labels = "text\tlabel\nflat tire\tshop/flat-tire\nmy loan\tshop/flat-tire\n"

  @Test func labelsCanBePipedIn() throws {
    let result = try eval(["-"], input: Self.labels)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("2 questions\n"))
    #expect(result.output.contains("concern accuracy                0.500"))
    #expect(!result.output.contains("Misses"))
  }

  @Test func missesComeWithTheirRules() throws {
    let result = try eval(["--misses", "-"], input: Self.labels)
    #expect(result.output.contains("bank/loan, not shop/flat-tire"))
    #expect(result.output.contains("“loan”"))
    #expect(result.output.contains("concerns/bank/loan.xml:4"))
  }

  @Test(arguments: [
    (["--min-owner", "0.5", "--min-concern", "0.5"], Int32(0), ""),
    (["--min-owner", "0.51"], 1, "triage: owner accuracy 0.5 is under the minimum of 0.51\n"),
    (["--min-concern", "0.6"], 1, "triage: concern accuracy 0.5 is under the minimum of 0.6\n"),
    (
      ["--min-precision", "0.9", "--at-confidence", "0.5"], 1,
      "triage: precision at confidence 0.5 0.5 is under the minimum of 0.9\n"
    ),
    (
      ["--min-precision", "0.1", "--at-confidence", "1"], 1,
      "triage: no verdict is that sure: precision at confidence 1.0 is under the minimum of 0.1\n"
    ),
    (["--min-precision", "0.5", "--at-confidence", "0.5"], 0, ""),
  ])
  func minimumsFail(_ options: [String], _ status: Int32, _ errors: String) throws {
    let result = try eval(options + ["-"], input: Self.labels)
    #expect(result.status == status)
    #expect(result.errors == errors)
    // The figures are there all the same.
    #expect(result.output.hasPrefix("2 questions\n"))
  }

  @Test func thePageIsWrittenWhole() throws {
    try folder.write(Self.labels, to: "labels.tsv")
    let result = try eval(["--format", "html", "-o", "eval.html", "labels.tsv"])
    #expect(result.status == 0)
    #expect(result.output == "")
    let page = try String(contentsOfFile: folder.path + "/eval.html", encoding: .utf8)
    #expect(page.hasPrefix("<!DOCTYPE html>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/eval.html.part"))
    let json = try eval(["--format", "json", "labels.tsv"]).output
    let record = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    #expect(record?["schema"] as? String == "triage.evaluation/1")
    #expect((record?["misses"] as? [Any])?.count == 1)
    #expect(record?["audience_accuracy"] is NSNull)
  }

  @Test func aLabelThatNoConcernHasIsTold() throws {
    let result = try eval(["-"], input: "text,label\nloan,bank/laon\nloan,bank/laon\n")
    #expect(result.status == 0)
    #expect(
      result.errors.contains("-:2:1: warning: no concern of the knowledge base is “bank/laon”"))
    #expect(result.errors.contains("did you mean bank/loan?"))
    #expect(result.errors.split(separator: "\n").count == 2)
  }

  @Test func mistakesHaveTheirCodes() throws {
    #expect(try eval(["nowhere.csv"]).status == 66)
    #expect(try eval(["-"], input: "").status == 65)
    let rows = try eval(["-"], input: "text,label\na,b,c\nloan,bank/loan\n")
    #expect(rows.status == 65)
    #expect(rows.errors.hasPrefix("-:2:1: error: this row has 3 fields, the header 2 [TK0601]\n"))
    #expect(rows.output == "")
    #expect(try eval(["--min-owner", "93", "-"], input: Self.labels).status == 64)
    #expect(try eval(["--at-confidence", "nan", "-"], input: Self.labels).status == 64)
    #expect(try eval(["-o", "/nowhere/a.html", "-"], input: Self.labels).status == 73)
  }
}

import Foundation
import Testing
import TriageTestSupport

@Suite struct BatchTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try BicycleShop.folder()
  }

  func batch(_ arguments: [String], input: String = "") throws -> RunTool.Result {
    try RunTool.run(
      ["batch", "--knowledge", folder.path] + arguments, input: Array(input.utf8))
  }

  @Test func everyTicketGetsItsVerdictInOrder() throws {
    let result = try batch(
      ["-"], input: "id,text\n1,flat tire\n2,\"my loan, please\"\n=3,the weather\n")
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\r\n").map(String.init)
    #expect(lines.count == 4)
    #expect(
      lines[0]
        == "id,owner,concern,confidence,decided,also,audience,notice,answer_kind,article,rule")
    #expect(lines[1].hasPrefix("1,shop,shop/flat-tire,0."))
    #expect(lines[2].hasPrefix("2,bank,bank/loan,0."))
    #expect(lines[3].hasPrefix("'=3,else,else/nobody,"))
    #expect(result.errors.contains("fields id, text"))
    #expect(result.errors.contains("3 records read = 3 judged + 0 rejected"))
  }

  @Test func markupOfAMessageIsNoneOfItsWords() throws {
    let plain = try batch(["-"], input: "id,text\n1,my loan\n")
    let marked = try batch(["-"], input: "id,text\n1,<div>my&nbsp;<b>lo</b>an</div>\n")
    #expect(marked.output == plain.output)
    #expect(plain.output.contains("1,bank,bank/loan"))
  }

  /// The header of what is passed on begins the message, though the subject stands before it.
  @Test func aMessageThatIsPassedOnUnderASubjectIsTheQuestion() throws {
    let body = "---------- Forwarded message ---------\nFrom: Jo\nSubject: my loan\n\nflat tire"
    let result = try batch(
      ["--format", "ndjson", "-"], input: "id,subject,description\n1,Fwd: a mail,\"\(body)\"\n")
    #expect(result.output.contains(#""concern":"shop/flat-tire""#))
    #expect(result.output.contains(#""left_out":[{"kind":"forwarded header","line":1,"start":13,"#))
  }

  @Test func verdictsCanBeAppendedToTheExport() throws {
    let input = "id;text;who\n7;\"flat; tire\nat \"\"home\"\"\";=1+1\n"
    let result = try batch(["--append", "-"], input: input)
    #expect(result.status == 0)
    let header =
      "id,text,who,triage_owner,triage_concern,triage_confidence,triage_decided,triage_also,"
      + "triage_audience,triage_notice,triage_answer_kind,triage_article,triage_rule\r\n"
    #expect(
      result.output.hasPrefix(
        header + "7,\"flat; tire\nat \"\"home\"\"\",'=1+1,shop,shop/flat-tire,"))
    try folder.write("id,text\n1,flat tire\n", to: "a.csv")
    try folder.write("id,text\n2,my loan\n", to: "b.csv")
    try folder.write("text,id\nmy loan,2\n", to: "c.csv")
    try folder.write("{\"id\":1,\"text\":\"my loan\"}\n", to: "d.ndjson")
    func append(_ names: String...) throws -> RunTool.Result {
      try batch(["--append"] + names.map { folder.path + "/" + $0 })
    }
    #expect(try append("a.csv", "b.csv").output.split(separator: "\r\n").count == 3)
    let mixed = try append("a.csv", "c.csv")
    #expect(mixed.status == 65)
    #expect(mixed.errors.contains("has other columns"))
    #expect(try append("d.ndjson").status == 65)
    #expect(try batch(["--append", "--format", "ndjson", "-"]).status == 64)
  }

  @Test func anyNumberOfJobsGivesTheSameBytes() throws {
    let words = ["flat", "tire", "loan", "weather", "my", "form 123"]
    let tickets = (0..<9_000).map {
      "{\"id\":\($0),\"text\":\"\(words[$0 % 6]) \(words[$0 / 7 % 6])\"}"
    }
    let input = tickets.joined(separator: "\n")
    let one = try batch(["--jobs", "1", "--format", "ndjson", "-"], input: input)
    let many = try batch(["--jobs", "7", "--format", "ndjson", "-"], input: input)
    #expect(one.output == many.output)
    // No progress where nobody watches.
    #expect(!one.errors.contains("\r"))
    #expect(one.output.split(separator: "\n").count == 9_000)
  }

  @Test func rejectsAreKeptAndCounted() throws {
    let input = "id,text\n1,flat tire\n2,a,b\n"
    let without = try batch(["-"], input: input)
    #expect(without.status == 65)
    #expect(without.errors.contains("1 records could not be read"))
    let path = folder.path + "/rejects"
    let kept = try batch(["--rejects", path, "-"], input: input)
    #expect(kept.status == 0)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text == "-:3: it has 3 fields, the header 2\n2,a,b\n")
  }

  @Test func strictFailsThoughRejectsAreKept() throws {
    let input = "id,text\n1,flat tire\n2,a,b\n"
    let (output, rejects) = (folder.path + "/out.csv", folder.path + "/rejects")
    let strict = try batch(
      ["--strict", "--rejects", rejects, "-o", output, "-"], input: input)
    #expect(strict.status == 65)
    // The verdicts are whole, and there.
    #expect(try String(contentsOfFile: output, encoding: .utf8).contains("1,shop,shop/flat-tire"))
    #expect(try batch(["--strict", "-"], input: "id,text\n1,flat tire\n").status == 0)
  }

  private static let personal =
    "id,text,mail\n1,\"my loan, SSN 123-45-6789\",ada@example.org\n"

  @Test func messageTextIsWrittenOnlyWhenAsked() throws {
    for format in ["csv", "ndjson"] {
      func text(_ more: [String]) throws -> String {
        try batch(["--format", format] + more + ["-"], input: Self.personal).output
      }
      #expect(try !text([]).contains("SSN"))
      let redacted = try text(["--include-text"])
      #expect(redacted.contains("my loan, SSN [SSN]") && !redacted.contains("6789"))
      #expect(try text(["--include-text", "--redact"]) == redacted)
      #expect(
        try text(["--include-text", "--no-redact"]).contains("my loan, SSN 123-45-6789"))
    }
    let table = try batch(["--include-text", "-"], input: "id,text\n1,<p>=a loan</p>\n").output
    #expect(table.hasPrefix("id,text,owner,"))
    // What was judged, without markup, and no formula.
    #expect(table.contains("\r\n1,\"'=a loan\n\",bank,bank/loan"))
  }

  @Test func columnsAreRedactedWhenAsked() throws {
    let kept = try batch(["--append", "-"], input: Self.personal).output
    #expect(kept.contains("123-45-6789") && kept.contains("ada@example.org"))
    let redacted = try batch(["--append", "--redact", "-"], input: Self.personal).output
    #expect(redacted.contains("\r\n1,\"my loan, SSN [SSN]\",[EMAIL],bank,"))
  }

  @Test(arguments: [
    ["--append", "--include-text"], ["--redact"], ["--no-redact"],
  ])
  func textThatIsNotWrittenIsNotRedacted(_ options: [String]) throws {
    #expect(try batch(options + ["-"], input: Self.personal).status == 64)
  }

  /// Many times longer than a record may be: one reject, whole, and the tickets around it are judged.
  @Test func aCellThatIsTooLongIsOneRejectAndWhole() throws {
    let cell = String(repeating: "x", count: 13 << 20)
    let rejects = folder.path + "/rejects"
    let result = try batch(
      ["--rejects", rejects, "-"], input: "id,text\n1,my loan\n2,\"\(cell)\"\n3,flat tire\n")
    #expect(result.status == 0)
    #expect(result.errors.contains("3 records read = 2 judged + 1 rejected"))
    #expect(result.output.contains("\r\n3,shop,shop/flat-tire"))
    let kept = try String(contentsOfFile: rejects, encoding: .utf8)
    #expect(kept.hasPrefix("-:3: ") && kept.hasSuffix("\n2,\"\(cell)\"\n"))
  }

  @Test func linesThatAreTheHeaderAgainAreTold() throws {
    let result = try batch(["-"], input: "id,text\n1,flat tire\nid,text\n2,loan\n")
    #expect(result.errors.contains("-: 1 line left out that is the header again"))
    #expect(result.errors.contains("2 records read = 2 judged"))
  }

  @Test func theSummaryAddsUp() throws {
    let input = "id,text\n1,flat tire\n2,flat tire\n3,a,b\n4,my loan\n5,the weather\n"
    let errors = try batch(["--rejects", folder.path + "/rejects", "-"], input: input).errors
    #expect(errors.contains("5 records read = 4 judged + 1 rejected, in "))
    let lines = errors.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(lines.contains(["decided", "4", "100.0", "%"]))
    #expect(lines.contains(["answered", "with", "steps", "2", "50.0", "%"]))
    #expect(lines.contains(["shop", "2", "50.0", "%"]))
    #expect(lines.contains(["shop/flat-tire", "2", "50.0", "%"]))
    #expect(lines.contains(["else/nobody", "1", "25.0", "%"]))
    #expect(try batch(["--quiet", "-"], input: "id,text\n1,flat tire\n").errors == "")
  }

  @Test func theOutputAppearsWhole() throws {
    try folder.write("id,text\n1,flat tire\n", to: "in.csv")
    let result = try batch(["-o", folder.path + "/out.csv", folder.path + "/in.csv"])
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(FileManager.default.fileExists(atPath: folder.path + "/out.csv"))
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/out.csv.part"))
  }

  @Test func mistakesHaveTheirCodes() throws {
    #expect(try batch(["/nowhere.csv"]).status == 66)
    #expect(try batch(["-o", "/nowhere/out.csv", "-"], input: "id,text\n").status == 73)
    #expect(try batch(["-"], input: "").status == 65)
    let unknown = try batch(["-"], input: "a,b\n1,2\n")
    #expect(unknown.status == 65)
    #expect(unknown.errors.contains("name one with --text-field"))
    #expect(try batch(["-o", "x.csv", "x.csv"]).status == 64)
  }
}

extension BatchTests {
  @Test func theReportIsTheSameForAnyNumberOfJobs() throws {
    let words = ["flat", "tire", "loan", "weather", "my", "form 123"]
    let tickets = (0..<5_000).map {
      "{\"id\":\($0),\"created_at\":\"2026-0\(1 + $0 % 9)-03T10:00:00Z\",\"text\":\"\(words[$0 % 6]) \(words[$0 / 7 % 6])\"}"
    }
    let input = (tickets + ["nothing"]).joined(separator: "\n")
    func report(_ arguments: [String]) throws -> String {
      let path = folder.path + "/report.html"
      let result = try batch(
        arguments + ["--rejects", "/dev/null", "--report", path, "-"], input: input)
      #expect(result.status == 0)
      #expect(!FileManager.default.fileExists(atPath: path + ".part"))
      return try String(contentsOfFile: path, encoding: .utf8)
    }
    let one = try report(["--jobs", "1"])
    #expect(one.contains("5,000 tickets of standard input, 2026-01-03 to 2026-09-03."))
    #expect(one.contains("it is no JSON object"))
    #expect(try report(["--jobs", "7"]) == one)
    #expect(try report(["--jobs", "3", "--format", "ndjson"]) == one)
  }

  @Test func aReportNeedsAFileOfItsOwn() throws {
    #expect(try batch(["--report", "-", "-"], input: "id,text\n").status == 64)
    #expect(try batch(["-o", "a", "--report", "a", "-"], input: "id,text\n").status == 64)
    let nowhere = try batch(["--report", "/nowhere/a.html", "-"], input: "id,text\n1,loan\n")
    #expect(nowhere.status == 73)
    #expect(nowhere.output == "")
  }

  @Test func aBatchThatFailsLeavesNoReport() throws {
    let path = folder.path + "/report.html"
    let result = try batch(["--report", path, "-", "/nowhere.csv"], input: "id,text\n1,loan\n")
    #expect(result.status == 66)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}

import Testing
import TriageTestSupport

/// The same tickets give the same bytes, whatever machine they are judged on; `.ci/determinism` tries
/// more of it, on all labelled questions and with both builds.
@Suite struct DeterminismTests {
  private static let texts = [
    "I İstanbul'da adım doğrulanmadı, ID.me IRS", "my refund of $1,234.56 is late since 04/15/2024",
    "CP2000 and letter 5071C", "locked out of id.me and need my transcript", "it doesn't work",
    "“add my work email” – how?",
  ]

  private static func batch(
    _ format: String, _ input: String, _ environment: [String: String] = [:], jobs: Int = 2
  ) throws -> String {
    let result = try RunTool.run(
      ["batch", "--quiet", "--format", format, "--jobs", String(jobs), "-"],
      input: Array(input.utf8), environment: environment)
    #expect(result.status == 0)
    return result.output
  }

  private static let csv =
    "id,text\n"
    + texts.enumerated().map {
      "\($0),\"" + $1.split(separator: "\"").joined(separator: "\"\"") + "\"\n"
    }.joined()
  private static let lines = texts.enumerated().map { "{\"id\":\($0),\"text\":\"\($1)\"}\n" }
    .joined()

  @Test(arguments: [
    ["LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Kathmandu"], ["LC_ALL": "C", "TZ": "Pacific/Kiritimati"],
    ["SWIFT_DETERMINISTIC_HASHING": "1"],
  ])
  func placeAndTimeDoNotMatter(_ environment: [String: String]) throws {
    for format in ["csv", "ndjson"] {
      let here = try Self.batch(format, Self.csv)
      #expect(try Self.batch(format, Self.csv, environment) == here)
    }
  }

  @Test(arguments: [1, 2, 8])
  func formatAndJobsDoNotMatter(_ jobs: Int) throws {
    for format in ["csv", "ndjson"] {
      let table = try Self.batch(format, Self.csv)
      #expect(try Self.batch(format, Self.lines, jobs: jobs) == table)
      #expect(
        table.split(whereSeparator: \.isNewline).count == Self.texts.count
          + (format == "csv" ? 1 : 0))
    }
  }
}

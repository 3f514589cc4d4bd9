import Diagnostics
import Foundation
import FoundationXML
import Testing
import TriageTestSupport

@testable import TriageDesk

/// What findings look like in each format.
@Suite struct FindingsTests {
  private static let lines = [
    "a b.xml": ["<concern>", "\t<match weight='x'>é code</match>", "</concern>"]
  ]

  /// One of each severity, with hint, other place, tab, wide letter, long stretch, and marks that the
  /// formats have a meaning for.
  private static let report = CheckReport(
    findings: [
      Diagnostic(
        .error, DiagnosticCode("TK0305"), "“x” & <y>, 100%: no \"number\"",
        at: range("a b.xml", 2, 9, 2, 19), hint: "write 4\nor 5"),
      Diagnostic(
        .warning, DiagnosticCode("TK0404"), "two of one name", at: range("a b.xml", 1, 1, 3, 11),
        notes: [Diagnostic.Note("the other one", at: range("c,d:é.xml", 4, 2, 4, 2))]),
      Diagnostic(
        .note, DiagnosticCode("TK0702"), "nobody knows", at: range("c,d:é.xml", 1, 1, 1, 1)),
    ],
    files: ["a b.xml", "c,d:é.xml", "sound.xml"],
    concerns: [
      CheckReport.ConcernResult(
        id: "shop/tire", examples: 8, landed: 8, counterexamples: 2, caught: 0, rules: 4,
        exercised: 4, tested: 3),
      CheckReport.ConcernResult(
        id: "bank/loan", examples: 8, landed: 7, counterexamples: 2, caught: 1, rules: 2,
        exercised: 1, tested: 1),
    ])

  private static func range(
    _ file: String, _ line: Int, _ column: Int, _ endLine: Int, _ endColumn: Int
  ) -> SourceRange {
    SourceRange(
      file: file, start: SourcePosition(line: line, column: column),
      end: SourcePosition(line: endLine, column: endColumn))
  }

  private func text(_ style: TextStyle = .plain) -> String {
    DiagnosticText(style: style) { file, line in
      guard let lines = Self.lines[file], lines.indices.contains(line - 1) else { return nil }
      return lines[line - 1]
    }.render(Self.report.findings)
  }

  @Test func textLooksAsBefore() {
    #expect(Golden.difference(text(), "findings.txt") == nil)
    #expect(Golden.difference(FindingsText.concerns(Self.report), "findings-concerns.txt") == nil)
    #expect(!text().contains("\u{1B}"))
    #expect(text(.terminal).contains("\u{1B}["))
  }

  @Test func programsReadTheSameAsBefore() {
    #expect(Golden.difference(FindingsJSON.text(Self.report), "findings.json") == nil)
    #expect(
      Golden.difference(FindingsSARIF.text(Self.report, version: "1.0.0"), "findings.sarif") == nil)
    #expect(Golden.difference(FindingsGitHub.text(Self.report), "findings.github.txt") == nil)
    #expect(
      Golden.difference(FindingsJUnit.text(Self.report, strict: false), "findings.junit.xml") == nil
    )
  }

  @Test func aTerminalIsNotObeyed() {
    let finding = Diagnostic(
      .error, DiagnosticCode("TK0101"), "a\u{1B}[2Jb", at: Self.range("x\u{7}.xml", 1, 1, 1, 1))
    let text = DiagnosticText { _, _ in "c\u{1B}]0;d" }.render(finding)
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
  }

  @Test(arguments: [1, 60, 119, 120, 121, 4_000, 9_999])
  func aLongLineIsShownAroundThePlace(_ column: Int) throws {
    let line = String(repeating: "a", count: column - 1) + "X" + String(repeating: "b", count: 300)
    let finding = Diagnostic(
      .error, DiagnosticCode("TK0101"), "m", at: Self.range("f", 1, column, 1, column + 1))
    let shown = DiagnosticText { _, _ in line }.render(finding).split(separator: "\n")
    try #require(shown.count == 3)
    #expect(shown[1].unicodeScalars.count <= 122)
    let caret = try #require(shown[2].firstIndex(of: "^"))
    let offset = shown[2].distance(from: shown[2].startIndex, to: caret)
    #expect(Array(shown[1])[offset] == "X")
  }

  @Test func strictnessMakesWarningsFail() {
    let lax = FindingsJUnit.text(Self.report, strict: false)
    let strict = FindingsJUnit.text(Self.report, strict: true)
    #expect(lax.contains("tests=\"6\" failures=\"1\""))
    #expect(strict.contains("tests=\"6\" failures=\"3\""))
    for text in [lax, strict] {
      let parser = XMLParser(data: Data(text.utf8))
      #expect(parser.parse())
    }
  }

  // MARK: SARIF

  /// What the schema of SARIF 2.1.0 requires of the parts that are written (`required`, `enum`,
  /// `minimum` and `uniqueItems` of sarif-schema-2.1.0.json), checked by hand.
  @Test func sarifIsAsItsSchemaSays() throws {
    let text = FindingsSARIF.text(Self.report, version: "1.0.0")
    let log = try object(JSONSerialization.jsonObject(with: Data(text.utf8)))
    #expect(log["version"] as? String == "2.1.0")
    #expect(Set(log.keys) == ["$schema", "version", "runs"])
    for run in try objects(log["runs"]) {
      #expect(Set(run.keys) == ["tool", "columnKind", "results"])
      let driver = try object(object(run["tool"])["driver"])
      #expect((driver["name"] as? String)?.isEmpty == false)
      let rules = try objects(driver["rules"]).map { try #require($0["id"] as? String) }
      #expect(Set(rules).count == rules.count)
      #expect(run["columnKind"] as? String == "unicodeCodePoints")
      let results = try objects(run["results"])
      #expect(results.count == Self.report.findings.count)
      for result in results { try check(result, rules) }
    }
  }

  private func check(_ result: [String: Any], _ rules: [String]) throws {
    try checkMessage(result["message"])
    let level = try #require(result["level"] as? String)
    #expect(["none", "note", "warning", "error"].contains(level))
    let index = try #require(result["ruleIndex"] as? Int)
    #expect(rules[index] == result["ruleId"] as? String)
    let related = try result["relatedLocations"].map { try objects($0) } ?? []
    for location in try objects(result["locations"]) + related {
      let physical = try object(location["physicalLocation"])
      let uri = try #require(object(physical["artifactLocation"])["uri"] as? String)
      #expect(URL(string: uri) != nil && !uri.contains(" "))
      let region = try object(physical["region"])
      #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
      for (_, value) in region { #expect(try #require(value as? Int) >= 1) }
    }
    for location in related { try checkMessage(location["message"]) }
  }

  private func checkMessage(_ value: Any?) throws {
    #expect((try object(value)["text"] as? String)?.isEmpty == false)
  }

  private func object(_ value: Any?) throws -> [String: Any] {
    try #require(value as? [String: Any])
  }

  private func objects(_ value: Any?) throws -> [[String: Any]] {
    try #require(value as? [[String: Any]])
  }
}

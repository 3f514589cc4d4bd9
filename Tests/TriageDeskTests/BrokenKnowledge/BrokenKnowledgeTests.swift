import Diagnostics
import Testing
import TriageDesk
import TriageTestSupport

/// Every kind of mistake is found where it is, and nothing else with it.
@Suite struct BrokenKnowledgeTests {
  static let cases =
    brokenFiles + brokenXML + brokenPatterns + brokenConcerns + brokenNames + brokenArticles
    + brokenSchemas + brokenRules

  /// Examples and rules of the shop are too few to be tested; only cases that are about that tell so.
  private static let advice = ["TK0705", "TK0706", "TK0707"]

  @Test(arguments: cases)
  func isFoundAndNothingElse(_ broken: BrokenKnowledge) throws {
    let folder = try broken.folder()
    let today = try #require(CalendarDay("2026-11-24"))
    let report = try KnowledgeChecker.check(folder.path, today: today)
    let wanted = Set(broken.findings.map { String($0.prefix(6)) })
    let found = report.findings.filter {
      !Self.advice.contains($0.code.id) || wanted.contains($0.code.id)
    }
    let places = found.map { "\($0.code.id) \($0.range.file):\($0.range.start.line)" }
    #expect(places.sorted() == broken.findings, "\(found.map(\.message))")
    for finding in report.findings {
      #expect(CodePage.page(finding.code.id)?.severity == finding.severity, "\(finding)")
      #expect(finding.hint?.isEmpty == false, "\(finding)")
      #expect(finding.range.start.line >= 1 && finding.range.start.column >= 1)
      #expect(finding.range.end >= finding.range.start)
    }
    #expect(report.findings.map(\.range.file) == report.findings.map(\.range.file).sorted())
  }

  @Test func thereAreAHundredKinds() {
    #expect(Self.cases.count >= 100)
    #expect(Set(Self.cases.map(\.name)).count == Self.cases.count)
  }

  /// Codes that are about something else than a knowledge base: pages to import (`ImportTests`), and
  /// folders of DITA (`DITACheckerTests`).
  private static func isElsewhere(_ code: String) -> Bool {
    ["TK0104", "TK0105"].contains(code) || code.hasPrefix("TK09") || code.hasPrefix("TK11")
  }

  @Test func everyCodeWasSeen() {
    let seen = Set(Self.cases.flatMap(\.findings).map { String($0.prefix(6)) })
    let codes = Set(CodePage.all.map(\.code).filter { !Self.isElsewhere($0) })
    #expect(codes.subtracting(seen).sorted() == [])
  }

  @Test func theShopItselfIsSound() throws {
    let today = try #require(CalendarDay("2026-11-24"))
    let folder = try BicycleShop.folder()
    let report = try KnowledgeChecker.check(folder.path, today: today)
    #expect(report.withoutNotes.findings == [])
  }
}

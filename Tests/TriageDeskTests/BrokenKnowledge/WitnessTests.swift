import Diagnostics
import Foundation
import KnowledgeBase
import Testing
import TriageDesk
import TriageEngine
import TriageTestSupport

/// What is said of two rules is shown with a sentence; whoever asks it sees just that.
@Suite struct WitnessTests {
  private static let codes: Set = ["TK0801", "TK0802", "TK0803", "TK0804"]

  static let cases = BrokenKnowledgeTests.brokenRules.filter { broken in
    broken.findings.contains { codes.contains(String($0.prefix(6))) }
  }

  @Test(arguments: cases)
  func theSentenceShowsIt(_ broken: BrokenKnowledge) throws {
    let folder = try broken.folder()
    #expect(try Self.shown(folder.path) == Set(broken.findings.map { $0.prefix(6) }))
  }

  @Test func everyKindIsShown() {
    let kinds = Set(Self.cases.flatMap(\.findings).map { String($0.prefix(6)) })
    #expect(kinds.isSuperset(of: Self.codes))
  }

  @Test func theShippedSentencesShowIt() throws {
    #expect(try !Self.shown(Repository.knowledge).isEmpty)
  }

  /// Asks every sentence of a report.
  ///
  /// - Returns: the codes of the findings that have one.
  private static func shown(_ folder: String) throws -> Set<Substring> {
    let desk = try TriageDesk(folder: folder)
    let today = try #require(CalendarDay("2026-11-24"))
    let findings = try KnowledgeChecker.check(folder, today: today).findings
    var shown: Set<Substring> = []
    for finding in findings where codes.contains(finding.code.id) {
      let sentence = try #require(
        finding.message.firstMatch(of: /“(.+)”/)?.output.1, "\(finding.message)")
      try check(finding, desk, folder, String(sentence))
      shown.insert(finding.code.id[...])
    }
    return shown
  }

  private static func check(
    _ finding: Diagnostic, _ desk: TriageDesk, _ folder: String, _ sentence: String
  ) throws {
    var classifier = Classifier(desk.rules)
    let evidence = desk.reply(to: sentence, audience: nil, with: &classifier).evidence
    let front = classifier.candidates(2)
    func place(_ file: String) -> Int? {
      front.firstIndex { "concerns/\(desk.knowledge.concerns[$0.concern].id).xml" == file }
    }
    let isFired = evidence.contains { $0.isOf(finding.range) }
    let other = finding.notes.first?.range
    let isOtherFired = other.map { other in evidence.contains { $0.isOf(other) } }
    switch finding.code.id {
    case "TK0801", "TK0802":
      #expect(isFired && isOtherFired == true, "\(finding)")
    case "TK0803" where other != nil:
      #expect(isFired && isOtherFired == true, "\(finding)")
      #expect(place(finding.range.file) != 0, "\(finding)")
    case "TK0803":
      #expect(!isFired, "\(finding)")
      #expect(try isFiredWithoutUnless(finding, folder, sentence), "\(finding)")
    default:
      #expect(isFired && isOtherFired == true, "\(finding)")
      #expect(Set([place(finding.range.file), other.flatMap { place($0.file) }]) == [0, 1])
      try #require(front.count == 2)
      #expect(front[0].confidence - front[1].confidence < 0.1, "\(finding)")
    }
  }

  /// Whether a rule fires once its file has no `<unless>`: so the sentence does have what it wants.
  private static func isFiredWithoutUnless(
    _ finding: Diagnostic, _ folder: String, _ sentence: String
  ) throws -> Bool {
    let file = folder + "/" + finding.range.file
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try text.replacing(/<unless>.*<\/unless>/, with: "")
      .write(toFile: file, atomically: true, encoding: .utf8)
    let reply = try TriageDesk(folder: folder).reply(to: sentence)
    try text.write(toFile: file, atomically: true, encoding: .utf8)
    return reply.evidence.contains { $0.isOf(finding.range) }
  }
}

extension Reply.FiredRule {
  fileprivate func isOf(_ range: SourceRange) -> Bool {
    file == range.file && line == range.start.line
  }
}

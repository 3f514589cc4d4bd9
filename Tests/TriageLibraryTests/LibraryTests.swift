import Foundation
import Testing
import Triage
import TriageTestSupport

/// The library as another program sees it.
@Suite struct LibraryTests {
  private let knowledge = Repository.knowledge

  private func desk() throws -> Desk {
    try Desk(knowledge: knowledge)
  }

  /// The lines between the marks are those that the pages show.
  @Test func threeLinesLeadFromAQuestionToAVerdict() throws {
    // shown:
    let desk = try Desk(knowledge: knowledge)
    let verdict = try desk.verdict(on: "the six digits never reach my phone")
    print(verdict.owner.name, verdict.concern.title, verdict.confidence)
    // :shown
    #expect(verdict.concern.id == "idme/mfa")

    let source = try String(contentsOfFile: #filePath, encoding: .utf8)
    let lines = try #require(source.split(separator: "// shown:\n").dropFirst().first)
      .split(separator: "\n").prefix(3).map { $0.drop(while: \.isWhitespace) }
    for page in ["README.md", "Sources/TriageLibrary/Triage.docc/GettingStarted.md"] {
      let text = try String(contentsOfFile: Repository.folder + "/" + page, encoding: .utf8)
      #expect(text.contains(lines.joined(separator: "\n")), "\(page)")
    }
  }

  @Test func aBlockerComesWithItsErrandStepsAndReasons() throws {
    let question = "the six digits never reach my phone and I need my transcript by friday"
    let verdict = try desk().verdict(on: question)
    #expect(verdict.owner.id == "idme" && verdict.owner.name == "ID.me Support")
    #expect(verdict.also.map(\.id) == ["irs/transcript"])
    #expect(verdict.isDecided && verdict.confidence > 0.5 && verdict.confidence <= 1)
    guard case .steps(let procedure) = verdict.answer else {
      Issue.record("\(verdict.answer)")
      return
    }
    #expect(!procedure.steps.isEmpty && procedure.source?.hasPrefix("https://") == true)
    #expect(!verdict.evidence.isEmpty)
    let scalars = Array(question.unicodeScalars)
    for rule in verdict.evidence {
      #expect(String(String.UnicodeScalarView(scalars[rule.place])) == rule.matched)
      #expect(FileManager.default.fileExists(atPath: knowledge + "/" + rule.file) && rule.line > 0)
    }
  }

  @Test func aTaxMatterIsReferredWithItsChannels() throws {
    let verdict = try desk().verdict(on: "I got a CP2000 notice, what does it mean?")
    #expect(verdict.owner.id == "irs" && verdict.notice?.number == "CP2000")
    guard case .referral(let referral) = verdict.answer else {
      Issue.record("\(verdict.answer)")
      return
    }
    #expect(referral.to == verdict.owner.name && !referral.channels.isEmpty)
  }

  @Test func tooLittleSaidLeadsToAQuestionAndAChoiceToItsAnswer() throws {
    let desk = try desk()
    guard case .clarify(let clarification) = try desk.verdict(on: "it doesn't work").answer else {
      Issue.record("no question back")
      return
    }
    #expect(!clarification.question.isEmpty)
    for choice in clarification.choices {
      let verdict = try #require(try desk.verdict(choosing: choice.concern, audience: "new"))
      #expect(verdict.concern.id == choice.concern && verdict.audience == "new")
    }
    #expect(try desk.verdict(choosing: "idme/nonsense") == nil)
  }

  @Test func rendersWhatTheCommandPrints() throws {
    let question = "where is my refund"
    let verdict = try desk().verdict(on: question)
    func printed(_ arguments: String...) throws -> String {
      try RunTool.run(["ask", "--knowledge", knowledge] + arguments + [question]).output
    }
    #expect(try printed("--format", "json") == verdict.json + "\n")
    #expect(try printed("--format", "markdown") == verdict.markdown)
    #expect(try printed() == verdict.text())
  }

  @Test func whatCannotBeAnsweredIsAnErrorThatSaysWhy() throws {
    let desk = try desk()
    #expect(throws: QuestionError.tooLong(bytes: Desk.longestQuestion + 1)) {
      try desk.verdict(on: String(repeating: "a", count: Desk.longestQuestion + 1))
    }
    let unknown = QuestionError.unknownAudience("old", known: desk.audiences)
    #expect(throws: unknown) { try desk.verdict(on: "help", audience: "old") }
    #expect(unknown.description.contains("existing and new"))
    #expect(throws: KnowledgeError.self) { try Desk(knowledge: "/nowhere") }
  }

  @Test func mistakesOfAKnowledgeBaseHaveTheirPlaces() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: URL(fileURLWithPath: knowledge), to: folder)
    let file = folder.appendingPathComponent("concerns/idme/mfa.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
    let broken = try #require(text.range(of: "</title>"))
    try text.replacingCharacters(in: broken, with: "</title>\n  <match weight=\"2\">(oops</match>")
      .write(to: file, atomically: true, encoding: .utf8)
    let error = #expect(throws: KnowledgeError.self) { try Desk(knowledge: folder.path) }
    guard case .invalid(let findings) = error, let finding = findings.first else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(finding.file == file.path && finding.line > 1 && finding.code == "TK0201")
  }

  @Test func aDeskAnswersManyThreadsAlike() async throws {
    let desk = try desk()
    let once = try desk.verdict(on: "my refund is late").json
    let all = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<32 { group.addTask { try desk.verdict(on: "my refund is late").json } }
      return try await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(all == [once])
  }
}

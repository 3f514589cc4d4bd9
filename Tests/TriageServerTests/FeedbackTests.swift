import Foundation
import Testing
import TriageServer
import TriageTestSupport

/// What people say of verdicts, and what is kept of it.
@Suite struct FeedbackTests {
  private let folder: TemporaryFolder
  private let store: FeedbackStore

  init() throws {
    folder = try TemporaryFolder()
    store = try FeedbackStore(path: folder.path + "/state/feedback.sqlite")
  }

  private func send(keepsText: Bool, _ bodies: [String]) async throws {
    try await TestServer.run({ settings in
      settings.feedback = store
      settings.keepsText = keepsText
    }) { server in
      for body in bodies {
        let answer = await server.client.post("/v1/feedback", body)
        #expect(answer?.status == 204)
        #expect(answer?.body == [])
      }
    }
  }

  private static let wrong = #"""
    {"id": "T-1", "text": "my tire is flat, call 555-555-0199 or ann@example.org", "concern": "shop/flat-tire",
     "judgement": "wrong", "should_have_been": "bank/loan"}
    """#

  @Test func withoutTheSettingOnlyIdsAndLabelsAreKept() async throws {
    try await send(keepsText: false, [Self.wrong])
    let kept = try store.all()
    #expect(kept.count == 1)
    #expect(kept.first?.ticket == "T-1")
    #expect(kept.first?.label == "bank/loan")
    #expect(kept.first?.rules.count == 1)
    #expect(kept.first?.text == nil)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/state/feedback.sqlite"))
    #expect(bytes.range(of: Data("tire is flat".utf8)) == nil)
  }

  @Test func keptTextsHaveNoPersonalData() async throws {
    try await send(keepsText: true, [Self.wrong])
    let text = try #require(try store.all().first?.text)
    #expect(text.contains("my tire is flat"))
    #expect(!text.contains("0199"))
    #expect(!text.contains("ann@"))
  }

  @Test func theFileIsItsOwnersOnly() throws {
    let file = try FileManager.default.attributesOfItem(
      atPath: folder.path + "/state/feedback.sqlite")
    #expect(file[.posixPermissions] as? Int == 0o600)
    let state = try FileManager.default.attributesOfItem(atPath: folder.path + "/state")
    #expect(state[.posixPermissions] as? Int == 0o700)
  }

  @Test func whatCannotBeKeptIsSaid() async throws {
    try await TestServer.run({ $0.feedback = store }) { server in
      try FileManager.default.removeItem(atPath: folder.path + "/state")
      try folder.write("not a database", to: "state")
      let body = #"{"concern": "bank/loan", "judgement": "right"}"#
      let answer = await server.client.post("/v1/feedback", body)
      // SQLite still holds the file that was removed, or says that it cannot write.
      #expect(answer?.status == 204 || answer?.status == 503 && answer?.isProblem == true)
      #expect(await server.client.get("/healthz")?.status == 200)
    }
    #expect(throws: FeedbackStore.Failure.self) {
      try FeedbackStore(path: folder.path + "/state/feedback.sqlite")
    }
  }

  // MARK: Report

  private static let feedback = [
    Feedback(concern: "a/x", isRight: true, rules: ["r1"], text: "where is my thing"),
    Feedback(
      ticket: "9", concern: "a/x", isRight: false, shouldHaveBeen: "b/y", rules: ["r1", "r2"],
      text: "where is the purple frog"),
    Feedback(
      concern: "a/x", isRight: false, shouldHaveBeen: "b/y", rules: ["r2"],
      text: "a purple frog is where"),
    Feedback(concern: "b/y", isRight: false, rules: ["r3"]),
  ]

  @Test func theReportNamesTheRulesThatAreWrongMost() {
    let report = FeedbackReport(Self.feedback)
    #expect(report.right == 1)
    #expect(report.wrong == 3)
    #expect(report.rules.map(\.rule) == ["r2", "r3", "r1"])
    #expect(report.rules.map(\.wrong) == [2, 1, 1])
    #expect(report.rules.map(\.right) == [0, 0, 1])
    #expect(report.mistakes.map(\.count) == [2, 1])
    #expect(report.mistakes.first?.shouldHaveBeen == "b/y")
    // “where” stands everywhere and tells nothing.
    #expect(report.words.map(\.word) == ["frog", "purple"])
    let text = FeedbackText.text(report)
    #expect(text.contains("2      0      r2"))
    #expect(text.contains("(not said)"))
  }

  @Test func theDatasetHasWhatIsKnownToBeRight() {
    #expect(
      FeedbackText.dataset(Self.feedback) == """
        {"id":"feedback-1","text":"where is my thing","label":"a/x"}
        {"id":"9","text":"where is the purple frog","label":"b/y"}
        {"id":"feedback-3","text":"a purple frog is where","label":"b/y"}

        """)
  }

  @Test func anEmptyReportSaysSo() {
    #expect(FeedbackText.text(FeedbackReport([])) == "0 verdicts judged: 0 right, 0 wrong\n")
  }
}

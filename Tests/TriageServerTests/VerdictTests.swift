import Foundation
import KnowledgeBase
import Testing
import TriageDesk
import TriageServer
import TriageTestSupport

/// `POST /v1/verdicts`.
@Suite struct VerdictTests {
  @Test func oneQuestionIsAnsweredAsTheCommandDoes() async throws {
    try await TestServer.run { server in
      let answer = try #require(
        await server.client.post("/v1/verdicts", #"{"text": "My tyre lost air", "id": "7"}"#))
      let desk = try TriageDesk(folder: server.folder.path)
      #expect(answer.status == 200)
      #expect(answer.headers["content-type"] == "application/json")
      #expect(answer.text + "\n" == ReplyJSON.text(desk.reply(to: "My tyre lost air"), id: "7"))
    }
  }

  @Test func aThousandQuestionsAreAnsweredInTheirOrder() async throws {
    try await TestServer.run { server in
      let texts = ["My tyre lost air", "when is my loan due", "hello"]
      let questions = (0..<1_000).map { #"{"id": "\#($0)", "text": "\#(texts[$0 % 3])"}"# }
      let body = "{\"questions\": [\(questions.joined(separator: ","))]}"
      let answer = try #require(await server.client.post("/v1/verdicts", body))
      let verdicts = try #require(answer.object["verdicts"] as? [[String: Any]])
      #expect(verdicts.map { $0["id"] as? String } == (0..<1_000).map { "\($0)" })
      let concerns = ["shop/flat-tire", "bank/loan", "else/unclear"]
      #expect(
        verdicts.map { $0["concern"] as? String } == (0..<1_000).map { concerns[$0 % 3] })
    }
  }

  @Test(arguments: ["text/html", "text/markdown", "text/plain"])
  func theFormIsTheOneThatIsAccepted(_ form: String) async throws {
    try await TestServer.run { server in
      let answer = try #require(
        await server.client.post(
          "/v1/verdicts", #"{"text": "flat tire"}"#,
          ["Accept": "application/json;q=0.2, \(form)"]))
      let desk = try TriageDesk(folder: server.folder.path)
      let reply = desk.reply(to: "flat tire")
      let wanted = [
        "text/html": ReplyHTML.text(
          reply, question: "flat tire", desks: desk.knowledge.desks),
        "text/markdown": ReplyMarkdown.text(reply), "text/plain": ReplyText.text(reply),
      ]
      #expect(answer.text == wanted[form])
      #expect(answer.headers["content-type"] == form + "; charset=utf-8")
    }
  }

  @Test func theAudienceAndTheChoiceCount() async throws {
    try await TestServer.run { server in
      func concern(_ body: String) async -> [String: Any] {
        await server.client.post("/v1/verdicts", body)?.object ?? [:]
      }
      let new = await concern(#"{"text": "flat tire", "audience": "new"}"#)
      #expect(new["audience"] as? String == "new")
      let steps = (new["answer"] as? [String: Any])?["steps"] as? [[String: Any]]
      #expect(steps?.first?["text"] as? String == "Pay at Desk > Cash.")
      let chosen = await concern(#"{"text": "hello", "chosen": "bank/loan"}"#)
      #expect(chosen["concern"] as? String == "bank/loan")
      #expect(chosen["confidence"] as? Int == 1)
      #expect(await concern(#"{"chosen": "bank/loan"}"#)["concern"] as? String == "bank/loan")
    }
  }

  /// A pasted mail: places are those of the question as it was sent, and so are the marks.
  @Test func markupIsNoneOfTheQuestionsWords() async throws {
    try await TestServer.run { server in
      let text = "<p>é my <b>ti</b>re is flat</p><style>loan</style>"
      let answer = try #require(
        await server.client.post("/v1/verdicts", #"{"text": "\#(text)"}"#)?.object)
      let fired = try #require((answer["evidence"] as? [[String: Any]])?.first)
      #expect(fired["matched"] as? String == "tire is flat")
      #expect(fired["start"] as? Int == 11)
      #expect(fired["end"] as? Int == 27)
      #expect((answer["also"] as? [Any])?.isEmpty == true)
    }
  }

  @Test func concurrentCallersGetTheirOwnAnswers() async throws {
    try await TestServer.run { server in
      let cases = [("flat tire", "shop/flat-tire"), ("when is the loan due", "bank/loan")]
      await withTaskGroup(of: Bool.self) { group in
        for index in 0..<60 {
          group.addTask {
            let (text, concern) = cases[index % 2]
            let answer = await server.client.post("/v1/verdicts", #"{"text": "\#(text)"}"#)
            return answer?.object["concern"] as? String == concern
          }
        }
        for await isRight in group { #expect(isRight) }
      }
    }
  }
}

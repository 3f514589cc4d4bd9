import Foundation
import Testing
import TriageServer
import TriageTestSupport

/// The knowledge base is read again while the server runs.
@Suite struct ReloadTests {
  private static func title(_ server: TestServer) async -> String? {
    await server.client.post("/v1/verdicts", #"{"text": "flat tire"}"#)?.object["title"] as? String
  }

  private static func rename(_ server: TestServer, to title: String) throws {
    let name = "concerns/shop/flat-tire.xml"
    let old = BicycleShop.files.first { $0.name == name }?.text ?? ""
    try server.folder.write(
      old.replacingOccurrences(of: "<title>A flat tire</title>", with: "<title>\(title)</title>"),
      to: name)
  }

  @Test func aChangedFileIsServedWithoutARestart() async throws {
    try await TestServer.run { server in
      #expect(await Self.title(server) == "A flat tire")
      try Self.rename(server, to: "Air is lost")
      #expect(await eventually { await Self.title(server) == "Air is lost" })
      let ready = await server.client.get("/readyz")?.object
      #expect(ready?["generation"] as? Int == 2)
    }
  }

  @Test func aBrokenKnowledgeBaseIsRefusedAndTheOldOneServesOn() async throws {
    try await TestServer.run({ $0.watchInterval = .seconds(60) }) { server in
      try Self.rename(server, to: "Air is lost")
      try server.folder.write(
        "<vocabulary><set id='tire'><phrase>(a</phrase></set></vocabulary>",
        to: "vocabulary/words.xml")
      #expect(!server.keeper.reload())
      #expect(await Self.title(server) == "A flat tire")
      #expect(server.log.text.contains("vocabulary/words.xml:1:36: error: "))
      #expect(server.log.text.contains("goes on serving"))
      let words = BicycleShop.files.first { $0.name == "vocabulary/words.xml" }?.text ?? ""
      try server.folder.write(words, to: "vocabulary/words.xml")
      #expect(server.keeper.reload())
      #expect(await Self.title(server) == "Air is lost")
    }
  }

  @Test func requestsAreAnsweredWhileItIsReadAgain() async throws {
    try await TestServer.run({ $0.watchInterval = .seconds(60) }) { server in
      await withTaskGroup(of: Bool.self) { group in
        for _ in 0..<40 { group.addTask { await Self.title(server) == "A flat tire" } }
        for _ in 0..<5 { group.addTask { server.keeper.reload() } }
        for await isRight in group { #expect(isRight) }
      }
    }
  }
}

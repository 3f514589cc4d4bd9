import Foundation
import Testing
import TriageServer

/// What the console is sent with; what it does is tested in a browser (`Tests/BrowserTests`).
@Suite struct ConsoleTests {
  @Test func thePageLoadsOnlyWhatThisServerSends() async throws {
    try await TestServer.run { server in
      let page = try #require(await server.client.get("/"))
      #expect(page.status == 200)
      let policy = page.headers["content-security-policy"] ?? ""
      #expect(policy.contains("default-src 'none'"))
      #expect(policy.contains("script-src 'self';"))
      #expect(!policy.contains("unsafe"))
      #expect(page.headers["x-content-type-options"] == "nosniff")
      #expect(page.headers["referrer-policy"] == "no-referrer")
      // No script, style or handler stands in the page itself.
      #expect(page.text.ranges(of: "<script").count == 1)
      #expect(!page.text.contains("<style"))
      #expect(!page.text.contains(" onclick") && !page.text.contains(" style="))
      for reference in page.text.matches(of: /(?:src|href)="(\/[^"]+)"/) {
        let file = await server.client.get(String(reference.1))
        #expect(file?.status == 200, "\(reference.1)")
      }
    }
  }

  @Test func aBrowserThatHasAFileIsNotSentItAgain() async throws {
    try await TestServer.run { server in
      let first = try #require(await server.client.get("/console.js"))
      let tag = try #require(first.headers["etag"])
      let again = await server.client.get("/console.js", ["If-None-Match": tag])
      #expect(again?.status == 304)
      #expect(again?.body == [])
      #expect(await server.client.get("/console.css", ["If-None-Match": tag])?.status == 200)
    }
  }

  @Test func markupInAQuestionStaysText() async throws {
    try await TestServer.run { server in
      let body =
        #"{"text": "flat tire <script>alert(1)</script> <img src=x onerror=alert(1)> \" ' & my tire"}"#
      let answer = try #require(
        await server.client.post("/v1/verdicts", body, ["Accept": "text/html"]))
      #expect(answer.text.contains("<mark>flat tire</mark>"))
      #expect(answer.text.contains("&lt;script&gt;"))
      #expect(!answer.text.contains("<script") && !answer.text.contains("<img"))
    }
  }
}

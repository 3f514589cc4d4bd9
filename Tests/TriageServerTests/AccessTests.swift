import Testing
import TriageServer

/// Who is let in.
@Suite struct AccessTests {
  static let token = "correct-horse-battery-staple"

  @Test func withATokenOnlyItsBearerIsServed() async throws {
    try await TestServer.run({ $0.token = AccessToken(Self.token) }) { server in
      let closed = ["/v1/concerns", "/v1/articles/flat-tire", "/metrics"]
      for offered in [
        "", "Bearer", "Bearer wrong-wrong-wrong-wrong", "Bearer \(Self.token)x",
        "Basic \(Self.token)",
        "Bearer \(Self.token.dropLast())", "\(Self.token)", "Bearer \(Self.token) \(Self.token)",
      ] {
        for path in closed {
          let answer = await server.client.get(path, ["Authorization": offered])
          #expect(answer?.status == 401, "\(path) with “\(offered)”")
          #expect(answer?.isProblem == true)
          #expect(answer?.headers["www-authenticate"]?.hasPrefix("Bearer") == true)
        }
        let answer = await server.client.post(
          "/v1/verdicts", #"{"text": "flat tire"}"#, ["Authorization": offered])
        #expect(answer?.status == 401)
      }
      for path in closed {
        let headers = ["Authorization": "bearer \(Self.token)"]
        #expect(await server.client.get(path, headers)?.status == 200)
      }
      for path in ["/", "/console.js", "/openapi.json", "/healthz", "/readyz"] {
        #expect(await server.client.get(path)?.status == 200)
      }
    }
  }

  @Test func tokensThatAreGuessedSoonAreNone() {
    for bad in ["", "short", "with spaces in between them", "umläute-are-not-for-headers"] {
      #expect(AccessToken(bad) == nil)
    }
    #expect(AccessToken(Self.token) != nil)
  }

  @Test(arguments: [
    ("127.0.0.1", false), ("localhost", false), ("::1", false), ("127.8.9.10", false),
    ("0.0.0.0", true), ("192.168.1.1", true), ("::", true), ("example.org", true),
    ("127.0.0.1.example.org", true), ("localhost.example.org", true), ("128.0.0.1", true),
    ("127.evil.example.org", true), ("127.1.2.999", true),
  ])
  func onlyLoopbackGoesWithoutAToken(_ host: String, _ isPublic: Bool) {
    var settings = ServerSettings()
    settings.host = host
    #expect(settings.isPublic == isPublic)
  }

  @Test func aPageThatResolvesToThisMachineIsNotServed() async throws {
    try await TestServer.run({ $0.hostNames = ["Desk.example"] }) { server in
      for (host, status) in [
        ("localhost:1234", 200), ("127.0.0.1", 200), ("[::1]:80", 200), ("desk.example", 200),
        ("evil.example", 421), ("localhost.evil.example:80", 421),
      ] {
        let answer = await server.client.get("/readyz", ["Host": host])
        #expect(answer?.status == status, "\(host)")
      }
    }
  }
}

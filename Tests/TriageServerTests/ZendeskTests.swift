import Crypto
import Foundation
import Testing
import TriageServer

/// The webhook of Zendesk.
@Suite struct ZendeskTests {
  static let secret = "dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ=="

  /// Bodies as triggers are given them, and as the event of a new ticket has it.
  static let bodies = [
    #"{"ticket": {"id": "35436", "subject": "Help", "description": "My tyre lost air"}}"#,
    #"{"id": 35436, "title": "Help", "description": "My tyre lost air"}"#,
    #"{"ticket_id": "35436", "message": "<p>My <b>tyre</b> lost air</p>"}"#,
    #"""
    {"type": "zen:event-type:ticket.created", "account_id": 22129848, "id": "2b24ef10",
     "time": "2026-11-24T23:00:00Z", "zendesk_event_version": "2022-11-06", "event": {},
     "subject": "zen:ticket:35436",
     "detail": {"id": "35436", "subject": "Help", "description": "My tyre lost air",
                "tags": [], "via": {"channel": "web"}, "is_public": true}}
    """#,
  ]

  private static func signed(
    _ body: String, secret: String = secret, at date: Date = Date()
  ) -> [String: String] {
    let time = date.formatted(.iso8601)
    let code = HMAC<SHA256>.authenticationCode(
      for: Data((time + body).utf8), using: SymmetricKey(data: Data(secret.utf8)))
    return [
      "X-Zendesk-Webhook-Signature": Data(code).base64EncodedString(),
      "X-Zendesk-Webhook-Signature-Timestamp": time,
    ]
  }

  private func run(_ body: (TestServer) async throws -> Void) async throws {
    try await TestServer.run({ settings in
      settings.zendesk = ZendeskSignature(secret: Self.secret)
      settings.token = AccessToken(AccessTests.token)
    }) { try await body($0) }
  }

  @Test func aTriggersBodyIsAnsweredWithTagsAndAPrivateComment() async throws {
    try await run { server in
      for body in Self.bodies {
        let answer = await server.client.post("/v1/zendesk", body, Self.signed(body))
        #expect(answer?.status == 200)
        let ticket = try #require(answer?.object["ticket"] as? [String: Any])
        #expect(ticket["id"] as? String == "35436", "\(body)")
        #expect(
          ticket["additional_tags"] as? [String]
            == ["triage_shop", "triage_shop_flat_tire", "triage_decided"])
        let comment = ticket["comment"] as? [String: Any]
        #expect(comment?["public"] as? Bool == false)
        #expect((comment?["body"] as? String)?.hasPrefix("The workshop: A flat tire") == true)
      }
    }
  }

  @Test func whatZendeskDidNotSignIsRefused() async throws {
    try await run { server in
      let body = Self.bodies[0]
      var changed = Self.signed(body)
      changed["X-Zendesk-Webhook-Signature"] = "AAAA"
      let wrong = [
        [:], changed, Self.signed(body, secret: "another"), Self.signed(body + " "),
        Self.signed(body, at: Date(timeIntervalSinceNow: -400)),
        Self.signed(body, at: Date(timeIntervalSinceNow: 400)),
        Self.signed(body).filter { $0.key.hasSuffix("Signature") },
        ["Authorization": "Bearer \(AccessTests.token)"],
      ]
      for headers in wrong {
        let answer = await server.client.post("/v1/zendesk", body, headers)
        #expect(answer?.status == 401)
        #expect(answer?.isProblem == true)
      }
    }
  }

  @Test func aBodyWithoutTextIsRefused() async throws {
    try await run { server in
      for body in ["{}", "[]", "3", #"{"ticket": {"id": 3}}"#, "not json"] {
        let answer = await server.client.post("/v1/zendesk", body, Self.signed(body))
        #expect(answer?.status == 422)
        #expect(answer?.isProblem == true)
      }
    }
  }

  /// The values are made with `openssl dgst -sha256 -hmac`, not with the code under test.
  @Test func theSignatureIsTheOneThatOpenSSLMakes() throws {
    let headers = Self.signed("{}", at: Date(timeIntervalSince1970: 1_616_648_967))
    #expect(headers["X-Zendesk-Webhook-Signature-Timestamp"] == "2021-03-25T05:09:27Z")
    #expect(
      headers["X-Zendesk-Webhook-Signature"] == "OhyuASlMysBOYZdC/6lrc3gA+Lv49zMKyTnxzdRguy4=")
  }
}

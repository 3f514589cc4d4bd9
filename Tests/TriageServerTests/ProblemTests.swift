import Foundation
import Testing
import TriageServer

/// Requests that are wrong in themselves: the right status, a problem document, and where the mistake
/// is.
@Suite struct ProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var path = "/v1/verdicts"
    var body: [UInt8]
    var headers: [String: String] = [:]
    var status: Int
    /// Where the mistake is, as a JSON pointer.
    var pointer: String?

    var testDescription: String { name }

    init(
      _ name: String, _ status: Int, path: String = "/v1/verdicts", _ body: String,
      _ headers: [String: String] = [:], at pointer: String? = nil
    ) {
      self.name = name
      self.path = path
      self.body = Array(body.utf8)
      self.headers = headers
      self.status = status
      self.pointer = pointer
    }
  }

  static let cases = [
    Case("no JSON", 400, "hello"), Case("nothing", 400, ""),
    Case("half of it", 400, #"{"text": "a"#),
    Case("two values", 400, #"{"text": "a"}{"text": "b"}"#),
    Case("too deep", 400, String(repeating: "[", count: 100_000)),
    Case(
      "deep and whole", 400,
      String(repeating: "[", count: 5_000) + String(repeating: "]", count: 5_000)),
    Case("half a surrogate", 400, #"{"text": "\ud800"}"#),
    Case("half a surrogate in a name", 400, #"{"\udc00": "a"}"#),
    Case("a number with a zero before it", 400, #"{"text": 01}"#),
    Case("a comma too many", 400, #"{"text": "a",}"#),
    Case("a tab in a string", 400, "{\"text\": \"a\tb\"}"),
    Case("not quite too deep", 422, #"{"text": \#(nested(500))}"#, at: "/text"),
    Case("an array in an array", 422, #"{"questions": [[{"text": "a"}]]}"#, at: "/questions/0"),
    Case("a member twice", 422, #"{"text": "a", "text": "b"}"#, at: "/text"),
    Case("a name with a slash", 422, #"{"text": "a", "a/b~": 1}"#, at: "/a~1b~0"),
    Case("an array", 422, "[]"), Case("a string", 422, #""text""#), Case("null", 422, "null"),
    Case("no text", 422, "{}"), Case("text of null", 422, #"{"text": null}"#, at: "/text"),
    Case("an audience of null", 422, #"{"text": "a", "audience": null}"#, at: "/audience"),
    Case("text of a number", 422, #"{"text": 3}"#, at: "/text"),
    Case("an unknown member", 422, #"{"text": "a", "audiance": "new"}"#, at: "/audiance"),
    Case("an unknown audience", 422, #"{"text": "a", "audience": "old"}"#, at: "/audience"),
    Case("an unknown choice", 422, #"{"text": "a", "chosen": "shop/x"}"#, at: "/chosen"),
    Case("no questions", 422, #"{"questions": []}"#, at: "/questions"),
    Case("too many questions", 422, many(1_001), at: "/questions"),
    Case(
      "a bad question among good ones", 422, #"{"questions": [{"text": "a"}, {"text": 1}]}"#,
      at: "/questions/1/text"),
    Case("both one and many", 422, #"{"text": "a", "questions": []}"#, at: "/text"),
    Case(
      "a question too long", 422, #"{"text": "\#(String(repeating: "a", count: (1 << 20) + 1))"}"#,
      at: "/text"),
    Case("a body too long", 413, #"{"text": "\#(String(repeating: "a", count: 9 << 20))"}"#),
    Case(
      "a form's content type", 415, "text=a", ["Content-Type": "application/x-www-form-urlencoded"]),
    Case(
      "plain text, as a page of another site could send it", 415, "{}",
      ["Content-Type": "text/plain"]),
    Case("another charset", 415, "{}", ["Content-Type": "application/json; charset=utf-16"]),
    Case("no content type", 415, "{}", ["Content-Type": ""]),
    Case("a packed body", 415, "{}", ["Content-Encoding": "gzip"]),
    Case("a form that there is not", 406, #"{"text": "a"}"#, ["Accept": "image/png"]),
    Case("many as HTML", 406, #"{"questions": [{"text": "a"}]}"#, ["Accept": "text/html"]),
    Case("feedback without a judgement", 422, path: "/v1/feedback", #"{"concern": "bank/loan"}"#),
    Case(
      "feedback of another judgement", 422, path: "/v1/feedback",
      #"{"concern": "bank/loan", "judgement": "so so"}"#, at: "/judgement"),
    Case(
      "feedback on an unknown concern", 422, path: "/v1/feedback",
      #"{"concern": "x", "judgement": "right"}"#, at: "/concern"),
    Case(
      "feedback that was right and should have been other", 422, path: "/v1/feedback",
      #"{"concern": "bank/loan", "judgement": "right", "should_have_been": "shop/flat-tire"}"#,
      at: "/should_have_been"),
    Case(
      "feedback with an endless id", 422, path: "/v1/feedback",
      #"{"concern": "bank/loan", "judgement": "right", "id": "\#(String(repeating: "a", count: 201))"}"#,
      at: "/id"),
    Case(
      "feedback with a rule that is none", 422, path: "/v1/feedback",
      #"{"concern": "bank/loan", "judgement": "right", "rules": ["a", 1]}"#, at: "/rules/1"),
    Case(
      "feedback where none is kept", 404, path: "/v1/feedback",
      #"{"concern": "bank/loan", "judgement": "right"}"#),
    Case("a webhook where there is no secret", 404, path: "/v1/zendesk", "{}"),
  ]

  private static func nested(_ depth: Int) -> String {
    String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
  }

  private static func many(_ count: Int) -> String {
    "{\"questions\": [" + Array(repeating: #"{"text": "a"}"#, count: count).joined(separator: ",")
      + "]}"
  }

  @Test func wrongBodiesGetAProblemDocument() async throws {
    try await TestServer.run { server in
      for one in Self.cases {
        let answer = await server.client.send(
          "POST", one.path, ["Content-Type": "application/json"].merging(one.headers) { $1 },
          one.body)
        #expect(answer?.status == one.status, "\(one.name)")
        #expect(answer?.isProblem == true, "\(one.name)")
        guard let pointer = one.pointer else { continue }
        let errors = answer?.object["errors"] as? [[String: String]]
        #expect(errors?.first?["pointer"] == pointer, "\(one.name)")
        #expect(errors?.first?["detail"]?.isEmpty == false, "\(one.name)")
      }
      #expect(await server.client.get("/healthz")?.status == 200)
    }
  }

  @Test func bytesThatAreNoUTF8AreRefused() async throws {
    try await TestServer.run { server in
      for bad in [[0xC3, 0x28], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF8], [0xE2, 0x82]] as [[UInt8]]
      {
        let body = Array(#"{"text": ""#.utf8) + bad + Array(#""}"#.utf8)
        let answer = await server.client.send(
          "POST", "/v1/verdicts", ["Content-Type": "application/json"], body)
        #expect(answer?.status == 400, "\(bad)")
        #expect(answer?.isProblem == true, "\(bad)")
      }
      let wide = #"{"text": "a"}"#.utf8.flatMap { [$0, 0] as [UInt8] }
      let answer = await server.client.send(
        "POST", "/v1/verdicts", ["Content-Type": "application/json"], wide)
      #expect(answer?.status == 400, "UTF-16")
    }
  }

  @Test func aByteOrderMarkBeforeTheBodyIsPassedOver() async throws {
    try await TestServer.run { server in
      let answer = await server.client.post("/v1/verdicts", "\u{FEFF}" + #"{"text": "flat tire"}"#)
      #expect(answer?.object["concern"] as? String == "shop/flat-tire")
    }
  }

  static let paths = [
    ("GET", "/nope", 404), ("GET", "/v1", 404), ("GET", "/../etc/passwd", 404),
    ("GET", "/%2e%2e/%2e%2e/etc/passwd", 404), ("GET", "/console.js/..", 404),
    ("GET", #"/..\..\etc\passwd"#, 404), ("GET", "/console.js%00", 404), ("GET", "/%zz", 404),
    ("GET", "/console.js%2f..%2fopenapi.json", 404), ("GET", "/HEALTHZ", 404),
    ("GET", "/healthz;a=b", 404), ("GET", "/" + String(repeating: "../", count: 2_000), 404),
    ("GET", "/v1/articles/%2e%2e", 404), ("OPTIONS", "*", 404), ("CONNECT", "localhost:80", 404),
    ("GET", "/v1/articles/" + String(repeating: "a/", count: 3_000), 404),
    ("GET", "/v1/articles/..%2f..%2fdesks.xml", 404), ("GET", "/v1/articles/%00", 404),
    ("GET", "/v1/articles/nope", 404), ("GET", "/v1/articles/flat-tire?audience=old", 400),
    ("GET", "/" + String(repeating: "a", count: 9_000), 414), ("GET", "/v1/verdicts", 405),
    ("DELETE", "/v1/concerns", 405), ("PUT", "/", 405), ("OPTIONS", "/v1/feedback", 405),
  ]

  @Test func pathsThatAreNotThereGetAProblemDocument() async throws {
    try await TestServer.run { server in
      for (method, path, status) in Self.paths {
        let answer = await server.client.send(method, path)
        #expect(answer?.status == status, "\(method) \(path.prefix(40))")
        #expect(answer?.isProblem == true, "\(method) \(path.prefix(40))")
        if status == 405 { #expect(answer?.headers["allow"]?.isEmpty == false) }
      }
    }
  }

  @Test func nothingOfAQuestionIsLogged() async throws {
    let log = try await TestServer.run { server in
      for body in [
        #"{"text": "SECRETWORD flat tire"}"#, #"{"text": "SECRETWORD"#, #"{"SECRETWORD": 1}"#,
      ] {
        _ = await server.client.post("/v1/verdicts", body)
      }
      _ = await server.client.get("/SECRETWORD?SECRETWORD")
      return server.log.text
    }
    #expect(log.contains("/v1/verdicts"))
    #expect(!log.contains("SECRETWORD"))
  }
}

import Foundation
import Testing
import TriageServer
import TriageTestSupport

/// The built server, from the outside: how it starts, refuses to, and ends.
@Suite struct ServerCommandTests {
  private let folder: TemporaryFolder
  /// Not in the knowledge base, where a new file would be a change to it.
  private let logs: TemporaryFolder

  init() throws {
    folder = try BicycleShop.folder()
    logs = try TemporaryFolder()
    try folder.write("short\n", to: "short")
    try folder.write("correct-horse-battery-staple\n", to: "token")
    try folder.write("", to: "empty")
  }

  struct Refusal: Sendable {
    var arguments: [String]
    var status: Int32
    var says: String
  }

  static let refusals = [
    Refusal(arguments: ["--host", "0.0.0.0"], status: 64, says: "it wants a token"),
    Refusal(arguments: ["--host", "::"], status: 64, says: "$TRIAGE_SERVER_TOKEN"),
    Refusal(arguments: ["--token", "x"], status: 64, says: "Unknown option"),
    Refusal(arguments: ["--port", "99999"], status: 64, says: "0 to 65535"),
    Refusal(arguments: ["--token-file", "short"], status: 65, says: "fewer than 16 characters"),
    Refusal(arguments: ["--token-file", "empty"], status: 65, says: "empty is empty"),
    Refusal(arguments: ["--token-file", "nope"], status: 66, says: "nope cannot be read"),
    Refusal(arguments: ["--knowledge", "/nowhere"], status: 66, says: "/nowhere cannot be read"),
    Refusal(arguments: ["--feedback", "token/file.sqlite"], status: 73, says: "--no-feedback"),
    Refusal(
      arguments: ["feedback", "report", "--feedback", "nope"], status: 66,
      says: "there is no such file"),
  ]

  @Test(arguments: refusals)
  func refusesWithTheReason(_ refusal: Refusal) throws {
    let result = try RunTool.run(
      refusal.arguments, folder: folder.path,
      environment: ["TRIAGE_KNOWLEDGE": folder.path, "XDG_STATE_HOME": folder.path + "/state"],
      tool: "triage-server")
    #expect(result.status == refusal.status)
    #expect(result.output == "")
    #expect(result.errors.contains(refusal.says))
  }

  /// Starts it and gives the port that it listens on.
  private func start(_ arguments: [String]) async throws -> (
    process: Process, port: Int, log: String
  ) {
    let process = Process()
    process.executableURL = RunTool.url(of: "triage-server")
    let name = "log-\(UUID().uuidString)"
    try logs.write("", to: name)
    let log = logs.path + "/" + name
    process.standardError = FileHandle(forWritingAtPath: log)
    process.arguments = ["--port", "0", "--no-feedback", "--knowledge", folder.path] + arguments
    try process.run()
    var port: Int?
    let isUp = await eventually {
      let text = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
      port = text.matches(of: /listening on .*:(\d+)/).first.flatMap { Int($0.1) }
      return port != nil
    }
    try #require(isUp)
    return (process, port ?? 0, log)
  }

  private func end(_ process: Process, _ signal: Int32) async -> Int32 {
    kill(process.processIdentifier, signal)
    guard await eventually({ !process.isRunning }) else {
      process.terminate()
      return -1
    }
    return process.terminationStatus
  }

  @Test func endsAfterTheRunningRequestIsAnswered() async throws {
    let (process, port, _) = try await start([])
    let body = #"{"text": "flat tire"}"#
    let head =
      "POST /v1/verdicts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
      + "Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
    let (begun, signal) = AsyncStream.makeStream(of: Void.self)
    async let answers = HTTPClient(port: port).exchange(
      [Array(head.utf8), Array(body.utf8)], pause: 3, begun: { signal.yield() })
    for await _ in begun { break }
    try await Task.sleep(for: .seconds(1))
    async let status = end(process, SIGTERM)
    #expect(await answers.map(\.status) == [200])
    #expect(await status == 0)
  }

  @Test func aHangupReadsTheKnowledgeBaseAgain() async throws {
    let (process, port, log) = try await start(["--token-file", folder.path + "/token"])
    let client = HTTPClient(port: port)
    func generation() async -> Int? {
      await client.get("/readyz")?.object["generation"] as? Int
    }
    #expect(await generation() == 1)
    kill(process.processIdentifier, SIGHUP)
    #expect(await eventually { await generation() == 2 })
    #expect(try String(contentsOfFile: log, encoding: .utf8).contains("loaded anew"))
    #expect(await end(process, SIGINT) == 0)
  }

  @Test func theCommandHandsFeedbackOver() async throws {
    let store = try FeedbackStore(path: folder.path + "/feedback.sqlite")
    try await store.add(
      Feedback(
        ticket: "7", concern: "shop/flat-tire", isRight: false, shouldHaveBeen: "bank/loan",
        rules: ["shop/flat-tire#1"], text: "who pays for my tire"))
    let place = ["--feedback", folder.path + "/feedback.sqlite"]
    let report = try RunTool.run(["feedback", "report"] + place)
    #expect(report.status == 0)
    #expect(report.output.hasPrefix("1 verdicts judged: 0 right, 1 wrong\n"))
    #expect(report.output.contains("shop/flat-tire#1"))
    let dataset = try RunTool.run(["feedback", "report", "--as-dataset"] + place)
    try folder.write(dataset.output, to: "missed.jsonl")
    let evaluation = try RunTool.run(
      ["eval", "--knowledge", folder.path, folder.path + "/missed.jsonl"])
    #expect(evaluation.status == 0)
  }
}

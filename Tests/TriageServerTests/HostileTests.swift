import Foundation
import Testing
import TriageServer

/// Clients that send what is no HTTP, too slowly, too much, or never the end: the right status, and
/// others are served meanwhile.
@Suite struct HostileTests {
  private static let head =
    "POST /v1/verdicts HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"

  private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

  static let malformed: [(String, [UInt8], Int)] = [
    ("no HTTP", bytes("hello\r\n\r\n"), 400),
    (
      "binary",
      [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x00] + [UInt8](repeating: 0, count: 40), 400
    ),
    ("another version", bytes("GET / HTTP/9.9\r\nHost: localhost\r\n\r\n"), 400),
    ("HTTP/2", bytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 400),
    ("no version", bytes("GET /healthz\r\n\r\n"), 400),
    ("a method that there is not", bytes("BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400),
    ("no path", bytes("GET healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"), 400),
    ("bytes in the path", bytes("GET /") + [0xFF, 0xFE] + bytes(" HTTP/1.1\r\n\r\n"), 400),
    ("lines without CR", bytes("GET / HTTP/1.1\nHost: localhost\n\n"), 400),
    ("a zero in a header", bytes("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n"), 400),
    ("a folded header", bytes("GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n"), 400),
    ("a space before a colon", bytes("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n"), 400),
    (
      "a header without a colon", bytes("GET / HTTP/1.1\r\nHost: localhost\r\nnonsense\r\n\r\n"),
      400
    ),
    ("a length that is no number", bytes(head + "Content-Length: many\r\n\r\n{}"), 400),
    ("a length below zero", bytes(head + "Content-Length: -1\r\n\r\n{}"), 400),
    ("an endless length", bytes(head + "Content-Length: 99999999999999999999\r\n\r\n{}"), 400),
    ("two lengths", bytes(head + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x"), 400),
    (
      "a length and chunks",
      bytes(head + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400
    ),
    ("a coding of the transfer", bytes(head + "Transfer-Encoding: gzip\r\n\r\n{}"), 400),
    (
      "chunks in chunks", bytes(head + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"), 400
    ),
    (
      "an endless chunk",
      bytes(head + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}"), 400
    ),
    (
      "trailers too long",
      bytes(
        head + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nX: "
          + String(repeating: "a", count: 100_000)), 431
    ),
    (
      "a chunk without a length",
      bytes(head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"), 400
    ),
    (
      "a header too long",
      bytes(
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "a", count: 40_000))\r\n\r\n"),
      431
    ),
    (
      "too many headers",
      bytes(
        "GET / HTTP/1.1\r\nHost: localhost\r\n" + (0..<300).map { "X\($0): 1\r\n" }.joined()
          + "\r\n"), 431
    ),
  ]

  @Test func whatIsNoHTTPGetsAProblemDocument() async throws {
    try await TestServer.run { server in
      for (name, bytes, status) in Self.malformed {
        let answers = await server.client.exchange([bytes])
        #expect(answers.map(\.status) == [status], "\(name)")
        #expect(answers.first?.isProblem == true, "\(name)")
        #expect(answers.first?.headers["connection"] == "close", "\(name)")
      }
      #expect(await server.client.get("/healthz")?.status == 200)
    }
  }

  private static func impatient(_ settings: inout ServerSettings) {
    settings.deadlines.idle = .milliseconds(400)
    settings.deadlines.body = .milliseconds(400)
    settings.deadlines.parting = .milliseconds(400)
  }

  @Test func aHeadThatDripsIsCutOff() async throws {
    try await TestServer.run(Self.impatient) { server in
      let pieces = Self.bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: bcdefghijkl").map {
        [$0]
      }
      let answers = await server.client.exchange(pieces, pause: 0.03)
      #expect(answers.isEmpty)
    }
  }

  @Test func aBodyThatDripsGetsATimeout() async throws {
    try await TestServer.run(Self.impatient) { server in
      let head = Self.bytes(Self.head + "Content-Length: 100\r\n\r\n")
      let drops = Array(repeating: Self.bytes(" "), count: 40)
      let answers = await server.client.exchange([head] + drops, pause: 0.03)
      #expect(answers.map(\.status) == [408])
      #expect(answers.first?.isProblem == true)
    }
  }

  @Test func aBodyThatNeverEndsIsNotReadToItsEnd() async throws {
    try await TestServer.run({ $0.deadlines.parting = .milliseconds(400) }) { server in
      let chunk = Self.bytes("10000\r\n" + String(repeating: " ", count: 65_536) + "\r\n")
      let head = Self.bytes(Self.head + "Transfer-Encoding: chunked\r\n\r\n")
      let answers = await server.client.exchange([head] + Array(repeating: chunk, count: 200))
      #expect(answers.map(\.status) == [413])
      #expect(answers.first?.isProblem == true)
      #expect(answers.first?.headers["connection"] == "close")
    }
  }

  @Test func aClientThatLeavesInTheMiddleHarmsNobody() async throws {
    try await TestServer.run { server in
      for _ in 0..<50 {
        let connection = Connection(port: server.client.port)
        connection?.send(Self.bytes(Self.head + "Content-Length: 100\r\n\r\n{\"text\""))
      }
      #expect(await server.client.get("/healthz")?.status == 200)
      #expect(await eventually { await Self.openConnections(server) == 1 })
    }
  }

  @Test func manyDrippingHeadsLeaveOthersServed() async throws {
    try await TestServer.run(Self.impatient) { server in
      let head = Self.bytes("GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-A: bcdefghijkl").map {
        [$0]
      }
      await withTaskGroup(of: Int.self) { group in
        for _ in 0..<200 {
          group.addTask { await server.client.exchange(head, pause: 0.03).count }
        }
        for _ in 0..<20 {
          let answer = await server.client.post("/v1/verdicts", #"{"text": "flat tire"}"#)
          #expect(answer?.status == 200)
        }
        for await answers in group { #expect(answers == 0) }
      }
      #expect(await eventually { await Self.openConnections(server) == 1 })
    }
  }

  @Test func tenThousandIdleConnectionsLeaveOthersServed() async throws {
    // Both ends of each are files of this process.
    let count = min(10_000, (try #require(Connection.mostFiles()) - 1_000) / 2)
    try await TestServer.run({ $0.deadlines.idle = .seconds(300) }) { server in
      var idle: [Connection?] = []
      while idle.count < count {
        // No more at a time than may wait to be let in: others try again only after seconds.
        for _ in 0..<min(2_000, count - idle.count) {
          idle.append(Connection(port: server.client.port))
        }
        _ = await eventually { await Self.openConnections(server) > idle.count }
      }
      #expect(!idle.contains { $0 == nil })
      #expect(await server.client.post("/v1/verdicts", #"{"text": "flat tire"}"#)?.status == 200)
      #expect(await Self.openConnections(server) > count)
      withExtendedLifetime(idle) {}
    }
  }

  @Test func whoWaitsBeforeTheBodyIsToldToSendIt() async throws {
    try await TestServer.run { server in
      func statuses(length: Int) async -> [Int] {
        let head =
          Self.head
          + "Connection: close\r\nExpect: 100-continue\r\nContent-Length: \(length)\r\n\r\n"
        let body = #"{"text": "flat tire"}"#
        return await server.client.exchange([Self.bytes(head), Self.bytes(body)], pause: 0.3)
          .map(\.status)
      }
      #expect(await statuses(length: 21) == [100, 200])
      #expect(await statuses(length: 9 << 20) == [413])
    }
  }

  @Test func whoSaysNothingGivesWayWhenAllPlacesAreTaken() async throws {
    try await TestServer.run({ settings in
      settings.mostConnections = 40
      settings.deadlines.idleInCrowd = .milliseconds(100)
    }) { server in
      let idle = (0..<100).map { _ in Connection(port: server.client.port) }
      // Those before it take all places, many times over, and the first ones keep theirs for 30 s.
      #expect(await server.client.post("/v1/verdicts", #"{"text": "flat tire"}"#)?.status == 200)
      withExtendedLifetime(idle) {}
    }
  }

  private static func openConnections(_ server: TestServer) async -> Int {
    let metrics = await server.client.get("/metrics")?.text ?? ""
    let line = metrics.split(separator: "\n").first { $0.hasPrefix("triage_open_connections ") }
    return line.flatMap { Int($0.split(separator: " ")[1]) } ?? -1
  }

  @Test func requestsOnOneConnectionAreAnsweredInTheirOrder() async throws {
    try await TestServer.run { server in
      let body = #"{"text": "flat tire"}"#
      let one = Self.head + "Content-Length: \(body.utf8.count)\r\n\r\n" + body
      let health = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
      let last = "GET /nope HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
      let answers = await server.client.exchange([Self.bytes(one + health + one + last)])
      #expect(answers.map(\.status) == [200, 200, 200, 404])
      #expect(answers.first?.object["concern"] as? String == "shop/flat-tire")
    }
  }

  @Test func aHeadRequestHasNoBody() async throws {
    try await TestServer.run { server in
      let answers = await server.client.exchange([
        Self.bytes("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      ])
      #expect(answers.map(\.status) == [200])
      #expect(answers.first?.body == [])
    }
  }
}

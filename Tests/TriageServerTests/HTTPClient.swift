import Foundation
import Glibc

/// A client that sends what it is told, byte for byte, also what no library would send.
struct HTTPClient: Sendable {
  let port: Int

  struct Answer: Sendable {
    var status: Int
    /// By their names in small letters.
    var headers: [String: String]
    var body: [UInt8]

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    var json: Any? {
      try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
    }

    var object: [String: Any] { json as? [String: Any] ?? [:] }

    /// Whether it is a problem document that tells this status.
    var isProblem: Bool {
      headers["content-type"] == "application/problem+json" && object["status"] as? Int == status
        && !(object["detail"] as? String ?? "").isEmpty
    }
  }

  func get(_ path: String, _ headers: [String: String] = [:]) async -> Answer? {
    await send("GET", path, headers)
  }

  func post(_ path: String, _ json: String, _ headers: [String: String] = [:]) async -> Answer? {
    await send(
      "POST", path, headers.merging(["Content-Type": "application/json"]) { $1.isEmpty ? $1 : $0 },
      Array(json.utf8))
  }

  func send(
    _ method: String, _ path: String, _ headers: [String: String] = [:], _ body: [UInt8]? = nil
  ) async -> Answer? {
    var fields = ["Host": "localhost", "Connection": "close"].merging(headers) { $1 }
    if let body { fields["Content-Length"] = "\(body.count)" }
    let head =
      "\(method) \(path) HTTP/1.1\r\n"
      + fields.filter { !$0.value.isEmpty }.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    return await exchange([Array(head.utf8) + (body ?? [])]).first
  }

  /// Sends pieces, with a pause before each but the first, and reads until the server closes the
  /// connection, at most `patience` seconds without a byte; calls `begun` when the first is sent.
  func exchange(
    _ pieces: [[UInt8]], pause: Double = 0, patience: Int = 20,
    begun: @escaping @Sendable () -> Void = {}
  ) async -> [Answer] {
    await withCheckedContinuation { continuation in
      // Waiting blocks: not on a thread of dispatch, which the server under test runs on too.
      Thread.detachNewThread {
        let connection = Connection(port: port, patience: patience)
        for (index, piece) in pieces.enumerated() {
          if index > 0 { usleep(UInt32(pause * 1_000_000)) }
          connection?.send(piece)
          if index == 0 { begun() }
        }
        continuation.resume(returning: Self.answers(connection?.receive() ?? []))
      }
    }
  }

  private static func answers(_ bytes: [UInt8]) -> [Answer] {
    var answers: [Answer] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
      let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).split(
        separator: "\r\n")
      guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
      else { break }
      var headers: [String: String] = [:]
      for line in lines.dropFirst() {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { continue }
        headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
      }
      let length = headers["content-length"].flatMap(Int.init) ?? 0
      let body = rest[end.upperBound...].prefix(length)
      answers.append(Answer(status: status, headers: headers, body: Array(body)))
      rest = rest[end.upperBound...].dropFirst(length)
    }
    return answers
  }
}

/// A connection to this machine.
final class Connection {
  private let descriptor: Int32

  init?(port: Int, patience: Int = 20) {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    var time = timeval(tv_sec: patience, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(
      descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let isOpen = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    if !isOpen { return nil }
  }

  deinit { close(descriptor) }

  /// Asks for as many open files as the system lets the process have.
  ///
  /// - Returns: how many that is; nil where the system does not say.
  static func mostFiles() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    return Int(clamping: limit.rlim_cur)
  }

  /// - Returns: whether all of it was taken.
  @discardableResult
  func send(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(
          descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done,
          Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  /// What comes until the other side closes, or is silent for too long.
  func receive() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count <= 0 { return all }
      all += buffer[..<count]
    }
  }
}

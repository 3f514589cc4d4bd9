import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization
import TriageServer
import TriageTestSupport

/// The server itself, on a free port of this machine, for as long as a test talks to it.
struct TestServer {
  let client: HTTPClient
  let keeper: KnowledgeKeeper
  let log: TestLog
  let folder: TemporaryFolder

  /// Serves the bicycle shop's knowledge base, unless told otherwise, and ends gracefully.
  static func run<Result: Sendable>(
    knowledge: String? = nil, _ change: (inout ServerSettings) throws -> Void = { _ in },
    _ body: (TestServer) async throws -> Result
  ) async throws -> Result {
    let folder = try BicycleShop.folder()
    var settings = ServerSettings()
    settings.port = 0
    settings.watchInterval = .milliseconds(50)
    try change(&settings)
    let log = TestLog()
    let logger = log.logger
    let keeper = try KnowledgeKeeper(folder: knowledge ?? folder.path, logger: logger)
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let application = buildApplication(
      settings, keeper: keeper, registry: PrometheusRegistry(), logger: logger
    ) {
      port.yield($0)
    }
    let group = ServiceGroup(
      configuration: ServiceGroupConfiguration(services: [application], logger: logger))
    return try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      var iterator = ports.makeAsyncIterator()
      let client = HTTPClient(port: await iterator.next() ?? 0)
      do {
        let result = try await body(
          TestServer(client: client, keeper: keeper, log: log, folder: folder))
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
        return result
      } catch {
        await group.triggerGracefulShutdown()
        throw error
      }
    }
  }
}

/// Keeps what is logged.
final class TestLog: Sendable {
  private let lines = Mutex<[String]>([])

  var text: String { lines.withLock { $0.joined(separator: "\n") } }

  var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(log: self) }
    logger.logLevel = .debug
    return logger
  }

  private struct Handler: LogHandler {
    let log: TestLog
    var metadata = Logger.Metadata()
    var logLevel = Logger.Level.debug

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      log.lines.withLock { $0.append("\(event.level) \(event.message) \(event.metadata ?? [:])") }
    }
  }
}

/// Waits until something holds, at most ten seconds.
func eventually(_ condition: () async -> Bool) async -> Bool {
  for _ in 0..<500 {
    if await condition() { return true }
    try? await Task.sleep(for: .milliseconds(20))
  }
  return false
}

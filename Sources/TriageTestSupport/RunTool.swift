package import Foundation

/// Runs a built command, as a user does.
package enum RunTool {
  package struct Result: Sendable {
    package var status: Int32
    package var output: String
    package var errors: String
  }

  /// A built command; it lies beside the tests.
  package static func url(of tool: String) -> URL {
    Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
      .deletingLastPathComponent().appendingPathComponent(tool)
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent(tool)
  }

  /// - Parameters:
  ///   - input: what is piped in; nothing by default.
  ///   - folder: the working directory; the one for temporary files by default.
  package static func run(
    _ arguments: [String], input: [UInt8] = [], folder: String? = nil,
    environment: [String: String] = [:], tool: String = "triage"
  ) throws -> Result {
    let process = Process()
    process.executableURL = url(of: tool)
    process.arguments = arguments
    process.currentDirectoryURL =
      folder.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let pipes = (input: Pipe(), output: Pipe(), errors: Pipe())
    process.standardInput = pipes.input
    process.standardOutput = pipes.output
    process.standardError = pipes.errors
    try process.run()
    // All three at once: a full pipe would stop the tool, and waiting for it first would be forever.
    let feeding = Thread {
      try? pipes.input.fileHandleForWriting.write(contentsOf: Data(input))
      try? pipes.input.fileHandleForWriting.close()
    }
    feeding.start()
    let errors = Collected()
    let draining = DispatchSemaphore(value: 0)
    let reading = Thread {
      errors.data = pipes.errors.fileHandleForReading.readDataToEndOfFile()
      draining.signal()
    }
    reading.start()
    let output = pipes.output.fileHandleForReading.readDataToEndOfFile()
    draining.wait()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: String(decoding: output, as: UTF8.self),
      errors: String(decoding: errors.data, as: UTF8.self))
  }

  /// Starts the command and kills it, as a crash would, when `moment` has come or it has ended.
  package static func kill(_ arguments: [String], when moment: () -> Bool) throws {
    _ = try signal(SIGKILL, arguments, when: moment)
  }

  /// Starts the command and stops it, as Ctrl-C does unless told, when `moment` has come or it has
  /// ended.
  ///
  /// - Parameter output: the file that takes its output; without one, nothing does.
  package static func stop(
    _ arguments: [String], with signal: Int32 = SIGINT, output: String? = nil,
    when moment: () -> Bool
  ) throws -> Result {
    try self.signal(signal, arguments, output: output, when: moment)
  }

  /// Only for commands that write little: their errors are read when they have ended.
  private static func signal(
    _ signal: Int32, _ arguments: [String], output: String? = nil, when moment: () -> Bool
  ) throws -> Result {
    let process = Process()
    process.executableURL = url(of: "triage")
    process.arguments = arguments
    let errors = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput =
      output.flatMap { FileHandle(forWritingAtPath: $0) } ?? FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    while process.isRunning, !moment() { usleep(200) }
    Foundation.kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let text = errors.fileHandleForReading.readDataToEndOfFile()
    return Result(
      status: process.terminationStatus, output: "", errors: String(decoding: text, as: UTF8.self))
  }

  /// Written by one thread, read by another after a semaphore was signalled in between.
  private final class Collected: @unchecked Sendable {
    var data = Data()
  }
}

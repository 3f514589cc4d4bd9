internal import ArgumentParser
internal import Foundation

/// What is told to the user when the server cannot start, with the exit code (sysexits.h).
struct Complaint: Error {
  enum Status: Int32 {
    case badInput = 65
    case noInput = 66
    case cannotCreate = 73
    case inputOutput = 74
  }

  var status: Status
  var text: String

  init(_ status: Status, _ message: String, hint: String? = nil) {
    self.status = status
    text = "triage-server: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "")
  }

  /// Says something that is no failure on standard error.
  static func note(_ message: String) {
    tell("triage-server: \(message)\n")
  }

  /// Runs a command's work; a complaint is told on standard error.
  static func told(_ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let complaint as Complaint {
      tell(complaint.text)
      throw ExitCode(complaint.status.rawValue)
    }
  }

  private static func tell(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}

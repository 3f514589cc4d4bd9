internal import ArgumentParser
internal import Diagnostics
internal import KnowledgeBase
internal import TicketIO
internal import TriageDesk

/// The exit codes that the commands give (sysexits.h).
enum ExitStatus: Int32 {
  /// Findings: the input was read, and something in it is wrong.
  case findings = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case cannotCreate = 73
  case inputOutput = 74
}

/// What is told to the user when a command cannot do its work; the one place where failures get
/// their exit codes.
struct Complaint: Error {
  var status: ExitStatus
  var text: String

  init(_ status: ExitStatus, _ message: String, hint: String? = nil) {
    self.status = status
    text = "triage: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? "")
  }

  init(_ error: FileError, hint: String? = nil) {
    self.init(
      error.isMissing ? .noInput : .inputOutput, "\(error.path) cannot be read: \(error.reason)",
      hint: hint)
  }

  init(_ failure: ByteSource.Failure) {
    self.init(
      failure.isMissing ? .noInput : failure.isBadData ? .badInput : .inputOutput,
      "\(failure.name) cannot be read: \(failure.reason)")
  }

  init(_ failure: TriageDesk.Failure, folder: String, style: TextStyle) {
    switch failure {
    case .unreadable(let error):
      self.init(
        .noInput, "the knowledge base \(error.path) cannot be read: \(error.reason)",
        hint: "name its folder with --knowledge DIR")
    case .invalid(let findings):
      let isMissing = findings.allSatisfy { $0.code == .missingFile }
      let count = findings.count { $0.severity == .error }
      self.init(
        isMissing ? .noInput : .badInput,
        "the knowledge base \(folder) has \(count) error\(count == 1 ? "" : "s")")
      text = Self.render(findings, folder: folder, style: style) + text
    }
  }

  /// Findings in the knowledge base `folder`, with the lines they are about.
  static func render(_ findings: [Diagnostic], folder: String, style: TextStyle) -> String {
    SourceLines.text(style: style).render(findings.map { $0.inside(folder) })
  }

  /// Runs a command's work; a complaint is told on standard error.
  static func told<Result>(_ work: () throws -> Result) throws -> Result {
    do {
      return try work()
    } catch let complaint as Complaint {
      try? Terminal.write(complaint.text, to: .error)
      throw ExitCode(complaint.status.rawValue)
    }
  }
}

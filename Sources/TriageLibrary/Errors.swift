internal import Diagnostics
internal import KnowledgeBase
internal import TriageDesk

/// Why a knowledge base cannot be used.
public enum KnowledgeError: Error, Hashable, CustomStringConvertible {
  /// A file or folder cannot be read; the reason is the system's.
  case unreadable(path: String, reason: String)
  /// It was read and has mistakes, all of which are told, in the order of the files.
  case invalid([Finding])

  init(_ failure: TriageDesk.Failure, folder: String) {
    switch failure {
    case .unreadable(let error): self = .unreadable(path: error.path, reason: error.reason)
    case .invalid(let findings):
      self = .invalid(findings.map { Finding($0.inside(folder)) })
    }
  }

  /// All of it, a line a finding.
  public var description: String {
    switch self {
    case .unreadable(let path, let reason):
      "the knowledge base \(path) cannot be read: \(reason)"
    case .invalid(let findings):
      findings.map(\.description).joined(separator: "\n")
    }
  }
}

/// A mistake in a knowledge base, as `triage validate` tells it.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// The stable name of this kind of mistake, such as `TK0202`; `triage validate --explain` tells more.
  public let code: String
  /// What is wrong, and what was expected.
  public let message: String
  /// The way out, where there is a likely one.
  public let hint: String?
  /// The file, with the folder of the knowledge base before it.
  public let file: String
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int

  init(_ diagnostic: Diagnostic) {
    code = diagnostic.code.id
    message = diagnostic.message
    hint = diagnostic.hint
    file = diagnostic.range.file
    line = diagnostic.range.start.line
    column = diagnostic.range.start.column
  }

  /// Place, message and code on one line, the hint after it.
  public var description: String {
    "\(file):\(line):\(column): \(message) [\(code)]" + (hint.map { "; \($0)" } ?? "")
  }
}

/// Why a question gets no verdict.
public enum QuestionError: Error, Hashable, CustomStringConvertible {
  /// It is longer than ``Desk/longestQuestion``.
  case tooLong(bytes: Int)
  /// The knowledge base has no audience of that id; those that it has follow.
  case unknownAudience(String, known: [String])

  /// What is wrong and what was expected.
  public var description: String {
    switch self {
    case .tooLong(let bytes):
      "the question has \(bytes) bytes; the longest that is read has \(Desk.longestQuestion)"
    case .unknownAudience(let audience, let known):
      "there is no audience “\(audience)”; the knowledge base has \(known.joined(separator: " and "))"
    }
  }
}

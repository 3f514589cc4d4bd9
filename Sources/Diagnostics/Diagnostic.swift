/// How bad a finding is.
package enum Severity: String, Sendable, Hashable {
  /// The knowledge base cannot be used as it is.
  case error
  /// It can be used, and somebody should look.
  case warning
}

/// The stable name of a kind of finding, such as `TK0301`. Never reused for another kind.
///
/// Declared as a static member beside the check that reports it.
package struct DiagnosticCode: Sendable, Hashable {
  package let id: String

  package init(_ id: String) {
    self.id = id
  }
}

/// One finding about a file: what is wrong, what was expected, and how to mend it.
package struct Diagnostic: Sendable, Hashable {
  package var severity: Severity
  package var code: DiagnosticCode
  package var message: String
  package var range: SourceRange
  /// The way out, as a sentence without a full stop.
  package var hint: String?

  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at range: SourceRange,
    hint: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
  }
}

/// Where checks put what they find, so that one run shows everything.
package struct DiagnosticSink: Sendable {
  package private(set) var diagnostics: [Diagnostic] = []

  package init() {}

  package var hasErrors: Bool {
    diagnostics.contains { $0.severity == .error }
  }

  package mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
  }

  package mutating func error(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, hint: String? = nil
  ) {
    report(Diagnostic(.error, code, message, at: range, hint: hint))
  }

  package mutating func merge(_ other: some Sequence<Diagnostic>) {
    diagnostics.append(contentsOf: other)
  }

  /// All findings in the order a reader works through them: by file, then place, then code.
  package func sorted() -> [Diagnostic] {
    diagnostics.sorted {
      ($0.range.file, $0.range.start, $0.code.id, $0.message)
        < ($1.range.file, $1.range.start, $1.code.id, $1.message)
    }
  }
}

/// How bad a finding is.
package enum Severity: String, Sendable, Hashable, CaseIterable {
  /// The knowledge base cannot be used as it is.
  case error
  /// It can be used, and somebody should look.
  case warning
  /// Nothing is wrong; somebody who has time may make it better.
  case note
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
  /// Other places that belong to the finding, such as the first of two things of one name.
  package var notes: [Note]

  /// Another place, and what it has to do with the finding.
  package struct Note: Sendable, Hashable {
    package var message: String
    package var range: SourceRange

    package init(_ message: String, at range: SourceRange) {
      self.message = message
      self.range = range
    }
  }

  package init(
    _ severity: Severity, _ code: DiagnosticCode, _ message: String, at range: SourceRange,
    hint: String? = nil, notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.range = range
    self.hint = hint
    self.notes = notes
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
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.error, code, message, at: range, hint: hint, notes: notes))
  }

  package mutating func warning(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.warning, code, message, at: range, hint: hint, notes: notes))
  }

  package mutating func note(
    _ code: DiagnosticCode, _ message: String, at range: SourceRange, hint: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    report(Diagnostic(.note, code, message, at: range, hint: hint, notes: notes))
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

extension Diagnostic {
  /// The finding with its files named from where `folder`, in which they lie, is.
  package func inside(_ folder: String) -> Diagnostic {
    guard !folder.isEmpty else { return self }
    var finding = self
    finding.range.file = folder + "/" + range.file
    for index in notes.indices {
      finding.notes[index].range.file = folder + "/" + notes[index].range.file
    }
    return finding
  }
}

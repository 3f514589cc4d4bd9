package import Diagnostics

/// What a check of a knowledge base found.
package struct CheckReport: Sendable {
  /// In the order of the files, then places.
  package var findings: [Diagnostic]
  /// Every file that was read, in order, named as in the findings.
  package var files: [String]
  /// How the examples of each concern fared, in the order of the concerns; none where errors stood in
  /// the way of judging them.
  package var concerns: [ConcernResult]

  package init(findings: [Diagnostic], files: [String] = [], concerns: [ConcernResult] = []) {
    self.findings = findings
    self.files = files
    self.concerns = concerns
  }

  /// The tests of one concern.
  package struct ConcernResult: Sendable, Hashable {
    package var id: String
    package var examples: Int
    /// How many examples are judged to be the concern.
    package var landed: Int
    package var counterexamples: Int
    /// How many counterexamples are judged to be the concern.
    package var caught: Int
    package var rules: Int
    /// How many rules fire on an example or a counterexample, of whatever concern.
    package var exercised: Int
    /// How many rules cannot go without a verdict on an example changing.
    package var tested: Int
  }

  package func count(_ severity: Severity) -> Int {
    findings.count { $0.severity == severity }
  }

  /// The report of a knowledge base that lies in `folder`: files are named from where that is.
  package func inside(_ folder: String) -> CheckReport {
    guard !folder.isEmpty else { return self }
    var report = self
    report.findings = findings.map { $0.inside(folder) }
    report.files = files.map { folder + "/" + $0 }
    return report
  }

  /// The report without what is no more than advice.
  package var withoutNotes: CheckReport {
    var report = self
    report.findings = findings.filter { $0.severity != .note }
    return report
  }

  /// Such as `1 error, 2 warnings, 0 notes`.
  package var summary: String {
    Severity.allCases.map { severity in
      let count = count(severity)
      return "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }.joined(separator: ", ")
  }
}

extension Diagnostic {
  /// The finding with a hint: where the message itself says what is wanted, the page of its code
  /// shows how it looks.
  func hinted() -> Diagnostic {
    var finding = self
    finding.hint = hint ?? "triage validate --explain \(code.id) shows how it should be"
    return finding
  }
}

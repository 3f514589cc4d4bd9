internal import Diagnostics
package import KnowledgeBase
internal import TriageEngine

/// Finds what is wrong with a knowledge base, from what is certain to what is likely.
///
/// Every check is a type of its own, named after the fault: `Files`, `Values` and `Articles` hold what
/// is certain, `Examples` the tests of the rules, `Rules` what rules do to each other, `Tracing` what
/// leads nowhere.
package enum KnowledgeChecker {
  /// What takes long enough to be told of.
  package enum Work: Sendable {
    case files, examples, rules
  }

  /// Everything that is found.
  ///
  /// - Parameter progress: is told which work is done and the share of it, from 0 to 1.
  /// - Throws: `FileError` when `folder` cannot be read.
  package static func check(
    _ folder: String, today: CalendarDay, progress: (Work, Double) -> Void = { _, _ in }
  ) throws(FileError) -> CheckReport {
    var sink = DiagnosticSink()
    let read = try KnowledgeBaseReader.readWithDocuments(folder, into: &sink)
    let knowledge = CheckedKnowledge(
      folder: folder, base: read.base, rules: read.rules, documents: read.documents,
      files: FileSystem.files(folder), today: today)
    for (index, check) in certain.enumerated() {
      check(knowledge, &sink)
      progress(.files, Double(index + 1) / Double(certain.count))
    }
    var report = CheckReport(findings: [], files: knowledge.files)
    // Of rules that are not whole nothing more can be said.
    if !sink.hasErrors { report.concerns = checkRules(knowledge, into: &sink, progress) }
    report.findings = withoutConsequences(sink.sorted()).map { $0.hinted() }
    return report
  }

  private static let certain: [@Sendable (CheckedKnowledge, inout DiagnosticSink) -> Void] = [
    SchemaViolation.check, StrayFile.check, ThresholdOrder.check, MissingPhone.check,
    BadPhoneNumber.check, BadAddress.check, BrokenLink.check, DuplicateID.check, LinkCycle.check,
    EmptyStep.check, EmptyTitle.check, UnknownAudience.check, UncheckedArticle.check,
    UnrenderedElement.check, UnknownLabel.check,
  ]

  private static func checkRules(
    _ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink,
    _ progress: (Work, Double) -> Void
  ) -> [CheckReport.ConcernResult] {
    RepeatedExample.check(knowledge, into: &sink)
    TooFewExamples.check(knowledge, into: &sink)
    let run = ExampleRun(knowledge) { progress(.examples, $0) }
    ExampleAstray.check(run, into: &sink)
    UntestedRule.check(run, into: &sink)
    RuleRelations.check(knowledge, into: &sink) { progress(.rules, $0) }
    UnreachedArticle.check(knowledge, into: &sink)
    EmptyAnswer.check(knowledge, into: &sink)
    UnrecognisedConcern.check(knowledge, into: &sink)
    NoGeneralQuestion.check(knowledge, into: &sink)
    return run.results
  }

  /// The findings without those that only follow from others.
  ///
  /// Of a file that is not well-formed nothing is said but that, once a line. Where one of the
  /// vocabulary is, or cannot be read, the sets in it are not unknown.
  private static func withoutConsequences(_ findings: [Diagnostic]) -> [Diagnostic] {
    let broken = Set(findings.filter { isAboutMarkup($0.code) }.map(\.range.file))
    let unread = findings.filter { $0.code == .missingFile }.map(\.range.file)
    let isVocabularyBroken = broken.union(unread).contains {
      $0 == "vocabulary" || $0.hasPrefix("vocabulary/")
    }
    var seen: Set<SourceRange> = []
    return findings.filter { finding in
      if finding.code == .unknownSet, isVocabularyBroken { return false }
      guard broken.contains(finding.range.file) else { return true }
      var line = finding.range
      line.start.column = 1
      line.end = line.start
      return isAboutMarkup(finding.code) && seen.insert(line).inserted
    }
  }

  private static func isAboutMarkup(_ code: DiagnosticCode) -> Bool {
    ["TK0101", "TK0102", "TK0103"].contains(code.id)
  }
}

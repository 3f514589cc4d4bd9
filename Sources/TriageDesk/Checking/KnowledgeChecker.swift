internal import Diagnostics
package import KnowledgeBase
internal import TriageEngine

/// Finds what is wrong with a knowledge base, from what is certain to what is likely.
///
/// Every check is a type of its own, named after the fault: `Files`, `Values` and `Articles` hold what
/// is certain, `Examples` the tests of the rules, `Rules` what rules do to each other, `Tracing` what
/// leads nowhere.
package enum KnowledgeChecker {
  /// Everything that is found.
  ///
  /// - Throws: `FileError` when `folder` cannot be read.
  package static func check(_ folder: String, today: CalendarDay) throws(FileError) -> CheckReport {
    var sink = DiagnosticSink()
    let read = try KnowledgeBaseReader.readWithDocuments(folder, into: &sink)
    let knowledge = CheckedKnowledge(
      folder: folder, base: read.base, rules: read.rules, documents: read.documents,
      files: FileSystem.files(folder), today: today)
    checkCertain(knowledge, into: &sink)
    var report = CheckReport(findings: [], files: knowledge.files)
    // Of rules that are not whole nothing more can be said.
    if !sink.hasErrors { report.concerns = checkRules(knowledge, into: &sink) }
    report.findings = withoutConsequences(sink.sorted())
    return report
  }

  private static func checkCertain(
    _ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink
  ) {
    SchemaViolation.check(knowledge, into: &sink)
    StrayFile.check(knowledge, into: &sink)
    ThresholdOrder.check(knowledge, into: &sink)
    MissingPhone.check(knowledge, into: &sink)
    BadPhoneNumber.check(knowledge, into: &sink)
    BadAddress.check(knowledge, into: &sink)
    BrokenLink.check(knowledge, into: &sink)
    DuplicateID.check(knowledge, into: &sink)
    LinkCycle.check(knowledge, into: &sink)
    EmptyStep.check(knowledge, into: &sink)
    EmptyTitle.check(knowledge, into: &sink)
    UnknownAudience.check(knowledge, into: &sink)
    UncheckedArticle.check(knowledge, into: &sink)
    UnrenderedElement.check(knowledge, into: &sink)
    UnknownLabel.check(knowledge, into: &sink)
  }

  private static func checkRules(
    _ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink
  ) -> [CheckReport.ConcernResult] {
    RepeatedExample.check(knowledge, into: &sink)
    TooFewExamples.check(knowledge, into: &sink)
    let run = ExampleRun(knowledge)
    ExampleAstray.check(run, into: &sink)
    UntestedRule.check(run, into: &sink)
    RuleRelations.check(knowledge, into: &sink)
    UnreachedArticle.check(knowledge, into: &sink)
    EmptyAnswer.check(knowledge, into: &sink)
    UnrecognisedConcern.check(knowledge, into: &sink)
    NoGeneralQuestion.check(knowledge, into: &sink)
    return run.results
  }

  /// The findings without those that only follow from others.
  ///
  /// Of a file that is not well-formed nothing is said but that, once a line. Where it is one of the
  /// vocabulary, the sets in it are not unknown.
  private static func withoutConsequences(_ findings: [Diagnostic]) -> [Diagnostic] {
    let broken = Set(findings.filter { isAboutMarkup($0.code) }.map(\.range.file))
    let isVocabularyBroken = broken.contains { $0.hasPrefix("vocabulary/") }
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

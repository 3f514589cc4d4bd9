package import Diagnostics
package import KnowledgeBase
internal import TriageEngine

extension DiagnosticCode {
  /// An example of a concern is judged to be something else.
  package static let exampleAstray = DiagnosticCode("TK0701")
  /// A counterexample is judged to be the concern that it is a counterexample to.
  package static let counterexampleCaught = DiagnosticCode("TK0702")
}

/// Finds what is wrong with a knowledge base, from what is certain to what is likely.
package enum KnowledgeChecker {
  /// Everything that is found.
  ///
  /// - Throws: `FileError` when `folder` cannot be read.
  package static func check(_ folder: String) throws(FileError) -> CheckReport {
    var sink = DiagnosticSink()
    let (knowledge, rules) = try KnowledgeBaseReader.read(folder, into: &sink)
    if !sink.hasErrors { checkExamples(TriageDesk(knowledge, rules), into: &sink) }
    return CheckReport(findings: sink.sorted())
  }

  /// Runs every example and counterexample.
  private static func checkExamples(_ desk: TriageDesk, into sink: inout DiagnosticSink) {
    let concerns = desk.knowledge.concerns
    var classifier = Classifier(desk.rules)
    func verdict(_ text: String) -> String {
      var text = text
      return text.withUTF8 { concerns[classifier.classify($0).concern].id }
    }
    for concern in concerns {
      for example in concern.examples {
        let found = verdict(example.text)
        if found != concern.id {
          sink.report(
            Diagnostic(
              .warning, .exampleAstray, "this example is judged to be \(found)", at: example.range,
              hint: "triage ask --why shows which rules speak for it"))
        }
      }
      for example in concern.counterexamples where verdict(example.text) == concern.id {
        sink.report(
          Diagnostic(
            .warning, .counterexampleCaught,
            "this counterexample is judged to be \(concern.id), not \(example.concern)",
            at: example.range, hint: "triage ask --why shows which rules speak for it"))
      }
    }
  }
}

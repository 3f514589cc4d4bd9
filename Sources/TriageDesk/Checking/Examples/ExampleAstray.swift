internal import Diagnostics
internal import KnowledgeBase

extension DiagnosticCode {
  /// An example of a concern is judged to be something else.
  static let exampleAstray = DiagnosticCode("TK0701")
  /// A counterexample is judged to be the concern that it is a counterexample to.
  static let counterexampleCaught = DiagnosticCode("TK0702")
}

/// Finds examples that do not land on their concern, and counterexamples that do.
enum ExampleAstray {
  static func check(_ run: ExampleRun, into sink: inout DiagnosticSink) {
    for verdict in run.verdicts where !verdict.isRight {
      let hint = "triage ask --why shows which rules speak for it"
      if verdict.isCounterexample {
        sink.warning(
          .counterexampleCaught,
          "this counterexample is judged to be \(verdict.found), not \(verdict.example.concern)",
          at: verdict.example.range, hint: hint)
      } else {
        sink.warning(
          .exampleAstray, "this example is judged to be \(verdict.found)",
          at: verdict.example.range, hint: hint)
      }
    }
  }
}

internal import Diagnostics
internal import TriageEngine

extension DiagnosticCode {
  /// A rule that fires on no example.
  static let unexercisedRule = DiagnosticCode("TK0705")
  /// A rule without which every example would be judged the same.
  static let untestedRule = DiagnosticCode("TK0706")
}

/// Finds rules that no example tests: left out, nothing would change that is looked at.
enum UntestedRule {
  static func check(_ run: ExampleRun, into sink: inout DiagnosticSink) {
    let rules = run.knowledge.rules
    for rule in rules.concernRules where !run.tested.contains(rule) {
      if run.exercised.contains(rule) {
        sink.note(
          .untestedRule, "without this rule every example would be judged the same",
          at: rules.rule(rule).range,
          hint: "add an example that only this rule recognises, or take the rule away")
      } else {
        sink.note(
          .unexercisedRule, "no example makes this rule fire", at: rules.rule(rule).range,
          hint: "add an example that it recognises, or take the rule away")
      }
    }
  }
}

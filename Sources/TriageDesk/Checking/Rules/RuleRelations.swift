internal import Diagnostics
internal import TriageEngine

extension DiagnosticCode {
  /// Two rules of a concern match the same.
  static let duplicateRule = DiagnosticCode("TK0801")
  /// Whatever a rule matches another of at least its weight matches too.
  static let coveredRule = DiagnosticCode("TK0802")
  /// A rule that can never count.
  static let impossibleRule = DiagnosticCode("TK0803")
  /// One sentence speaks for two concerns nearly alike.
  static let conflictingRules = DiagnosticCode("TK0804")
}

/// Tells what rules do to each other, with a sentence that shows it (see `RuleAnalysis`).
enum RuleRelations {
  /// - Parameter progress: is told the share that is done, from 0 to 1.
  static func check(
    _ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink, progress: (Double) -> Void
  ) {
    for relation in RuleAnalysis(knowledge.rules).relations(progress: progress) {
      sink.report(finding(relation, knowledge.rules))
    }
  }

  private static func finding(_ relation: RuleRelation, _ rules: RuleSet) -> Diagnostic {
    let range = rules.rule(relation.rule).range
    let other = relation.other.map { rules.rule($0).range }
    let shown = "“\(relation.sentence)” shows it"
    func notes(_ message: String) -> [Diagnostic.Note] {
      other.map { [Diagnostic.Note(message, at: $0)] } ?? []
    }
    switch relation.kind {
    case .duplicate:
      return Diagnostic(
        .warning, .duplicateRule, "this rule matches just what another one does: \(shown)",
        at: range, hint: "take one of them away", notes: notes("the other one stands here"))
    case .covered:
      return Diagnostic(
        .note, .coveredRule, "whatever this rule matches, a stronger one does: \(shown)", at: range,
        hint: "take it away, or give it more weight than the other",
        notes: notes("this one matches it all"))
    case .impossible:
      return Diagnostic(
        .warning, .impossibleRule,
        other == nil
          ? "this rule takes itself back wherever it matches: \(shown)"
          : "the concern is taken back wherever this rule matches: \(shown)",
        at: range, hint: "make the <unless> narrower",
        notes: notes("this <unless> takes the concern back"))
    case .conflicting:
      let concern = relation.other.map { rules.book.concerns[rules.concern(ofRule: $0)].id } ?? ""
      return Diagnostic(
        .note, .conflictingRules,
        "“\(relation.sentence)” speaks for this concern and for \(concern) nearly alike", at: range,
        hint: "make one of the rules narrower, or add the sentence as an example where it belongs",
        notes: notes("this rule speaks for \(concern)"))
    }
  }
}

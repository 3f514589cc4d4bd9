import Diagnostics

@testable import TriageEngine

/// A rule book of patterns, one concern each, after two that stand for nobody and for unclear.
struct TestBook {
  var book = RuleBook()

  init(_ rules: [Condition], vocabulary: [String: [String]] = [:]) {
    let nowhere = SourceRange.whole("rules.xml")
    book.vocabulary = vocabulary.sorted { $0.key < $1.key }.map { name, phrases in
      VocabularySet(
        name: name,
        phrases: phrases.map { PatternText($0, file: "words.xml", start: nowhere.start) },
        range: nowhere)
    }
    book.concerns = [
      ConcernRules(id: "other/none", owner: 0, rules: []),
      ConcernRules(id: "other/unclear", owner: 0, rules: []),
    ]
    book.noConcern = 0
    book.unclearConcern = 1
    book.thresholds.suggested = 0
    for (index, condition) in rules.enumerated() {
      let rule = Rule(id: "a/\(index)", condition: condition, weight: 4, range: nowhere)
      book.concerns.append(ConcernRules(id: "a/\(index)", owner: 1, rules: [rule]))
    }
  }

  func compiled() -> (rules: RuleSet, findings: [Diagnostic]) {
    var sink = DiagnosticSink()
    let rules = RuleSet(book, into: &sink)
    return (rules, sink.diagnostics)
  }

  /// The indices of the rules that fire.
  func fired(_ text: String) -> [Int] {
    var classifier = Classifier(compiled().rules)
    var text = text
    _ = text.withUTF8 { classifier.classify($0) }
    return classifier.evidence().map(\.rule)
  }
}

/// A pattern as a condition.
func match(_ text: String) -> Condition {
  .match(PatternText(text, file: "rules.xml", start: SourcePosition(line: 1, column: 1)))
}

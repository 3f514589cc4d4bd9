internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

extension DiagnosticCode {
  /// One example stands twice.
  static let repeatedExample = DiagnosticCode("TK0703")
  /// A counterexample names the concern that it stands in.
  static let ownCounterexample = DiagnosticCode("TK0704")
  /// A concern has too few examples to tell whether its rules are right.
  static let tooFewExamples = DiagnosticCode("TK0707")
}

/// Finds examples in the same words as another, which test nothing more, or contradict it.
enum RepeatedExample {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    var seen: [[String]: Concern.Example] = [:]
    for concern in knowledge.base.concerns {
      for example in concern.examples {
        let words = RuleSet.words(in: example.text)
        guard let first = seen[words] else {
          seen[words] = example
          continue
        }
        sink.warning(
          .repeatedExample,
          first.concern == example.concern
            ? "this example stands twice" : "this is also an example of \(first.concern)",
          at: example.range, hint: "take one of them away",
          notes: [Diagnostic.Note("the other one stands here", at: first.range)])
      }
      for example in concern.counterexamples where example.concern == concern.id {
        sink.error(
          .ownCounterexample, "this counterexample names the concern that it stands in",
          at: example.range, hint: "name the concern where it belongs, or make it an example")
      }
    }
  }
}

/// Finds concerns with fewer than eight examples or two counterexamples.
enum TooFewExamples {
  private static let examples = 8
  private static let counterexamples = 2

  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for concern in knowledge.base.concerns
    where concern.examples.count < examples || concern.counterexamples.count < counterexamples {
      sink.note(
        .tooFewExamples,
        "the concern has \(concern.examples.count) examples and "
          + "\(concern.counterexamples.count) counterexamples; "
          + "\(examples) and \(counterexamples) are the least that tells anything",
        at: concern.range, hint: "add some in other words")
    }
  }
}

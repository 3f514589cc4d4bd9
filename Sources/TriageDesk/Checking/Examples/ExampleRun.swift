internal import KnowledgeBase
internal import TicketIO
internal import TriageEngine

/// What became of every example and counterexample, and of the rules on the way.
struct ExampleRun {
  let knowledge: CheckedKnowledge
  private(set) var verdicts: [Verdict] = []
  /// The rules that fired on any of them.
  private(set) var exercised: Set<Int> = []
  /// The rules without which one of them would be judged otherwise.
  private(set) var tested: Set<Int> = []

  /// An example, or a counterexample, with what it was judged to be.
  struct Verdict {
    /// The concern that it stands in.
    var concern: Concern
    var example: Concern.Example
    var isCounterexample: Bool
    /// The id of the concern that it was judged to be.
    var found: String

    var isRight: Bool { (found == concern.id) != isCounterexample }
  }

  /// - Parameter progress: is told the share that is done, from 0 to 1.
  init(_ knowledge: CheckedKnowledge, progress: (Double) -> Void) {
    self.knowledge = knowledge
    var classifier = Classifier(knowledge.rules)
    let concerns = knowledge.base.concerns
    for (index, concern) in concerns.enumerated() {
      for example in concern.examples { run(example, of: concern, false, &classifier) }
      for example in concern.counterexamples { run(example, of: concern, true, &classifier) }
      progress(Double(index + 1) / Double(concerns.count))
    }
  }

  private mutating func run(
    _ example: Concern.Example, of concern: Concern, _ isCounterexample: Bool,
    _ classifier: inout Classifier
  ) {
    let decision = classifier.classify(AskedText(example.text))
    verdicts.append(
      Verdict(
        concern: concern, example: example, isCounterexample: isCounterexample,
        found: knowledge.base.concerns[decision.concern].id))
    for rule in classifier.firedRules where knowledge.rules.concernRules.contains(rule) {
      exercised.insert(rule)
      guard !tested.contains(rule) else { continue }
      let other = classifier.decision(without: rule)
      if other.concern != decision.concern || other.isDecided != decision.isDecided {
        tested.insert(rule)
      }
    }
  }

  /// How each concern fared.
  var results: [CheckReport.ConcernResult] {
    var all = knowledge.base.concerns.map { concern in
      CheckReport.ConcernResult(
        id: concern.id, examples: concern.examples.count, landed: 0,
        counterexamples: concern.counterexamples.count, caught: 0, rules: concern.rules.count,
        exercised: 0, tested: 0)
    }
    let index = Dictionary(
      all.indices.map { (all[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for verdict in verdicts {
      guard let place = index[verdict.concern.id], verdict.found == verdict.concern.id else {
        continue
      }
      if verdict.isCounterexample { all[place].caught += 1 } else { all[place].landed += 1 }
    }
    for rule in exercised { all[knowledge.rules.concern(ofRule: rule)].exercised += 1 }
    for rule in tested { all[knowledge.rules.concern(ofRule: rule)].tested += 1 }
    return all
  }
}

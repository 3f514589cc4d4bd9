internal import KnowledgeBase

extension Evaluation {
  /// How well one label is told from the others.
  package struct LabelScore: Sendable, Hashable {
    package var label: String
    /// How many questions have it.
    package var support: Int
    package var precision: Double
    package var recall: Double

    /// The harmonic mean of precision and recall.
    package var f1: Double {
      precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
    }
  }

  /// How often questions of one label got one verdict.
  package struct Confusion: Sendable, Hashable {
    package var label: String
    package var concern: String
    package var count: Int
  }

  /// By label, in order of the alphabet. Of a question whose verdict is accepted in place of the
  /// label, the verdict counts as the label.
  package var labels: [LabelScore] {
    var truths: [String: Int] = [:]
    var given: [String: Int] = [:]
    var right: [String: Int] = [:]
    for cell in confusions {
      truths[cell.label, default: 0] += cell.count
      given[cell.concern, default: 0] += cell.count
      if cell.label == cell.concern { right[cell.label] = cell.count }
    }
    return Set(truths.keys).union(given.keys).sorted().map { label in
      LabelScore(
        label: label, support: truths[label] ?? 0,
        precision: Self.ratio(right[label] ?? 0, given[label] ?? 0) ?? 0,
        recall: Self.ratio(right[label] ?? 0, truths[label] ?? 0) ?? 0)
    }
  }

  /// The mean of F1 over the labels that any question has.
  package var macroF1: Double {
    let scores = labels.filter { $0.support > 0 }
    return scores.isEmpty ? 0 : scores.reduce(0) { $0 + $1.f1 } / Double(scores.count)
  }

  /// The cells of the confusion table that are not 0, those on its diagonal too, in order of the
  /// labels.
  package var confusions: [Confusion] {
    confusions { $0 }
  }

  /// As `confusions`, of the owners.
  package var ownerConfusions: [Confusion] {
    confusions(Concern.owner)
  }

  /// The mistakes, the most frequent first.
  package var mistakes: [Confusion] {
    confusions.filter { $0.label != $0.concern }
      .sorted { ($1.count, $0.label, $0.concern) < ($0.count, $1.label, $1.concern) }
  }

  private func confusions(_ name: (String) -> String) -> [Confusion] {
    var counts: [String: [String: Int]] = [:]
    for outcome in outcomes {
      counts[name(outcome.truth), default: [:]][name(outcome.concern), default: 0] += 1
    }
    return counts.flatMap { label, row in
      row.map { Confusion(label: label, concern: $0.key, count: $0.value) }
    }
    .sorted { ($0.label, $0.concern) < ($1.label, $1.concern) }
  }
}

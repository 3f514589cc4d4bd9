package import Diagnostics
package import Redaction

/// Writes an evaluation as tables for a terminal.
package enum EvaluationText {
  /// - Parameter redaction: takes personal data out of the questions that were missed; without it
  ///   these are not listed.
  package static func text(
    _ evaluation: Evaluation, missesThrough redaction: Redaction? = nil, style: TextStyle = .plain
  ) -> String {
    var text = style.bold("\(evaluation.outcomes.count) questions") + "\n"
    for (name, value) in figures(evaluation) { text += "  " + pad(name, 28) + value + "\n" }
    text += "\n" + style.bold(pad("confidence", 12) + pad("precision", 12) + "coverage") + "\n"
    for confidence in [0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
      let (precision, coverage) = evaluation.precision(at: confidence)
      text += pad("≥ " + Decimal.text(confidence, places: 2), 12)
      text += pad(share(precision), 12) + share(coverage) + "\n"
    }
    text +=
      "\n"
      + style.bold(
        pad("label", 26) + pad("n", 7) + pad("precision", 11) + pad("recall", 9) + "F1") + "\n"
    for score in evaluation.labels {
      text += pad(score.label, 26) + pad(String(score.support), 7) + pad(share(score.precision), 11)
      text += pad(share(score.recall), 9) + share(score.f1) + "\n"
    }
    text += confusions(evaluation, style)
    if let redaction { text += list(evaluation, redaction, style) }
    return text
  }

  private static func figures(_ evaluation: Evaluation) -> [(String, String)] {
    let also = evaluation.also
    let notices = evaluation.notices
    return [
      ("owner accuracy", share(evaluation.ownerAccuracy)),
      ("concern accuracy", share(evaluation.concernAccuracy)),
      ("without accepted labels", share(evaluation.strictAccuracy)),
      ("macro F1", share(evaluation.macroF1)),
      ("calibration error", share(evaluation.calibrationError)),
      ("given an owner", share(evaluation.ownedShare)),
      ("also: recall, precision", share(also.recall) + ", " + share(also.precision)),
      ("audience accuracy", share(evaluation.audienceAccuracy)),
      (
        "notices found, false alarms",
        share(notices.recall) + ", \(notices.falseAlarms)"
      ),
    ]
  }

  /// The pairs of labels that are taken for each other most often.
  private static func confusions(_ evaluation: Evaluation, _ style: TextStyle) -> String {
    var counts: [[String]: Int] = [:]
    for outcome in evaluation.outcomes where !outcome.isRight {
      counts[[outcome.question.label, outcome.concern], default: 0] += 1
    }
    let worst = counts.sorted {
      ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1])
    }
    guard !worst.isEmpty else { return "" }
    var text = "\n" + style.bold(pad("label", 26) + pad("taken for", 26) + "times") + "\n"
    for (pair, count) in worst.prefix(15) {
      text += pad(pair[0], 26) + pad(pair[1], 26) + "\(count)\n"
    }
    return text
  }

  private static func list(
    _ evaluation: Evaluation, _ redaction: Redaction, _ style: TextStyle
  ) -> String {
    var text = "\n" + style.bold("Misses, the surest first") + "\n"
    let misses = evaluation.outcomes.filter { !$0.isRight }
    for miss in misses.sorted(by: {
      ($1.confidence, $0.question.id) < ($0.confidence, $1.question.id)
    }) {
      text += "\(Decimal.percent(miss.confidence))  \(miss.concern), not \(miss.question.label)"
      let question = redaction.redacted(miss.question.text).prefix(160)
      text += style.dim("  \(miss.question.id)") + "\n      \(question)\n"
    }
    return text
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.unicodeScalars.count))
  }

  private static func share(_ value: Double) -> String {
    let digits = String(Int((value * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return padded.dropLast(3) + "." + padded.suffix(3)
  }
}

package import Diagnostics
internal import TriageEngine

/// Writes an evaluation as tables for a terminal.
package struct EvaluationText {
  private let evaluation: Evaluation
  private let style: TextStyle
  private var text = ""

  /// - Parameters:
  ///   - confidence: the one that is asked about, beside the usual ones.
  ///   - misses: whether they are listed, with the reasons for them.
  package static func text(
    _ evaluation: Evaluation, atConfidence confidence: Double = 0.9, misses: Bool = false,
    style: TextStyle = .plain
  ) -> String {
    var text = EvaluationText(evaluation: evaluation, style: style)
    text.text = style.bold("\(evaluation.outcomes.count) questions") + "\n"
    for figure in EvaluationFigures.all(evaluation) {
      text.text += "  " + text.pad(figure.name, 32) + figure.value + "\n"
    }
    text.confidences(EvaluationFigures.confidences(with: confidence))
    text.reliability()
    text.parts()
    text.labels()
    text.owners()
    text.mistakes()
    if misses { text.misses() }
    return text.text
  }

  // MARK: Tables

  private mutating func heading(_ columns: (name: String, width: Int)...) {
    let line = columns.reduce("") { $0 + pad($1.name, $1.width) }
    text += "\n" + style.bold(line.trimmedEnd) + "\n"
  }

  private mutating func row(_ cells: (text: String, width: Int)...) {
    text += cells.reduce("") { $0 + pad($1.text, $1.width) }.trimmedEnd + "\n"
  }

  private mutating func confidences(_ confidences: [Double]) {
    heading(("confidence", 12), ("precision", 11), ("coverage", 0))
    for confidence in confidences {
      let (precision, coverage) = evaluation.precision(at: confidence)
      row(
        ("≥ " + Decimal.text(confidence, places: 2), 12), (Figure.share(precision), 11),
        (Figure.share(coverage), 0))
    }
  }

  private mutating func reliability() {
    heading(("confidence", 12), ("mean", 11), ("right", 9), ("n", 0))
    for bin in evaluation.reliability {
      row(
        (EvaluationFigures.range(bin), 12), (Figure.share(bin.confidence), 11),
        (Figure.share(bin.accuracy), 9), ("\(bin.count)", 0))
    }
  }

  private mutating func parts() {
    let parts = evaluation.parts
    guard parts.count > 1 else { return }
    let width = (parts.map(\.file.count).max() ?? 0) + 2
    heading(("data set", width), ("n", 7), ("owner", 8), ("concern", 0))
    for part in parts {
      row(
        (part.file, width), ("\(part.evaluation.outcomes.count)", 7),
        (Figure.share(part.evaluation.ownerAccuracy), 8),
        (Figure.share(part.evaluation.concernAccuracy), 0))
    }
  }

  private mutating func labels() {
    heading(("label", 26), ("n", 7), ("precision", 11), ("recall", 9), ("F1", 0))
    for score in evaluation.labels {
      row(
        (score.label, 26), ("\(score.support)", 7), (Figure.share(score.precision), 11),
        (Figure.share(score.recall), 9), (Figure.share(score.f1), 0))
    }
  }

  private mutating func owners() {
    let table = ConfusionTable(evaluation.ownerConfusions)
    guard table.labels.count > 1 else { return }
    let width = max(8, (table.labels.map(\.count).max() ?? 0) + 2)
    let names = table.labels.reduce(pad("owner", 26)) { $0 + pad($1, width) }
    text += "\n" + style.bold(names.trimmedEnd) + style.dim("  ← taken for") + "\n"
    for label in table.labels {
      let cells = table.labels.map { pad("\(table[label, $0])", width) }
      text += (pad(label, 26) + cells.joined()).trimmedEnd + "\n"
    }
  }

  private mutating func mistakes() {
    let mistakes = evaluation.mistakes
    guard !mistakes.isEmpty else { return }
    heading(("label", 26), ("taken for", 26), ("times", 0))
    for mistake in mistakes.prefix(15) {
      row((mistake.label, 26), (mistake.concern, 26), ("\(mistake.count)", 0))
    }
    if mistakes.count > 15 { text += style.dim("and \(mistakes.count - 15) more pairs") + "\n" }
  }

  // MARK: Misses

  private mutating func misses() {
    text += "\n" + style.bold("Misses, the surest first") + "\n"
    for miss in evaluation.misses { self.miss(miss) }
  }

  private mutating func miss(_ miss: Evaluation.Outcome) {
    text += "\(Decimal.percent(miss.confidence))  \(miss.concern), not \(miss.question.label)"
    if let confidence = miss.reasons?.labelConfidence {
      text += " (\(Decimal.percent(confidence)))"
    }
    text += style.dim("  " + EvaluationFigures.place(of: miss.question)) + "\n"
    guard let reasons = miss.reasons else { return }
    let isLong = reasons.question.count > 160
    text += "      \(reasons.question.prefix(160))\(isLong ? "…" : "")\n"
    let width = (reasons.rules.map(\.target.count).max() ?? 0) + 2
    for rule in reasons.rules {
      text += "      \(pad(rule.target, width))\(Figure.weight(rule.weight)) “\(rule.matched)”"
      text += style.dim("  \(rule.rule) \(rule.file):\(rule.line)") + "\n"
    }
    words(reasons.words, for: miss.concern)
    words(reasons.labelWords, for: miss.question.label)
  }

  private mutating func words(_ words: [WordEvidence], for concern: String) {
    guard !words.isEmpty else { return }
    text += "      words for \(concern): "
    text += words.map { "\($0.word) \(Figure.weight($0.weight))" }.joined(separator: ", ") + "\n"
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(width == 0 ? 0 : 1, width - text.count))
  }
}

extension String {
  /// Without the spaces at its end.
  fileprivate var trimmedEnd: String {
    String(self[..<(lastIndex { $0 != " " }.map { index(after: $0) } ?? startIndex)])
  }
}

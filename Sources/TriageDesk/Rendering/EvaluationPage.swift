internal import TriageEngine

/// Writes an evaluation as a page for people: figures, curves, tables, and the misses with the reasons
/// for them.
package struct EvaluationPage {
  private let evaluation: Evaluation
  private let confidence: Double

  /// - Parameter confidence: the one that is asked about, beside the usual ones.
  package static func html(_ evaluation: Evaluation, atConfidence confidence: Double = 0.9)
    -> String
  {
    let files = evaluation.parts.map(\.file).filter { !$0.isEmpty }.joined(separator: ", ")
    let page = EvaluationPage(evaluation: evaluation, confidence: confidence)
    return Page.html(
      "How right the knowledge base is",
      lead: "Judged on \(evaluation.outcomes.count) labelled questions"
        + (files.isEmpty ? "." : " of \(files).")
    ) { html in
      page.overview(&html)
      page.confidence(&html)
      page.labels(&html)
      page.confusion(&html)
      page.others(&html)
      page.misses(&html)
    }
  }

  private func overview(_ page: inout Page) {
    let (precision, coverage) = evaluation.precision(at: confidence)
    page.section(
      "At a glance",
      note: "A verdict is right when it is the label or one that the data set accepts in its place."
    ) { html in
      KeyFigure.write(
        [
          KeyFigure(
            name: "Owner accuracy", value: Figure.share(evaluation.ownerAccuracy),
            detail: "strict \(Figure.share(evaluation.strictOwnerAccuracy))"),
          KeyFigure(
            name: "Concern accuracy", value: Figure.share(evaluation.concernAccuracy),
            detail: "strict \(Figure.share(evaluation.strictAccuracy))"),
          KeyFigure(name: "Macro F1", value: Figure.share(evaluation.macroF1)),
          KeyFigure(
            name: "Precision from confidence \(Decimal.text(confidence, places: 2))",
            value: Figure.share(precision), detail: "over \(Figure.share(coverage)) of all"),
          KeyFigure(name: "Calibration error", value: Figure.share(evaluation.calibrationError)),
        ], to: &html)
      parts(&html)
    }
  }

  private func parts(_ html: inout HTMLText) {
    let parts = evaluation.parts
    guard parts.count > 1 else { return }
    var table = DataTable(
      caption: "By data set",
      columns: [.text("Data set"), .number("Questions"), .number("Owner"), .number("Concern")])
    table.rows = parts.map { part in
      DataTable.Row(cells: [
        part.file, "\(part.evaluation.outcomes.count)", Figure.share(part.evaluation.ownerAccuracy),
        Figure.share(part.evaluation.concernAccuracy),
      ])
    }
    table.write(to: &html)
  }

  // MARK: Confidence

  private func confidence(_ page: inout Page) {
    page.section(
      "What its confidence is worth",
      note: "On the left, how many verdicts are wrong when only the surest are acted on. On the "
        + "right, how many are right of those with about the same confidence: on the dashed line, "
        + "confidence says what it means."
    ) { html in
      html.element("div", ["class": "pair"]) { html in
        riskCurve.write(to: &html)
        reliabilityCurve.write(to: &html)
        precisionTable.write(to: &html)
        reliabilityTable.write(to: &html)
      }
    }
  }

  private var riskCurve: CurveChart {
    let curve = evaluation.riskCurve
    let greatest = curve.map(\.risk).max() ?? 0
    return CurveChart(
      title: "Risk and coverage",
      description:
        "Risk–coverage curve; the area under it is \(Figure.share(evaluation.riskArea)). "
        + "The table of precision has its figures.",
      across: CurveChart.Axis(
        name: "Share of questions acted on", ticks: [0, 0.2, 0.4, 0.6, 0.8, 1]),
      up: CurveChart.Axis(
        name: "Share of them wrong", ticks: Scale.ticks(to: max(greatest, 0.05))),
      points: curve.map { CurveChart.Point(across: $0.coverage, up: $0.risk) }, isStepped: true)
  }

  private var reliabilityCurve: CurveChart {
    CurveChart(
      title: "Reliability",
      description: "Share of right verdicts by confidence; the calibration error is "
        + "\(Figure.share(evaluation.calibrationError)). The table of reliability has its figures.",
      across: CurveChart.Axis(name: "Confidence", ticks: [0, 0.2, 0.4, 0.6, 0.8, 1]),
      up: CurveChart.Axis(name: "Share right", ticks: [0, 0.2, 0.4, 0.6, 0.8, 1]),
      points: evaluation.reliability.map {
        CurveChart.Point(across: $0.confidence, up: $0.accuracy)
      }, hasMarks: true, hasDiagonal: true)
  }

  private var precisionTable: DataTable {
    DataTable(
      caption: "Precision from a confidence on",
      columns: [.text("Confidence"), .number("Precision"), .number("Coverage")],
      rows: EvaluationFigures.confidences(with: confidence).map { confidence in
        let (precision, coverage) = evaluation.precision(at: confidence)
        return DataTable.Row(cells: [
          "≥ " + Decimal.text(confidence, places: 2), Figure.share(precision),
          Figure.share(coverage),
        ])
      })
  }

  private var reliabilityTable: DataTable {
    DataTable(
      caption: "Reliability",
      columns: [.text("Confidence"), .number("Mean"), .number("Right"), .number("Questions")],
      rows: evaluation.reliability.map { bin in
        DataTable.Row(cells: [
          EvaluationFigures.range(bin), Figure.share(bin.confidence), Figure.share(bin.accuracy),
          "\(bin.count)",
        ])
      })
  }

  // MARK: Labels

  private func labels(_ page: inout Page) {
    var table = DataTable(
      caption: "By label; the bar is F1",
      columns: [
        .text("Label"), .number("Questions"), .number("Precision"), .number("Recall"),
        .number("F1"),
      ], series: ["F1"])
    table.rows = evaluation.labels.map { score in
      DataTable.Row(
        cells: [
          score.label, "\(score.support)", Figure.share(score.precision),
          Figure.share(score.recall), Figure.share(score.f1),
        ], parts: [score.f1])
    }
    page.section("Label by label") { table.write(to: &$0) }
  }

  private func confusion(_ page: inout Page) {
    page.section(
      "What is taken for what",
      note: "Rows are labels, columns verdicts. An accepted verdict counts as the label."
    ) { html in
      HeatMap(
        title: "Owners", description: "Confusion table of owners",
        table: ConfusionTable(evaluation.ownerConfusions)
      ).write(to: &html)
      HeatMap(
        title: "Concerns",
        description: "Confusion table of concerns; the table of mistakes has its figures",
        table: ConfusionTable(evaluation.confusions)
      ).write(to: &html)
      let mistakes = evaluation.mistakes
      guard !mistakes.isEmpty else { return }
      DataTable(
        caption: "Mistakes, the most frequent first",
        columns: [.text("Label"), .text("Taken for"), .number("Times")], series: ["Times"],
        rows: mistakes.map {
          DataTable.Row(
            cells: [$0.label, $0.concern, "\($0.count)"], parts: [Double($0.count)])
        }
      ).write(to: &html)
    }
  }

  private func others(_ page: inout Page) {
    page.section("What else a verdict says") { html in
      DataTable(
        caption: "Further concerns, audience and notices",
        columns: [.text("Figure"), .number("Value")],
        rows: EvaluationFigures.all(evaluation).suffix(4).map {
          DataTable.Row(cells: [$0.name, $0.value])
        }
      ).write(to: &html)
    }
  }

  // MARK: Misses

  private func misses(_ page: inout Page) {
    let misses = evaluation.misses
    page.section(
      "Misses", note: misses.isEmpty ? "None." : "\(misses.count), the surest first."
    ) { html in
      for miss in misses { write(miss, to: &html) }
    }
  }

  private func write(_ miss: Evaluation.Outcome, to html: inout HTMLText) {
    html.element("details") { html in
      html.element(
        "summary",
        text: "\(Decimal.percent(miss.confidence)) \(miss.concern), not \(miss.question.label)"
          + (miss.reasons?.labelConfidence.map { " (\(Decimal.percent($0)))" } ?? ""))
      html.element("p", ["class": "note"], text: EvaluationFigures.place(of: miss.question))
      guard let reasons = miss.reasons else { return }
      html.element("p", text: reasons.question)
      if !reasons.rules.isEmpty {
        DataTable(
          caption: "Rules that fired",
          columns: [
            .text("For"), .number("Weight"), .text("Words"), .text("Rule"), .text("Place"),
          ],
          rows: reasons.rules.map {
            DataTable.Row(cells: [
              $0.target, Figure.weight($0.weight), $0.matched, $0.rule, "\($0.file):\($0.line)",
            ])
          }
        ).write(to: &html)
      }
      words(reasons.words, for: miss.concern, &html)
      words(reasons.labelWords, for: miss.question.label, &html)
    }
  }

  private func words(_ words: [WordEvidence], for concern: String, _ html: inout HTMLText) {
    guard !words.isEmpty else { return }
    let list = words.map { "\($0.word) \(Figure.weight($0.weight))" }.joined(separator: ", ")
    html.element("p", text: "Words for \(concern): \(list)")
  }
}

internal import TriageDesk

/// Writes what feedback says, for people and for `triage eval`.
package enum FeedbackText {
  /// The report as tables.
  package static func text(_ report: FeedbackReport) -> String {
    var text =
      "\(report.right + report.wrong) verdicts judged: \(report.right) right, \(report.wrong) wrong\n"
    table(
      "Mistakes", ["times", "verdict", "should have been"],
      report.mistakes.map { ["\($0.count)", $0.concern, $0.shouldHaveBeen ?? "(not said)"] }, &text)
    table(
      "Rules that spoke for wrong verdicts", ["wrong", "right", "rule"],
      report.rules.map { ["\($0.wrong)", "\($0.right)", $0.rule] }, &text)
    table(
      "Words that missed questions share", ["questions", "word", "should have been"],
      report.words.map { ["\($0.questions)", $0.word, $0.concern] }, &text)
    if report.wrong > 0, report.missedTexts == 0 {
      text += "\nNo texts are kept, so there are no words: triage-server --keep-text keeps them.\n"
    }
    return text
  }

  private static func table(
    _ title: String, _ header: [String], _ rows: [[String]], _ text: inout String
  ) {
    guard !rows.isEmpty else { return }
    text += "\n\(title)\n"
    let widths = header.indices.map { column in
      ([header] + rows).map { $0[column].unicodeScalars.count }.max() ?? 0
    }
    for row in [header] + rows {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.unicodeScalars.count)
      }
      var line = "  " + cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
  }

  /// Labelled questions, a line each, of the feedback that has both a text and a right concern.
  package static func dataset(_ feedback: [Feedback]) -> String {
    var text = ""
    for (index, one) in feedback.enumerated() {
      guard let question = one.text, let label = one.label else { continue }
      var json = JSONText()
      json.object { json in
        json.member("id", one.ticket ?? "feedback-\(index + 1)")
        json.member("text", question)
        json.member("label", label)
      }
      text += json.text + "\n"
    }
    return text
  }
}

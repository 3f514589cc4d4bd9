/// What the text and the page say of an evaluation, in the same words.
enum EvaluationFigures {
  /// A name with its figure.
  struct Named {
    var name: String
    var value: String
  }

  static func all(_ evaluation: Evaluation) -> [Named] {
    let also = evaluation.also
    let notices = evaluation.notices
    return [
      Named(name: "owner accuracy", value: Figure.share(evaluation.ownerAccuracy)),
      Named(name: "  without accepted labels", value: Figure.share(evaluation.strictOwnerAccuracy)),
      Named(name: "concern accuracy", value: Figure.share(evaluation.concernAccuracy)),
      Named(name: "  without accepted labels", value: Figure.share(evaluation.strictAccuracy)),
      Named(name: "macro F1", value: Figure.share(evaluation.macroF1)),
      Named(name: "calibration error", value: Figure.share(evaluation.calibrationError)),
      Named(name: "area under risk–coverage", value: Figure.share(evaluation.riskArea)),
      Named(
        name: "also: recall, precision",
        value: Figure.share(also.recall) + ", " + Figure.share(also.precision)),
      Named(name: "audience accuracy", value: Figure.share(evaluation.audienceAccuracy)),
      Named(name: "notice accuracy", value: Figure.share(evaluation.noticeAccuracy)),
      Named(
        name: "notices found, false alarms",
        value: Figure.share(notices.recall) + ", \(notices.falseAlarms)"),
    ]
  }

  /// The confidences at which precision and coverage are told.
  static func confidences(with confidence: Double) -> [Double] {
    Set([0.5, 0.6, 0.7, 0.8, 0.9, 0.95, confidence]).sorted()
  }

  /// `0.7–0.8`.
  static func range(_ bin: Evaluation.ReliabilityBin) -> String {
    Decimal.text(bin.start, places: 1) + "–" + Decimal.text(bin.start + 0.1, places: 1)
  }

  /// The id of a question with the line where it stands.
  static func place(of question: LabelledQuestion) -> String {
    let place = question.place.map { "\($0.file):\($0.line)" }
    return [question.id, place ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// Counts of labels that were taken for others.
struct ConfusionTable {
  /// In order of the alphabet.
  let labels: [String]
  private let counts: [[String]: Int]

  init(_ cells: [Evaluation.Confusion]) {
    labels = Set(cells.flatMap { [$0.label, $0.concern] }).sorted()
    counts = Dictionary(
      cells.map { ([$0.label, $0.concern], $0.count) }, uniquingKeysWith: { $0 + $1 })
  }

  /// How often questions of `label` were taken for `concern`.
  subscript(label: String, concern: String) -> Int {
    counts[[label, concern]] ?? 0
  }
}

/// Figures as they are shown in tables.
enum Figure {
  /// A share with three decimals, a dash where there is none.
  static func share(_ value: Double?) -> String {
    guard let value else { return "–" }
    let digits = String(Int((value * 1000).rounded()))
    let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return padded.dropLast(3) + "." + padded.suffix(3)
  }

  /// A count with a comma before each three digits.
  static func count(_ value: Int) -> String {
    var digits = Substring(String(value))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits = digits.dropLast(3)
    }
    return ([digits] + groups).joined(separator: ",")
  }

  /// Of one hundred, with one decimal; a dash where there is nothing.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = Int((Double(part) / Double(whole) * 1000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A weight in natural-log odds with its sign; nil is a rule that takes its concern back.
  static func weight(_ weight: Double?) -> String {
    guard let weight else { return "takes it back" }
    return (weight < 0 ? "" : "+") + Decimal.text(weight, places: 2)
  }
}

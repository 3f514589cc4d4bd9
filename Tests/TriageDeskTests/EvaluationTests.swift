import Diagnostics
import Testing
import TriageDesk
import TriageTestSupport

@Suite struct EvaluationTests {
  private static func outcome(
    _ label: String, _ concern: String, _ confidence: Double, accept: [String] = [],
    also: (asked: [String], named: [String]) = ([], [])
  ) -> Evaluation.Outcome {
    Evaluation.Outcome(
      question: LabelledQuestion(
        id: "", text: "", label: label, also: also.asked, accept: accept),
      concern: concern, confidence: confidence, also: also.named)
  }

  /// Worked out by hand below.
  private let evaluation = Evaluation(outcomes: [
    outcome("a/x", "a/x", 0.95, also: (["b/z"], ["b/z", "a/y"])),
    outcome("a/x", "a/y", 0.85, accept: ["a/y"]),
    outcome("a/y", "b/z", 0.75, accept: ["a/x"]),
    outcome("b/z", "b/z", 0.75, also: (["a/x"], [])),
    outcome("b/z", "a/x", 0.25),
  ])

  private func near(_ value: Double?, _ wanted: Double) -> Bool {
    value.map { abs($0 - wanted) < 1e-9 } ?? false
  }

  @Test func anAcceptedLabelIsRightAndTheStrictFiguresStandBeside() {
    #expect(near(evaluation.concernAccuracy, 0.6))
    #expect(near(evaluation.strictAccuracy, 0.4))
    #expect(near(evaluation.ownerAccuracy, 0.6))
    #expect(near(evaluation.strictOwnerAccuracy, 0.6))
  }

  @Test func labelsHavePrecisionRecallAndF1() {
    let scores = evaluation.labels
    #expect(scores.map(\.label) == ["a/x", "a/y", "b/z"])
    // The accepted a/y counts as an a/y.
    #expect(scores.map(\.support) == [1, 2, 2])
    #expect(scores.map(\.precision) == [0.5, 1, 0.5])
    #expect(scores.map(\.recall) == [1, 0.5, 0.5])
    #expect(near(evaluation.macroF1, (2.0 / 3 + 2.0 / 3 + 0.5) / 3))
  }

  @Test func mistakesAreCounted() {
    #expect(
      evaluation.mistakes.map { [$0.label, $0.concern, "\($0.count)"] }
        == [["a/y", "b/z", "1"], ["b/z", "a/x", "1"]])
    #expect(evaluation.ownerConfusions.map(\.count) == [2, 1, 1, 1])
    #expect(evaluation.misses.map(\.confidence) == [0.75, 0.25])
  }

  @Test func equalConfidencesAreOnePointOfTheRiskCurve() {
    let curve = evaluation.riskCurve
    #expect(curve.map(\.confidence) == [0.95, 0.85, 0.75, 0.25])
    #expect(curve.map(\.risk) == [0, 0, 0.25, 0.4])
    #expect(curve.map(\.coverage) == [0.2, 0.4, 0.8, 1])
    #expect(near(evaluation.riskArea, 0.25 * 0.4 + 0.4 * 0.2))
  }

  @Test func precisionIsThatOfTheSureOnes() {
    #expect(evaluation.precision(at: 0.75).precision == 0.75)
    #expect(evaluation.precision(at: 0.75).coverage == 0.8)
    #expect(evaluation.precision(at: 0.99).precision == nil)
    #expect(evaluation.precision(at: 0.99).coverage == 0)
  }

  @Test func calibrationComparesConfidenceWithBeingRight() {
    #expect(evaluation.reliability.map(\.count) == [1, 2, 1, 1])
    #expect(evaluation.reliability.map(\.accuracy) == [0, 0.5, 1, 1])
    #expect(near(evaluation.calibrationError, (0.25 + 0.5 + 0.15 + 0.05) / 5))
  }

  @Test func furtherConcernsHaveRecallAndPrecision() {
    #expect(evaluation.also.recall == 0.5)
    #expect(evaluation.also.precision == 0.5)
  }

  @Test func questionsAreMeasuredByTheirFilesToo() {
    var mixed = evaluation
    for (index, file) in ["b", "a", "b", "a", "b"].enumerated() {
      mixed.outcomes[index].question.place = LabelledQuestion.Place(file: file, line: 1)
    }
    #expect(mixed.parts.map(\.file) == ["b", "a"])
    #expect(mixed.parts.map(\.evaluation.outcomes.count) == [3, 2])
    #expect(mixed.parts.last?.evaluation.concernAccuracy == 1)
  }

  @Test func whatNobodyLabelledHasNoFigure() {
    #expect(evaluation.audienceAccuracy == nil)
    #expect(evaluation.noticeAccuracy == nil)
    #expect(evaluation.notices.recall == nil)
    #expect(Evaluation(outcomes: []).also.recall == nil)
    #expect(Evaluation(outcomes: []).macroF1 == 0)
  }

  // MARK: Rendered

  /// The data set beside the goldens, judged by the bicycle shop.
  private func judged() throws -> Evaluation {
    let shop = try BicycleShop.folder()
    let desk = try TriageDesk(folder: shop.path)
    var sink = DiagnosticSink()
    let path = Repository.folder + "/Tests/TriageDeskTests/Goldens/labels.csv"
    var questions = try DatasetReader.read(path, into: &sink)
    #expect(sink.diagnostics == [])
    for index in questions.indices { questions[index].place?.file = "labels.csv" }
    return Evaluator(desk).evaluate(questions)
  }

  @Test func audienceAndNoticeAreMeasured() throws {
    let evaluation = try judged()
    #expect(evaluation.audienceAccuracy == 0.8)
    #expect(evaluation.notices.recall == 0.5)
    #expect(evaluation.notices.falseAlarms == 1)
    #expect(near(evaluation.noticeAccuracy, 7.0 / 9))
  }

  @Test func rendersForATerminal() throws {
    let text = EvaluationText.text(try judged(), atConfidence: 0.55, misses: true)
    #expect(Golden.difference(text, "evaluation.txt") == nil)
  }

  @Test func rendersAsJSON() throws {
    let text = EvaluationJSON.text(try judged())
    #expect(Golden.difference(text, "evaluation.json") == nil)
  }

  @Test func rendersAsAPage() throws {
    let page = EvaluationPage.html(try judged())
    #expect(Golden.difference(page, "evaluation.html") == nil)
    #expect(
      page.contains(
        "My tire for [EMAIL] &lt;script&gt;alert(&quot;flat&quot;)&lt;/script&gt; burst"))
    #expect(!page.contains("<script"))
    #expect(!page.contains("http:") && !page.contains("https:"))
  }
}

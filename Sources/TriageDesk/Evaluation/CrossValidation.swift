package import KnowledgeBase

/// Measures what the fit is worth: each part of the questions is judged by weights that were fitted
/// on the other parts and on the knowledge base's examples.
package enum CrossValidation {
  package static func run(
    _ knowledge: KnowledgeBase, _ questions: [LabelledQuestion], folds: Int
  ) -> Evaluation {
    var outcomes: [Evaluation.Outcome] = []
    for fold in 0..<folds {
      let held = questions.indices.filter { $0 % folds == fold }.map { questions[$0] }
      let rest = questions.indices.filter { $0 % folds != fold }.map { questions[$0] }
      var fitted = knowledge
      fitted.weights = Fitter(knowledge).fit(rest + knowledge.labelledExamples)
      outcomes += Evaluator(TriageDesk(fitted)).evaluate(held).outcomes
    }
    return Evaluation(outcomes: outcomes)
  }
}

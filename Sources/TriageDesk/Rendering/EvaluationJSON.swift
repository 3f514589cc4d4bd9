/// Writes an evaluation as one JSON object.
package enum EvaluationJSON {
  package static func text(_ evaluation: Evaluation) -> String {
    var json = JSONText()
    json.object { json in
      json.member("schema", "triage.evaluation/1")
      json.member("questions", evaluation.outcomes.count)
      figures(evaluation, &json)
      json.name("coverage")
      json.array([0.5, 0.6, 0.7, 0.8, 0.9, 0.95]) { json, confidence in
        let (precision, coverage) = evaluation.precision(at: confidence)
        json.object { json in
          json.member("confidence", confidence)
          json.member("precision", precision)
          json.member("coverage", coverage)
        }
      }
      json.name("labels")
      json.array(evaluation.labels) { json, score in
        json.object { json in
          json.member("label", score.label)
          json.member("support", score.support)
          json.member("precision", score.precision)
          json.member("recall", score.recall)
          json.member("f1", score.f1)
        }
      }
      json.name("misses")
      json.array(evaluation.outcomes.filter { !$0.isRight }) { json, miss in
        json.object { json in
          json.member("id", miss.question.id)
          json.member("label", miss.question.label)
          json.member("concern", miss.concern)
          json.member("confidence", miss.confidence)
        }
      }
    }
    return json.text + "\n"
  }

  private static func figures(_ evaluation: Evaluation, _ json: inout JSONText) {
    json.member("owner_accuracy", evaluation.ownerAccuracy)
    json.member("concern_accuracy", evaluation.concernAccuracy)
    json.member("strict_accuracy", evaluation.strictAccuracy)
    json.member("macro_f1", evaluation.macroF1)
    json.member("calibration_error", evaluation.calibrationError)
    json.member("also_recall", evaluation.also.recall)
    json.member("also_precision", evaluation.also.precision)
    json.member("audience_accuracy", evaluation.audienceAccuracy)
    json.member("notice_recall", evaluation.notices.recall)
  }
}

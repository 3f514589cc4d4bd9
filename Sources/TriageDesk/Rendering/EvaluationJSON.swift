internal import TriageEngine

/// Writes an evaluation as one JSON object, `triage.evaluation/1`. What nothing was measured for is
/// null.
package enum EvaluationJSON {
  /// - Parameter confidence: the one that is asked about, beside the usual ones.
  package static func text(_ evaluation: Evaluation, atConfidence confidence: Double = 0.9)
    -> String
  {
    var json = JSONText()
    json.object { json in
      json.member("schema", "triage.evaluation/1")
      json.member("questions", evaluation.outcomes.count)
      figures(evaluation, &json)
      confidences(evaluation, EvaluationFigures.confidences(with: confidence), &json)
      parts(evaluation, &json)
      labels(evaluation, &json)
      confusions("confusion", evaluation.confusions, &json)
      confusions("owner_confusion", evaluation.ownerConfusions, &json)
      json.name("misses")
      json.array(evaluation.misses, miss)
    }
    return json.text + "\n"
  }

  private static func figures(_ evaluation: Evaluation, _ json: inout JSONText) {
    json.member("owner_accuracy", evaluation.ownerAccuracy)
    json.member("strict_owner_accuracy", evaluation.strictOwnerAccuracy)
    json.member("concern_accuracy", evaluation.concernAccuracy)
    json.member("strict_accuracy", evaluation.strictAccuracy)
    json.member("macro_f1", evaluation.macroF1)
    json.member("calibration_error", evaluation.calibrationError)
    json.member("risk_coverage_area", evaluation.riskArea)
    json.member("also_recall", evaluation.also.recall)
    json.member("also_precision", evaluation.also.precision)
    json.member("audience_accuracy", evaluation.audienceAccuracy)
    json.member("notice_accuracy", evaluation.noticeAccuracy)
    json.member("notice_recall", evaluation.notices.recall)
    json.member("notice_false_alarms", evaluation.notices.falseAlarms)
  }

  private static func confidences(
    _ evaluation: Evaluation, _ confidences: [Double], _ json: inout JSONText
  ) {
    json.name("coverage")
    json.array(confidences) { json, confidence in
      let (precision, coverage) = evaluation.precision(at: confidence)
      json.object { json in
        json.member("confidence", confidence)
        json.member("precision", precision)
        json.member("coverage", coverage)
      }
    }
    json.name("risk_coverage")
    json.array(evaluation.riskCurve) { json, point in
      json.object { json in
        json.member("confidence", point.confidence)
        json.member("coverage", point.coverage)
        json.member("risk", point.risk)
      }
    }
    json.name("reliability")
    json.array(evaluation.reliability) { json, bin in
      json.object { json in
        json.member("from", bin.start)
        json.member("count", bin.count)
        json.member("confidence", bin.confidence)
        json.member("accuracy", bin.accuracy)
      }
    }
  }

  private static func parts(_ evaluation: Evaluation, _ json: inout JSONText) {
    json.name("data_sets")
    json.array(evaluation.parts) { json, part in
      json.object { json in
        json.member("file", part.file)
        json.member("questions", part.evaluation.outcomes.count)
        json.member("owner_accuracy", part.evaluation.ownerAccuracy)
        json.member("concern_accuracy", part.evaluation.concernAccuracy)
      }
    }
  }

  private static func labels(_ evaluation: Evaluation, _ json: inout JSONText) {
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
  }

  private static func confusions(
    _ name: StaticString, _ cells: [Evaluation.Confusion], _ json: inout JSONText
  ) {
    json.name(name)
    json.array(cells) { json, cell in
      json.object { json in
        json.member("label", cell.label)
        json.member("concern", cell.concern)
        json.member("count", cell.count)
      }
    }
  }

  private static func miss(_ json: inout JSONText, _ miss: Evaluation.Outcome) {
    json.object { json in
      json.member("id", miss.question.id)
      json.member("file", miss.question.place?.file)
      if let line = miss.question.place?.line {
        json.member("line", line)
      }
      json.member("label", miss.question.label)
      json.member("concern", miss.concern)
      json.member("confidence", miss.confidence)
      json.member("question", miss.reasons?.question)
      json.member("label_confidence", miss.reasons?.labelConfidence)
      json.name("evidence")
      json.array(miss.reasons?.rules ?? [], ReplyJSON.write)
      json.name("words")
      json.array(miss.reasons?.words ?? [], ReplyJSON.write)
      json.name("label_words")
      json.array(miss.reasons?.labelWords ?? [], ReplyJSON.write)
    }
  }
}

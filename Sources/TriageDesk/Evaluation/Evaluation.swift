internal import KnowledgeBase
package import TriageEngine

/// How right verdicts were on labelled questions.
///
/// A share that nothing was measured for is nil, not 0.
package struct Evaluation: Sendable {
  /// What became of each question, in their order.
  package var outcomes: [Outcome]

  package init(outcomes: [Outcome]) {
    self.outcomes = outcomes
  }

  package struct Outcome: Sendable {
    package var question: LabelledQuestion
    package var concern: String
    package var confidence: Double
    package var also: [String]
    package var audience: String?
    package var notice: String?
    /// Why it was judged so; only of a miss.
    package var reasons: MissReasons?

    package init(
      question: LabelledQuestion, concern: String, confidence: Double, also: [String] = [],
      audience: String? = nil, notice: String? = nil
    ) {
      self.question = question
      self.concern = concern
      self.confidence = confidence
      self.also = also
      self.audience = audience
      self.notice = notice
    }

    /// Whether the concern is the label, or accepted in its place.
    package var isRight: Bool { question.accepts(concern) }

    package var isOwnerRight: Bool {
      ([question.label] + question.accept).contains {
        Concern.owner(of: $0) == Concern.owner(of: concern)
      }
    }

    /// The label that counts as true: the verdict where it is accepted, otherwise the label itself.
    var truth: String { isRight ? concern : question.label }
  }

  /// The questions of one file.
  package struct Part: Sendable {
    package var file: String
    package var evaluation: Evaluation
  }

  /// The questions by their file, in the order in which the files first come.
  package var parts: [Part] {
    var parts: [Part] = []
    var places: [String: Int] = [:]
    for outcome in outcomes {
      let file = outcome.question.place?.file ?? ""
      let place = places[file] ?? parts.count
      if place == parts.count {
        places[file] = place
        parts.append(Part(file: file, evaluation: Evaluation(outcomes: [])))
      }
      parts[place].evaluation.outcomes.append(outcome)
    }
    return parts
  }

  /// The questions whose concern is neither the label nor accepted, the surest first.
  package var misses: [Outcome] {
    outcomes.enumerated().filter { !$0.element.isRight }
      .sorted { ($1.element.confidence, $0.offset) < ($0.element.confidence, $1.offset) }
      .map(\.element)
  }

  /// The share of outcomes for which `condition` holds; nil of none.
  private static func share(
    of outcomes: [Outcome], where condition: (Outcome) -> Bool
  ) -> Double? {
    ratio(outcomes.count(where: condition), outcomes.count)
  }

  static func ratio(_ part: Int, _ whole: Int) -> Double? {
    whole == 0 ? nil : Double(part) / Double(whole)
  }

  // MARK: Accuracy

  package var ownerAccuracy: Double { Self.share(of: outcomes, where: \.isOwnerRight) ?? 0 }

  package var concernAccuracy: Double { Self.share(of: outcomes, where: \.isRight) ?? 0 }

  /// Right only where the label itself was given.
  package var strictAccuracy: Double {
    Self.share(of: outcomes) { $0.concern == $0.question.label } ?? 0
  }

  /// Right only where the owner of the label itself was given.
  package var strictOwnerAccuracy: Double {
    Self.share(of: outcomes) {
      Concern.owner(of: $0.concern) == Concern.owner(of: $0.question.label)
    } ?? 0
  }

  /// Of the further concerns that people asked about, the share that was named; and of those that
  /// were named, the share that was asked about or would have been accepted.
  package var also: (recall: Double?, precision: Double?) {
    var wanted = 0
    var found = 0
    var named = 0
    var right = 0
    for outcome in outcomes {
      let given = outcome.also + [outcome.concern]
      wanted += outcome.question.also.count
      found += outcome.question.also.count { given.contains($0) }
      named += outcome.also.count
      let fair = outcome.question.also + outcome.question.accept + [outcome.question.label]
      right += outcome.also.count { fair.contains($0) }
    }
    return (Self.ratio(found, wanted), Self.ratio(right, named))
  }

  /// Of the questions for which the data set says the audience, also that it is unknown, the share
  /// that was told so.
  package var audienceAccuracy: Double? {
    Self.share(of: outcomes.filter { $0.question.audience != nil }) {
      $0.question.audience == $0.audience ?? "unknown"
    }
  }

  /// Of the questions for which the data set says the notice, also that there is none, the share
  /// that was told so.
  package var noticeAccuracy: Double? {
    Self.share(of: outcomes.filter(\.question.saysNotice)) { $0.question.notice == $0.notice }
  }

  /// Of the questions that name a notice, the share for which that one was found; and how often one
  /// was found where none is.
  package var notices: (recall: Double?, falseAlarms: Int) {
    let recall = Self.share(of: outcomes.filter { $0.question.notice != nil }) {
      $0.question.notice == $0.notice
    }
    let alarms = outcomes.count {
      $0.question.saysNotice && $0.question.notice == nil && $0.notice != nil
    }
    return (recall, alarms)
  }
}

/// Why a question was judged as it was, when that was a miss.
package struct MissReasons: Sendable {
  /// The question on one line, with labels in the place of personal data.
  package var question: String
  /// The rules that fired, those for the verdict and its runners-up alike.
  package var rules: [Reply.FiredRule]
  /// What words said for the verdict, the strongest first.
  package var words: [WordEvidence]
  /// What words said for the label.
  package var labelWords: [WordEvidence]
  /// How likely the label was taken to be; nil where nothing spoke for it.
  package var labelConfidence: Double?
}

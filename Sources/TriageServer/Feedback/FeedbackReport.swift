internal import TriageEngine

/// What feedback says about the knowledge base: where its verdicts go wrong and what to look at.
package struct FeedbackReport: Sendable, Hashable {
  package private(set) var right = 0
  package private(set) var wrong = 0
  /// Verdicts that were wrong, with what they should have been, the most frequent first.
  package private(set) var mistakes: [Mistake] = []
  /// Rules that spoke for a wrong verdict, those most often wrong first.
  package private(set) var rules: [RuleRecord] = []
  /// Words that missed questions share and others do not, the most telling first.
  package private(set) var words: [SharedWord] = []
  /// Missed questions whose text was kept.
  package private(set) var missedTexts = 0

  package struct Mistake: Sendable, Hashable {
    package var concern: String
    /// Nil where nobody said what it should have been.
    package var shouldHaveBeen: String?
    package var count: Int
  }

  package struct RuleRecord: Sendable, Hashable {
    package var rule: String
    package var wrong: Int
    package var right: Int
  }

  package struct SharedWord: Sendable, Hashable {
    package var word: String
    /// The concern that the questions should have been.
    package var concern: String
    package var questions: Int
  }

  package init(_ feedback: [Feedback]) {
    right = feedback.count { $0.isRight }
    wrong = feedback.count - right
    mistakes = Self.mistakes(feedback)
    rules = Self.rules(feedback)
    words = Self.words(feedback)
    missedTexts = feedback.count { !$0.isRight && $0.text != nil }
  }

  private static func mistakes(_ feedback: [Feedback]) -> [Mistake] {
    var counts: [Mistake: Int] = [:]
    for one in feedback where !one.isRight {
      let mistake = Mistake(concern: one.concern, shouldHaveBeen: one.shouldHaveBeen, count: 0)
      counts[mistake, default: 0] += 1
    }
    return counts.map {
      Mistake(concern: $0.concern, shouldHaveBeen: $0.shouldHaveBeen, count: $1)
    }
    .sorted {
      ($1.count, $0.concern, $0.shouldHaveBeen ?? "") < (
        $0.count, $1.concern, $1.shouldHaveBeen ?? ""
      )
    }
  }

  private static func rules(_ feedback: [Feedback]) -> [RuleRecord] {
    var records: [String: RuleRecord] = [:]
    for one in feedback {
      for rule in one.rules {
        var record = records[rule] ?? RuleRecord(rule: rule, wrong: 0, right: 0)
        if one.isRight { record.right += 1 } else { record.wrong += 1 }
        records[rule] = record
      }
    }
    return records.values.filter { $0.wrong > 0 }.sorted {
      ($1.wrong, $0.right, $0.rule) < ($0.wrong, $1.right, $1.rule)
    }
  }

  /// The most words that a report lists.
  private static let mostWords = 20

  /// Words in at least two missed questions of one concern, by how much larger their share is there
  /// than in all other questions: so that words which stand everywhere come last, without a list of
  /// them.
  private static func words(_ feedback: [Feedback]) -> [SharedWord] {
    let texts = feedback.compactMap { one in
      one.text.map { (one, Set(RuleSet.words(in: $0).filter { $0.unicodeScalars.count > 2 })) }
    }
    let missed = Dictionary(
      grouping: texts.filter { !$0.0.isRight && $0.0.shouldHaveBeen != nil },
      by: { $0.0.shouldHaveBeen ?? "" })
    var shared: [(word: SharedWord, lead: Double)] = []
    for (concern, questions) in missed {
      let others = texts.filter { $0.0.isRight || $0.0.shouldHaveBeen != concern }
      for word in questions.reduce(into: Set<String>(), { $0.formUnion($1.1) }) {
        let count = questions.count { $0.1.contains(word) }
        guard count > 1 else { continue }
        let elsewhere = Double(others.count { $0.1.contains(word) }) / Double(max(others.count, 1))
        let lead = Double(count) / Double(questions.count) - elsewhere
        guard lead > 0 else { continue }
        shared.append((SharedWord(word: word, concern: concern, questions: count), lead))
      }
    }
    return shared.sorted {
      ($1.word.questions, $1.lead, $0.word.concern, $0.word.word)
        < ($0.word.questions, $0.lead, $1.word.concern, $1.word.word)
    }
    .prefix(mostWords).map(\.word)
  }
}

/// What was seen in a text, as numbers: the input of a fit.
package struct Observation: Sendable {
  /// The words and pairs of words that stand in it, by index in `Weights.words`.
  package var words: [Int]
  /// How many of them are single words.
  package var wordCount: Int
  /// The rules of concerns that fired, by index; those that take a concern back are not here, nor
  /// those they took back.
  package var rules: [Int]
  /// Those of audiences likewise, by index after the rules of concerns.
  package var audienceRules: [Int]
}

extension Classifier {
  /// What was seen in the present text.
  package var observation: Observation {
    var seen = Observation(words: [], wordCount: workspace.wordCount, rules: [], audienceRules: [])
    for index in 0..<workspace.features.count {
      seen.words.append(compiled.scoring.row(ofFeature: Int(workspace.features[index])))
    }
    for index in 0..<workspace.fired.count {
      let rule = Int(workspace.fired[index])
      let target = Int(compiled.rules.rules[rule].target)
      guard !workspace.scores.ruleScore(target).isExcluded else { continue }
      if rule < compiled.firstAudienceRule {
        seen.rules.append(rule)
      } else {
        seen.audienceRules.append(rule - compiled.firstAudienceRule)
      }
    }
    seen.rules.sort()
    seen.audienceRules.sort()
    return seen
  }
}

extension RuleSet {
  /// The rules that speak for concerns; those of the audiences come after them.
  package var concernRules: Range<Int> { 0..<compiled.firstAudienceRule }

  /// The index of the concern that a rule speaks for.
  package func concern(ofRule rule: Int) -> Int {
    Int(compiled.rules.rules[rule].target)
  }

  /// The fewest letters of a word that a misspelled one may be taken for.
  package static let leastCorrectedLength = SpellingIndex.lengths.lowerBound

  /// Whether a word may be taken for another as far as their letters go: one edit lies between them.
  package static func isNear(_ word: String, _ known: String) -> Bool {
    var (word, known) = (word, known)
    return word.withUTF8 { word in known.withUTF8 { SpellingIndex.rank(word, $0) != nil } }
  }

  /// The words of a text as they are known by: folded, apostrophes away, letters and digits apart.
  package static func words(in text: String) -> [String] {
    var text = text
    return text.withUTF8 { PatternParser.words(in: $0) }.map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}

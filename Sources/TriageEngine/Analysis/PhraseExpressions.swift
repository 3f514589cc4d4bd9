extension RuleSet {
  /// The phrases of several words that the patterns look for, each as a regular expression: what a
  /// multi-pattern matcher would have to find, to be measured against.
  ///
  /// Those in which anything but written words may stand (a number, a notice) are left out.
  package var phraseExpressions: [String] {
    let (tables, words) = (compiled.patterns, compiled.words)
    var surfaces: [UInt32: [String]] = [:]
    for number in 0..<words.surfaces.count {
      let wordClass = words.infos[Int(Symbol.firstWord) + number].wordClass
      guard wordClass != 0 else { continue }
      surfaces[wordClass, default: []].append(
        String(decoding: words.surfaces[number], as: UTF8.self))
    }
    var classes: [UInt32: [UInt32]] = [:]
    for set in 0..<UInt32(tables.setCount) { classes[set] = tables.classes(ofSet: set) }
    return tables.phrases.indices.compactMap { index in
      let phrase = tables.phrases[index]
      var places: [String] = []
      for place in Int(phrase.start)..<Int(phrase.start) + Int(phrase.count) {
        let choices = (classes[tables.places[place]] ?? []).map { surfaces[$0] }
        guard !choices.isEmpty, !choices.contains(nil) else { return nil }
        places.append("(?:" + choices.flatMap { $0 ?? [] }.joined(separator: "|") + ")")
      }
      return "\\b" + places.joined(separator: "\\W+") + "\\b"
    }
  }
}

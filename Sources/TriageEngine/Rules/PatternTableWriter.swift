/// Writes patterns into tables, and chooses the rarest part of each as its key.
struct PatternTableWriter {
  private(set) var tables = PatternTables()
  private var wordSets: WordSets
  private let classesOfGroups: [[UInt32]]
  private let frequency: [Int]
  /// How often words of each set stand in texts.
  private var costs: [Int] = []
  private var elementKeys: [ElementKeys] = []
  /// The words that each element begins with.
  private var signatures: [Signature] = []

  /// The rarest word of every phrase of an element.
  private struct ElementKeys {
    var cost = 0
    /// Before which word of its phrase each stands: as in `PatternTables.Key`.
    var keys: [PatternTables.Key] = []
  }

  /// Notices are rare.
  static let costOfNotice = 8

  init(_ wordSets: WordSets, _ classesOfGroups: [[UInt32]], _ frequency: [Int]) {
    self.wordSets = wordSets
    self.classesOfGroups = classesOfGroups
    self.frequency = frequency
    writeWordSets()
  }

  /// Writes the sets that are not written yet.
  private mutating func writeWordSets() {
    for groups in wordSets.groups[tables.wordSets.count...] {
      if groups.count == 1 {
        write(classesOfGroups[Int(groups[0])][...])
      } else {
        var classes: [UInt32] = []
        for group in groups { classes += classesOfGroups[Int(group)] }
        write(Self.unique(&classes))
      }
    }
  }

  private mutating func write(_ classes: ArraySlice<UInt32>) {
    tables.addWordSet(classes)
    costs.append(classes.reduce(0) { $0 + frequency[Int($1)] })
  }

  /// Each class once: one may be in several groups.
  private static func unique(_ classes: inout [UInt32]) -> ArraySlice<UInt32> {
    // Ascending as a rule: groups and their classes were numbered together.
    let isAscending = zip(classes, classes.dropFirst()).allSatisfy { $0 < $1 }
    if isAscending { return classes[...] }
    classes.sort()
    var count = 0
    for wordClass in classes where count == 0 || classes[count - 1] != wordClass {
      classes[count] = wordClass
      count += 1
    }
    return classes[..<count]
  }

  private func cost(_ wordSet: UInt32) -> Int {
    wordSet == PatternTables.notice ? Self.costOfNotice : costs[Int(wordSet)]
  }

  mutating func write(_ element: PatternCompiler.Element) {
    let phraseStart = UInt32(tables.phrases.count)
    var keys = ElementKeys()
    var first: [WordGroups.Group] = []
    var beginsWithNotice = false
    let isSole = element.phrases.count == 1
    element.phrases.forEach { phrase in
      let start = UInt32(tables.phraseWords.count)
      tables.phraseWords += phrase
      tables.phrases.append(
        PatternTables.Phrase(
          start: start, end: UInt32(tables.phraseWords.count),
          firstFilter: phrase[0] == PatternTables.notice
            ? .max : tables.wordSets[Int(phrase[0])].filter))
      if phrase[0] == PatternTables.notice {
        beginsWithNotice = true
      } else if !isSole {
        first += wordSets.groups[Int(phrase[0])]
      }
      addKey(of: phrase, to: &keys)
    }
    var firstSet = tables.phraseWords[Int(tables.phrases[Int(phraseStart)].start)]
    if !isSole || beginsWithNotice {
      firstSet = wordSets.number(first)
      writeWordSets()
    }
    elementKeys.append(keys)
    signatures.append(beginsWithNotice ? .all : signature(of: firstSet))
    tables.elements.append(
      PatternTables.Element(
        first: firstSet, phraseStart: phraseStart, phraseEnd: UInt32(tables.phrases.count),
        beginsWithNotice: beginsWithNotice))
  }

  private func signature(of wordSet: UInt32) -> Signature {
    var signature = Signature()
    for wordClass in tables.classes(of: wordSet) { signature.insert(wordClass) }
    return signature
  }

  private func addKey(of phrase: Phrase, to keys: inout ElementKeys) {
    var place = 0
    for index in phrase.indices where cost(phrase[index]) < cost(phrase[place]) { place = index }
    keys.cost += cost(phrase[place])
    let notices = phrase[..<place].count { $0 == PatternTables.notice }
    let key = PatternTables.Key(
      pattern: 0, wordSet: phrase[place], leastBefore: UInt8(clamping: place),
      mostBefore: UInt8(clamping: place + notices * (PatternCompiler.longestNotice - 1)))
    if let same = keys.keys.firstIndex(where: { $0.wordSet == key.wordSet }) {
      keys.keys[same].leastBefore = min(keys.keys[same].leastBefore, key.leastBefore)
      keys.keys[same].mostBefore = max(keys.keys[same].mostBefore, key.mostBefore)
    } else {
      keys.keys.append(key)
    }
  }

  mutating func write(_ parts: [PatternCompiler.Part], _ elements: [PatternCompiler.Element]) {
    let start = UInt32(tables.parts.count)
    var best: (part: Int, least: Int, most: Int)?
    var least = 0
    var most = 0
    for part in parts {
      most += part.gap
      let index = Int(part.element)
      if !part.isOptional,
        elementKeys[index].cost < best.map({ elementKeys[$0.part].cost }) ?? .max
      {
        best = (index, least, most)
      }
      least += part.isOptional ? 0 : elements[index].shortest
      most += elements[index].longest
      tables.parts.append(
        PatternTables.Part(
          element: part.element, gap: UInt8(part.gap), isOptional: part.isOptional))
    }
    for part in parts where !part.isOptional && signatures[Int(part.element)] != .all {
      tables.needs.append(signatures[Int(part.element)])
    }
    tables.needStarts.append(UInt32(tables.needs.count))
    if let best { writeKeys(elementKeys[best.part], best.least, best.most) }
    tables.patterns.append(PatternTables.Parts(start: start, end: UInt32(tables.parts.count)))
    tables.keyStarts.append(UInt32(tables.keys.count))
  }

  private mutating func writeKeys(_ element: ElementKeys, _ least: Int, _ most: Int) {
    for var key in element.keys {
      key.pattern = UInt32(tables.patterns.count)
      key.leastBefore = UInt8(clamping: Int(key.leastBefore) + least)
      key.mostBefore = UInt8(clamping: Int(key.mostBefore) + most)
      tables.keys.append(key)
    }
  }
}

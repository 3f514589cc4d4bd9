/// Writes patterns into tables, and chooses the rarest part of each as its key.
struct PatternTableWriter {
  private(set) var tables = PatternTables()
  private let wordSets: WordSets
  private let classes: WordClasses
  private let frequency: [Int]
  /// How often words of each set stand in texts, and which they are, roughly.
  private var costs: [Int] = []
  private var setSignatures: [Signature] = []
  /// The rarest word of every phrase of each element: a stretch of `keys`, and how often these
  /// words stand in texts.
  private var elementKeys: [(keys: Range<Int>, cost: Int)] = []
  private var keys: [PatternTables.Key] = []
  /// The words that each element begins with.
  private var signatures: [Signature] = []

  /// The classes of the set that is being written; the last set that has each class; and, by set
  /// and last of all for notices, the last key that waits for it, with its element.
  private var setClasses: [UInt32] = []
  private var lastSet: [Int32]
  private var lastKey: [(element: Int32, key: Int32)]

  /// Notices are rare.
  static let costOfNotice = 8

  init(_ wordSets: WordSets, _ classes: WordClasses, _ frequency: [Int]) {
    self.wordSets = wordSets
    self.classes = classes
    self.frequency = frequency
    lastSet = Array(repeating: -1, count: classes.count)
    lastKey = Array(repeating: (-1, 0), count: wordSets.count + 1)
    for set in 0..<UInt32(wordSets.count) {
      addClasses(of: set)
      var signature = Signature()
      for wordClass in setClasses { signature.insert(wordClass) }
      setSignatures.append(signature)
      _ = endSet()
    }
  }

  /// Adds the classes of a set, each once, to the set that is being written.
  private mutating func addClasses(of set: UInt32) {
    let number = Int32(tables.wordSets.count)
    wordSets.forEachGroup(of: set) { group in
      classes.forEachClass(of: group) { wordClass in
        guard lastSet[Int(wordClass)] != number else { return }
        lastSet[Int(wordClass)] = number
        setClasses.append(wordClass)
      }
    }
  }

  private mutating func endSet() -> UInt32 {
    tables.addWordSet(setClasses)
    costs.append(setClasses.reduce(0) { $0 + frequency[Int($1)] })
    setClasses.removeAll(keepingCapacity: true)
    return UInt32(tables.wordSets.count - 1)
  }

  private func cost(_ wordSet: UInt32) -> Int {
    wordSet == PatternTables.notice ? Self.costOfNotice : costs[Int(wordSet)]
  }

  // MARK: Elements

  mutating func write(_ element: PatternCompiler.Element, _ phrases: PhraseTable) {
    let start = tables.phrases.count
    let firstKey = keys.count
    var cost = 0
    if let single = element.phrases.single { cost += writePhrase([single]) }
    for phrase in element.phrases.longer { cost += writePhrase(phrases.places(of: phrase)) }
    elementKeys.append((firstKey..<keys.count, cost))
    writeFirstWords(of: start..<tables.phrases.count)
  }

  /// - Returns: how often its key stands in texts.
  private mutating func writePhrase(_ places: ArraySlice<UInt32>) -> Int {
    let start = UInt32(tables.phraseWords.count)
    tables.phraseWords += places
    let first = tables.phraseWords[Int(start)]
    tables.phrases.append(
      PatternTables.Phrase(
        start: start, end: UInt32(tables.phraseWords.count),
        firstFilter: first == PatternTables.notice ? .max : tables.wordSets[Int(first)].filter))
    return writeKey(of: places)
  }

  /// - Returns: how often the key stands in texts.
  private mutating func writeKey(of places: ArraySlice<UInt32>) -> Int {
    var best = places.startIndex
    for index in places.indices where cost(places[index]) < cost(places[best]) { best = index }
    let notices = places[..<best].count { $0 == PatternTables.notice }
    let before = best - places.startIndex
    var key = PatternTables.Key(
      pattern: 0, wordSet: places[best], leastBefore: UInt8(clamping: before),
      mostBefore: UInt8(clamping: before + notices * (PatternCompiler.longestNotice - 1)))
    let element = Int32(elementKeys.count)
    let slot = key.wordSet == PatternTables.notice ? wordSets.count : Int(key.wordSet)
    if lastKey[slot].element == element {
      let same = Int(lastKey[slot].key)
      key.leastBefore = min(keys[same].leastBefore, key.leastBefore)
      key.mostBefore = max(keys[same].mostBefore, key.mostBefore)
      keys[same] = key
    } else {
      lastKey[slot] = (element, Int32(keys.count))
      keys.append(key)
    }
    return cost(key.wordSet)
  }

  /// Writes the element that consists of these phrases.
  private mutating func writeFirstWords(of phrases: Range<Int>) {
    var beginsWithNotice = false
    var signature = Signature()
    for phrase in phrases {
      let first = tables.phraseWords[Int(tables.phrases[phrase].start)]
      if first == PatternTables.notice {
        beginsWithNotice = true
      } else {
        signature.formUnion(setSignatures[Int(first)])
        if phrases.count > 1 { addClasses(of: first) }
      }
    }
    let isSole = phrases.count == 1 && !beginsWithNotice
    let first =
      isSole ? tables.phraseWords[Int(tables.phrases[phrases.lowerBound].start)] : endSet()
    signatures.append(beginsWithNotice ? .all : signature)
    tables.elements.append(
      PatternTables.Element(
        first: first, phraseStart: UInt32(phrases.lowerBound),
        phraseEnd: UInt32(phrases.upperBound), beginsWithNotice: beginsWithNotice))
  }

  // MARK: Patterns

  mutating func write(
    _ parts: ArraySlice<PatternCompiler.Part>, _ elements: [PatternCompiler.Element]
  ) {
    let start = UInt32(tables.parts.count)
    var best: (element: Int, cost: Int, least: Int, most: Int)?
    var least = 0
    var most = 0
    for part in parts {
      most += part.gap
      let index = Int(part.element)
      let cost = elementKeys[index].cost
      if !part.isOptional, cost < best?.cost ?? .max { best = (index, cost, least, most) }
      least += part.isOptional ? 0 : elements[index].shortest
      most += elements[index].longest
      tables.parts.append(
        PatternTables.Part(
          element: part.element, gap: UInt8(clamping: part.gap), isOptional: part.isOptional))
      if !part.isOptional, signatures[index] != .all { tables.needs.append(signatures[index]) }
    }
    tables.needStarts.append(UInt32(tables.needs.count))
    if let best {
      for var key in keys[elementKeys[best.element].keys] {
        key.pattern = UInt32(tables.patterns.count)
        key.leastBefore = UInt8(clamping: Int(key.leastBefore) + best.least)
        key.mostBefore = UInt8(clamping: Int(key.mostBefore) + best.most)
        tables.keys.append(key)
      }
    }
    tables.patterns.append(PatternTables.Parts(start: start, end: UInt32(tables.parts.count)))
    tables.keyStarts.append(UInt32(tables.keys.count))
  }
}

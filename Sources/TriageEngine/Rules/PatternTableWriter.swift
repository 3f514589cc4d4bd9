/// Writes patterns into tables, and chooses what each phrase and each pattern is filed under.
struct PatternTableWriter {
  private let wordSets: WordSets
  private let classes: WordClasses
  /// The classes of each set, and how often its words stand in texts.
  private var setClasses: [UInt32] = []
  private var setEnds: [UInt32] = [0]
  private var costs: [Int] = []
  /// The last set that has each class.
  private var lastSet: [Int32]

  /// Every different phrase once: its places, and the rarest of them.
  private var places: [UInt32] = []
  private var phrases: [PatternTables.Phrase] = []
  private var keys: [UInt32] = []
  private var phraseOfWords = NumberTable()
  private var phraseOfPlaces = WordIndex(count: 1 << 13)

  private var elements: [Element] = []
  private var elementPhrases: [UInt32] = []
  /// The last element that has each phrase.
  private var lastElement: [Int32] = []
  private var parts: [PatternTables.Part] = []
  private var patterns: [PatternTables.Parts] = []
  private var patternCosts: [Int] = []

  private struct Element {
    var end: UInt32
    var lengths: UInt64 = 0
    var cost = 0
    var isAwaited = false
    var hasNotice = false
  }

  /// Notices are rare.
  private static let costOfNotice = 8
  /// An element of more phrases is found from the words of a text even if no pattern waits for it.
  private static let mostPhrasesAskedFor = 4

  /// - Parameter frequency: how often words of each class stand in texts, at least 1.
  init(_ wordSets: WordSets, _ classes: WordClasses, _ frequency: [Int]) {
    self.wordSets = wordSets
    self.classes = classes
    lastSet = Array(repeating: -1, count: classes.count)
    for set in 0..<wordSets.count {
      var cost = 0
      wordSets.forEachGroup(of: UInt32(set)) { group in
        classes.forEachClass(of: group) { wordClass in
          guard lastSet[Int(wordClass)] != set else { return }
          lastSet[Int(wordClass)] = Int32(set)
          setClasses.append(wordClass)
          cost += frequency[Int(wordClass)]
        }
      }
      setEnds.append(UInt32(setClasses.count))
      costs.append(cost)
    }
  }

  private func cost(_ place: UInt32) -> Int {
    place == PatternTables.notice ? Self.costOfNotice : costs[Int(place)]
  }

  // MARK: Elements

  mutating func write(_ element: PatternCompiler.Element, _ table: PhraseTable) {
    var written = Element(end: 0)
    if let single = element.phrases.single {
      let phrase = phraseOfWords[Int(single)] ?? add([single])
      phraseOfWords[Int(single)] = phrase
      add(phrase, to: &written)
    }
    for index in element.phrases.longer {
      let places = table.places(of: index)
      var hash = WordHash()
      for place in places { hash.value = (hash.value ^ UInt64(place)) &* 0x9E37_79B9_7F4A_7C15 }
      let known = phraseOfPlaces[hash]
      let phrase = known ?? add(places)
      if known == nil { phraseOfPlaces.insert(hash, phrase) }
      add(phrase, to: &written)
    }
    written.end = UInt32(elementPhrases.count)
    written.isAwaited =
      written.hasNotice || phraseRange(elements.count, written).count > Self.mostPhrasesAskedFor
    elements.append(written)
  }

  private mutating func add(_ newPlaces: ArraySlice<UInt32>) -> UInt32 {
    let start = UInt32(places.count)
    places += newPlaces
    phrases.append(PatternTables.Phrase(start: start, end: UInt32(places.count)))
    let isNotice = newPlaces.contains(PatternTables.notice)
    keys.append(
      isNotice ? PatternTables.notice : newPlaces.min { cost($0) < cost($1) } ?? 0)
    lastElement.append(-1)
    return UInt32(phrases.count - 1)
  }

  private mutating func add(_ phrase: UInt32, to element: inout Element) {
    guard lastElement[Int(phrase)] != elements.count else { return }
    lastElement[Int(phrase)] = Int32(elements.count)
    elementPhrases.append(phrase)
    let length = phraseLength(phrase)
    let key = keys[Int(phrase)]
    element.cost += cost(key)
    element.lengths |= 1 << UInt64(min(length, 63))
    guard key == PatternTables.notice else { return }
    element.hasNotice = true
    let range = phrases[Int(phrase)]
    let notices = places[Int(range.start)..<Int(range.end)].count { $0 == PatternTables.notice }
    let longest = length + notices * (PatternCompiler.longestNotice - 1)
    for length in length...longest { element.lengths |= 1 << UInt64(min(length, 63)) }
  }

  private func phraseLength(_ phrase: UInt32) -> Int {
    Int(phrases[Int(phrase)].end - phrases[Int(phrase)].start)
  }

  private func phraseRange(_ index: Int, _ element: Element) -> Range<Int> {
    (index == 0 ? 0 : Int(elements[index - 1].end))..<Int(element.end)
  }

  // MARK: Patterns

  mutating func write(_ newParts: ArraySlice<PatternCompiler.Part>) {
    let start = parts.count
    var key = start
    var cost = Int.max
    for part in newParts {
      let elementCost = elements[Int(part.element)].cost
      if !part.isOptional, elementCost < cost { (key, cost) = (parts.count, elementCost) }
      parts.append(
        PatternTables.Part(
          element: part.element, gap: UInt8(clamping: part.gap), isOptional: part.isOptional))
    }
    elements[Int(parts[key].element)].isAwaited = true
    patterns.append(
      PatternTables.Parts(start: UInt32(start), end: UInt32(parts.count), key: UInt32(key)))
    patternCosts.append(cost)
  }

  // MARK: Tables

  func finish() -> PatternTables {
    var slots = 0
    var elementOfSlots: [UInt32] = []
    var compiled: [PatternTables.Element] = []
    var isKeyed = [Bool](repeating: false, count: phrases.count)
    var phraseSlots: [(key: UInt32, number: UInt32)] = []
    var asked: [(key: UInt32, number: UInt32)] = []
    var noticeElements: [UInt32] = []
    var noticePhrases: [(key: UInt32, number: UInt32)] = []
    for (index, element) in elements.enumerated() {
      let number = UInt32(index)
      if element.hasNotice { noticeElements.append(number) }
      for phrase in elementPhrases[phraseRange(index, element)] {
        if keys[Int(phrase)] == PatternTables.notice {
          noticePhrases.append((number, phrase))
        } else if element.isAwaited {
          isKeyed[Int(phrase)] = true
          let slot = PatternTables.slot(of: phraseLength(phrase), in: element.lengths)
          phraseSlots.append((phrase, UInt32(slots + slot)))
        } else {
          asked.append((number, phrase))
        }
      }
      compiled.append(
        PatternTables.Element(
          lengths: element.lengths, slot: UInt32(slots), isAwaited: element.isAwaited))
      slots += element.lengths.nonzeroBitCount
      elementOfSlots += repeatElement(number, count: element.lengths.nonzeroBitCount)
    }
    var isKey = [Bool](repeating: false, count: costs.count)
    var keyedPhrases: [(key: UInt32, number: UInt32)] = []
    for phrase in phrases.indices where isKeyed[phrase] {
      isKey[Int(keys[phrase])] = true
      keyedPhrases.append((keys[phrase], UInt32(phrase)))
    }
    var keySets: [(key: UInt32, number: UInt32)] = []
    var classesOfSets: [(key: UInt32, number: UInt32)] = []
    for set in costs.indices {
      for wordClass in setClasses[Int(setEnds[set])..<Int(setEnds[set + 1])] {
        if isKey[set] {
          keySets.append((wordClass, UInt32(set)))
        } else {
          classesOfSets.append((UInt32(set), wordClass))
        }
      }
    }
    return PatternTables(
      keySets: TableOfLists(keyCount: classes.count, keySets),
      keyedPhrases: TableOfLists(keyCount: costs.count, keyedPhrases),
      phraseSlots: TableOfLists(keyCount: phrases.count, phraseSlots),
      classesOfSets: TableOfLists(keyCount: costs.count, classesOfSets),
      phrases: Table(phrases), places: Table(places), elements: Table(compiled),
      phrasesOfElements: TableOfLists(keyCount: elements.count, asked),
      noticeElements: Table(noticeElements),
      noticePhrases: TableOfLists(keyCount: elements.count, noticePhrases),
      elementOfSlots: Table(elementOfSlots), parts: Table(parts), patterns: Table(patterns),
      costs: patternCosts)
  }
}

extension PatternTables {
  /// Which slot of an element with these lengths is that of one length.
  @inline(__always)
  static func slot(of length: Int, in lengths: UInt64) -> Int {
    (lengths & ((1 << UInt64(min(length, 63))) - 1)).nonzeroBitCount
  }
}

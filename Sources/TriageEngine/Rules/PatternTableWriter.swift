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

  /// Every different phrase once: where its places lie, and which of them is the rarest; a set, or a
  /// notice.
  private var places: [UInt32] = []
  private var phrases: [(start: Int, end: Int, key: Int)] = []
  private var phraseOfWords = NumberTable()
  private var phraseOfPlaces = WordIndex(count: 1 << 13)

  private var elements: [Element] = []
  private var elementPhrases: [UInt32] = []
  /// The last element that has each phrase.
  private var lastElement: [Int32] = []
  private var parts: [PatternCompiler.Part] = []
  private var patterns: [PatternTables.Parts] = []
  /// How often the key of each pattern is expected in the labelled questions.
  private(set) var patternCosts: [Int] = []

  private struct Element {
    var end: UInt32
    var lengths: UInt64 = 0
    var cost = 0
    var isAwaited = false
    var hasNotice = false
  }

  /// Notices are rare.
  private static let costOfNotice = 8
  /// How much rarer a phrase is than its rarest word, roughly.
  private static let rarityOfPhrases = 4
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
    let start = places.count
    places += newPlaces
    let isNotice = newPlaces.contains(PatternTables.notice)
    let key = (start..<places.count).min { cost(places[$0]) < cost(places[$1]) } ?? start
    phrases.append((start, places.count, isNotice ? -1 : key))
    lastElement.append(-1)
    return UInt32(phrases.count - 1)
  }

  private mutating func add(_ phrase: UInt32, to element: inout Element) {
    guard lastElement[Int(phrase)] != elements.count else { return }
    lastElement[Int(phrase)] = Int32(elements.count)
    elementPhrases.append(phrase)
    let (start, end, key) = phrases[Int(phrase)]
    // That the words beside the rarest one stand there too is less likely than that it does.
    element.cost +=
      key < 0
      ? Self.costOfNotice
      : end - start > 1 ? cost(places[key]) / Self.rarityOfPhrases : cost(places[key])
    element.lengths |= 1 << UInt64(min(end - start, 63))
    guard key < 0 else { return }
    element.hasNotice = true
    let notices = places[start..<end].count { $0 == PatternTables.notice }
    let longest = end - start + notices * (PatternCompiler.longestNotice - 1)
    for length in end - start...longest { element.lengths |= 1 << UInt64(min(length, 63)) }
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
      parts.append(part)
    }
    patterns.append(
      PatternTables.Parts(start: UInt32(start), end: UInt32(parts.count), key: UInt32(key)))
    patternCosts.append(cost)
  }

  // MARK: Tables

  /// - Parameter isAwaited: whether a pattern is found from the words of a text; otherwise it is
  ///   looked at when somebody asks.
  mutating func finish(where isAwaited: (Int) -> Bool) -> PatternTables {
    for (index, pattern) in patterns.enumerated() where isAwaited(index) {
      elements[Int(parts[Int(pattern.key)].element)].isAwaited = true
    }
    let elementTable = compiledElements()
    var slotCount = 0
    for element in elementTable { slotCount += element.lengths.nonzeroBitCount }
    var isKey = [Bool](repeating: false, count: costs.count)
    var wordSlots: [(key: UInt32, number: UInt32)] = []
    var phraseSlots: [(phrase: UInt32, slot: UInt32)] = []
    var words: [(key: UInt32, number: UInt32)] = []
    var asked: [(element: UInt32, phrase: UInt32)] = []
    var noticePhrases: [PatternTables.NoticePhrase] = []
    for (index, element) in elements.enumerated() {
      let compiled = elementTable[index]
      for number in elementPhrases[phraseRange(index, element)] {
        let phrase = phrases[Int(number)]
        let length = phrase.end - phrase.start
        let slot = compiled.slot + UInt32(PatternTables.slot(of: length, in: element.lengths))
        if phrase.key < 0 {
          noticePhrases.append(
            PatternTables.NoticePhrase(
              start: UInt32(phrase.start), end: UInt32(phrase.end), lengths: element.lengths,
              slot: compiled.slot))
        } else if length == 1, element.isAwaited {
          for wordClass in classes(ofSet: places[phrase.start]) {
            wordSlots.append((wordClass, slot))
          }
        } else if length == 1 {
          words.append((UInt32(index), places[phrase.start]))
        } else if element.isAwaited {
          isKey[Int(places[phrase.key])] = true
          phraseSlots.append((number, slot))
        } else {
          asked.append((UInt32(index), number))
        }
      }
    }
    let order = phraseOrder(phraseSlots.map(\.phrase), asked.map(\.phrase))
    var keySets: [(key: UInt32, number: UInt32)] = []
    var classesOfSets: [(key: UInt32, number: UInt32)] = []
    for set in costs.indices {
      for wordClass in classes(ofSet: UInt32(set)) {
        if isKey[set] {
          keySets.append((wordClass, UInt32(set)))
        } else {
          classesOfSets.append((UInt32(set), wordClass))
        }
      }
    }
    let slots = TableOfLists(
      keyCount: order.phrases.count,
      phraseSlots.map { (order.numbers[Int($0.phrase)], $0.slot) })
    return PatternTables(
      wordSlots: TableOfLists(keyCount: classes.count, wordSlots),
      keySets: TableOfLists(keyCount: classes.count, keySets),
      firstPhrases: Table(order.first),
      phrases: Table(
        order.phrases.enumerated().map { compiled(Int($1), slots.range(of: UInt32($0))) }),
      phraseSlots: slots.numbers, places: Table(places),
      classesOfSets: TableOfLists(keyCount: costs.count, classesOfSets),
      wordsOfElements: TableOfLists(keyCount: elements.count, words),
      phrasesOfElements: TableOfLists(
        keyCount: elements.count, asked.map { ($0.element, order.numbers[Int($0.phrase)]) }),
      elements: Table(elementTable), noticePhrases: Table(noticePhrases), slotCount: slotCount,
      parts: Table(parts.map { compiled($0, elementTable[Int($0.element)]) }),
      patterns: Table(patterns),
      waiting: Table(
        patterns.indices.map { waiting($0, elementTable, openSlot: UInt32(slotCount)) }))
  }

  /// The pattern with its gates.
  private func waiting(
    _ number: Int, _ table: [PatternTables.Element], openSlot: UInt32
  ) -> PatternTables.Waiting {
    let pattern = patterns[number]
    let others = (pattern.start..<pattern.end)
      .filter { $0 != pattern.key && !parts[Int($0)].isOptional }
      .map { parts[Int($0)].element }
      .sorted { elements[Int($0)].cost < elements[Int($1)].cost }
    func gate(_ index: Int) -> PatternTables.Gate {
      guard index < others.count else {
        return PatternTables.Gate(slot: openSlot, element: 0, slotCount: 1, isAwaited: true)
      }
      let element = table[Int(others[index])]
      return PatternTables.Gate(
        slot: element.slot, element: others[index],
        slotCount: UInt8(element.lengths.nonzeroBitCount), isAwaited: element.isAwaited)
    }
    return PatternTables.Waiting(
      pattern: UInt32(number), isWhole: others.isEmpty, second: gate(0), third: gate(1))
  }

  private func classes(ofSet set: UInt32) -> ArraySlice<UInt32> {
    setClasses[Int(setEnds[Int(set)])..<Int(setEnds[Int(set) + 1])]
  }

  private func compiledElements() -> [PatternTables.Element] {
    var slot: UInt32 = 0
    return elements.map { element in
      defer { slot += UInt32(element.lengths.nonzeroBitCount) }
      return PatternTables.Element(
        lengths: element.lengths, slot: slot, isAwaited: element.isAwaited)
    }
  }

  /// New numbers for the phrases in use: by the set of their key, then those that are only asked for.
  private func phraseOrder(_ keyed: [UInt32], _ asked: [UInt32])
    -> (phrases: [UInt32], numbers: [UInt32], first: [UInt32])
  {
    let none = UInt32.max
    var numbers = [UInt32](repeating: none, count: phrases.count)
    var first = [UInt32](repeating: 0, count: costs.count + 1)
    var order: [UInt32] = []
    for phrase in keyed where numbers[Int(phrase)] == none {
      numbers[Int(phrase)] = 0
      first[Int(places[phrases[Int(phrase)].key]) + 1] += 1
      order.append(phrase)
    }
    for set in costs.indices { first[set + 1] += first[set] }
    var next = first
    let unordered = order
    for phrase in unordered {
      let set = Int(places[phrases[Int(phrase)].key])
      numbers[Int(phrase)] = next[set]
      order[Int(next[set])] = phrase
      next[set] += 1
    }
    for phrase in asked where numbers[Int(phrase)] == none {
      numbers[Int(phrase)] = UInt32(order.count)
      order.append(phrase)
    }
    return (order, numbers, first)
  }

  private func compiled(_ number: Int, _ slots: Range<Int>) -> PatternTables.Phrase {
    let (start, end, key) = phrases[number]
    var neighbours: UInt64 = 0
    for wordClass in classes(ofSet: places[key + 1 < end ? key + 1 : key - 1]) {
      neighbours |= 1 << UInt64(wordClass & 63)
    }
    return PatternTables.Phrase(
      start: UInt32(start), count: UInt8(clamping: end - start), key: UInt8(clamping: key - start),
      slotCount: UInt16(clamping: slots.count), slotStart: UInt32(slots.lowerBound),
      neighbours: neighbours)
  }

  private func compiled(_ part: PatternCompiler.Part, _ element: PatternTables.Element)
    -> PatternTables.Part
  {
    PatternTables.Part(
      lengths: element.lengths, slot: element.slot, element: part.element,
      gap: UInt8(clamping: part.gap), isOptional: part.isOptional, isAwaited: element.isAwaited)
  }
}

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

  /// Every different phrase once: where its places lie, and which of them is the rarest.
  private var places: [UInt32] = []
  private var phrases: [Phrase] = []
  private var phraseOfPlaces = WordIndex(count: 1 << 13)

  private var elements: [Element] = []
  private var elementPhrases: [UInt32] = []
  /// The last element that has each phrase.
  private var lastElement: [Int32] = []
  private var parts: [PatternCompiler.Part] = []
  private var patterns: [Pattern] = []

  private struct Phrase {
    var start: Int
    var end: Int
    /// A place; where there is a notice, -1.
    var key: Int
  }

  struct Element {
    /// The sets of its single words, and the number of the set of all of them.
    var singles: [UInt32] = []
    var words = PatternTables.noWords
    /// Where its longer phrases lie.
    var phrases = 0..<0
    var lengths: UInt64 = 0
    /// How often it is expected in the labelled questions.
    var cost = 0
  }

  struct Pattern {
    /// Where its parts lie.
    var parts: Range<Int>
    /// The elements that a match cannot do without, the rarest first.
    var needed: [Int]
    /// How often the rarest is expected in the labelled questions.
    var cost: Int
  }

  /// Notices are rare.
  private static let costOfNotice = 8
  /// How much rarer a phrase is than its rarest word, roughly.
  private static let rarityOfPhrases = 4

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

  private func classes(ofSet set: UInt32) -> ArraySlice<UInt32> {
    setClasses[Int(setEnds[Int(set)])..<Int(setEnds[Int(set) + 1])]
  }

  /// The set of the words of several; a new one, where it is more than one.
  private mutating func union(_ sets: [UInt32]) -> UInt32 {
    guard let first = sets.first else { return PatternTables.noWords }
    guard sets.count > 1 else { return first }
    setClasses += Set(sets.flatMap { classes(ofSet: $0) }).sorted()
    setEnds.append(UInt32(setClasses.count))
    costs.append(sets.reduce(0) { $0 + costs[Int($1)] })
    return UInt32(costs.count - 1)
  }

  // MARK: Elements

  mutating func write(_ element: PatternCompiler.Element, _ table: PhraseTable) {
    var written = Element()
    let start = elementPhrases.count
    if let single = element.phrases.single { written.singles.append(single) }
    for index in element.phrases.longer {
      let places = table.places(of: index)
      if places.count == 1, let place = places.first, place != PatternTables.notice {
        if !written.singles.contains(place) { written.singles.append(place) }
      } else {
        add(phrase(places), to: &written)
      }
    }
    written.words = union(written.singles)
    for set in written.singles { written.cost += cost(set) }
    written.phrases = start..<elementPhrases.count
    elements.append(written)
  }

  /// The number of the phrase of these places, which is new or not.
  private mutating func phrase(_ newPlaces: ArraySlice<UInt32>) -> UInt32 {
    var hash = WordHash()
    for place in newPlaces { hash.value = (hash.value ^ UInt64(place)) &* 0x9E37_79B9_7F4A_7C15 }
    if let known = phraseOfPlaces[hash] { return known }
    let start = places.count
    places += newPlaces
    let isNotice = newPlaces.contains(PatternTables.notice)
    let key = (start..<places.count).min { cost(places[$0]) < cost(places[$1]) } ?? start
    phrases.append(Phrase(start: start, end: places.count, key: isNotice ? -1 : key))
    lastElement.append(-1)
    phraseOfPlaces.insert(hash, UInt32(phrases.count - 1))
    return UInt32(phrases.count - 1)
  }

  private mutating func add(_ number: UInt32, to element: inout Element) {
    guard lastElement[Int(number)] != elements.count else { return }
    lastElement[Int(number)] = Int32(elements.count)
    elementPhrases.append(number)
    let phrase = phrases[Int(number)]
    let length = phrase.end - phrase.start
    element.lengths |= 1 << UInt64(min(length, 63))
    guard phrase.key < 0 else {
      // That the words beside the rarest one stand there too is less likely than that it does.
      element.cost += cost(places[phrase.key]) / Self.rarityOfPhrases
      return
    }
    element.cost += Self.costOfNotice
    let notices = places[phrase.start..<phrase.end].count { $0 == PatternTables.notice }
    let longest = length + notices * (PatternCompiler.longestNotice - 1)
    for length in length...longest { element.lengths |= 1 << UInt64(min(length, 63)) }
  }

  // MARK: Patterns

  mutating func write(_ newParts: ArraySlice<PatternCompiler.Part>) {
    let start = parts.count
    parts += newParts
    let needed = newParts.filter { !$0.isOptional }.map { Int($0.element) }
      .sorted { elements[$0].cost < elements[$1].cost }
    patterns.append(
      Pattern(
        parts: start..<parts.count, needed: needed,
        cost: needed.first.map { elements[$0].cost } ?? .max))
  }

  /// How often the rarest needed element of each pattern is expected in the labelled questions.
  var patternCosts: [Int] { patterns.map(\.cost) }

  // MARK: Tables

  func finish(_ use: PatternFilter.Use) -> (tables: PatternTables, filter: PatternFilter) {
    let elementTable = compiledElements()
    // New numbers for phrases: those with a notice apart.
    var numbers = [UInt32](repeating: 0, count: phrases.count)
    var keyed: [Int] = []
    for (number, phrase) in phrases.enumerated() where phrase.key >= 0 {
      numbers[number] = UInt32(keyed.count)
      keyed.append(number)
    }
    var phraseSlots: [(key: UInt32, number: UInt32)] = []
    var noticePhrases: [PatternTables.NoticePhrase] = []
    var terms = ElementTerms(classCount: classes.count, phraseCount: keyed.count)
    for (index, element) in elements.enumerated() {
      let (lengths, firstSlot) = (elementTable[index].lengths, elementTable[index].slot)
      if element.words != PatternTables.noWords { terms.add(classes(ofSet: element.words)) }
      for number in elementPhrases[element.phrases] {
        let phrase = phrases[Int(number)]
        if phrase.key < 0 {
          terms.add(noticePhrase: noticePhrases.count)
          noticePhrases.append(
            PatternTables.NoticePhrase(
              start: UInt32(phrase.start), end: UInt32(phrase.end), lengths: lengths,
              slot: firstSlot))
        } else {
          let slot = PatternTables.slot(of: phrase.end - phrase.start, in: lengths)
          terms.add(phrase: numbers[Int(number)])
          phraseSlots.append((numbers[Int(number)], firstSlot + UInt32(slot)))
        }
      }
      terms.endElement()
    }
    let slots = TableOfLists(keyCount: keyed.count, phraseSlots)
    let (keyedStarts, keyedPhrases) = keyedPhrases(keyed)
    let tables = PatternTables(
      keyedStarts: keyedStarts, keyedPhrases: keyedPhrases,
      phrases: Table(
        keyed.enumerated().map { compiled(phrases[$1], slots.range(of: UInt32($0))) }),
      phraseSlots: slots.numbers, places: Table(places),
      classesOfSets: classesOfSets(),
      elements: Table(elementTable), noticePhrases: Table(noticePhrases),
      slotCount: elements.reduce(0) { $0 + $1.lengths.nonzeroBitCount },
      parts: Table(
        patterns.flatMap { pattern in
          let last = pattern.parts.last { !parts[$0].isOptional } ?? pattern.parts.lowerBound
          return pattern.parts.map { compiled(parts[$0], $0 > last, elementTable) }
        }),
      patterns: Table(
        patterns.map {
          PatternTables.Parts(start: UInt32($0.parts.lowerBound), end: UInt32($0.parts.upperBound))
        }))
    return (tables, PatternFilter(use, patterns, elements, terms))
  }

  private func classesOfSets() -> TableOfLists {
    var starts: [UInt32] = [0]
    var numbers: [UInt32] = []
    for set in 0..<UInt32(costs.count) {
      numbers += classes(ofSet: set)
      while numbers.count % 4 != 0 { numbers.append(0) }
      starts.append(UInt32(numbers.count))
    }
    return TableOfLists(starts: starts, numbers: numbers)
  }

  private func compiledElements() -> [PatternTables.Element] {
    var slot: UInt32 = 0
    return elements.map { element in
      defer { slot += UInt32(element.lengths.nonzeroBitCount) }
      return PatternTables.Element(words: element.words, lengths: element.lengths, slot: slot)
    }
  }

  /// The phrases with these numbers, filed under the classes of their rarest places.
  private func keyedPhrases(_ keyed: [Int])
    -> (starts: Table<UInt32>, phrases: Table<PatternTables.KeyedPhrase>)
  {
    var next = [Int](repeating: 0, count: classes.count + 1)
    for number in keyed {
      for wordClass in classes(ofSet: places[phrases[number].key]) { next[Int(wordClass) + 1] += 1 }
    }
    for index in 1..<next.count { next[index] += next[index - 1] }
    let starts = Table(next.map { UInt32($0) })
    var filed = Array(
      repeating: PatternTables.KeyedPhrase(neighbours: ClassFilter(), phrase: 0, beside: 0),
      count: next.last ?? 0)
    for (index, number) in keyed.enumerated() {
      let (start, end, key) = (phrases[number].start, phrases[number].end, phrases[number].key)
      let isKeyLast = key + 1 == end
      var neighbours = ClassFilter()
      for wordClass in classes(ofSet: places[isKeyLast ? max(key - 1, start) : key + 1]) {
        neighbours.insert(wordClass)
      }
      for wordClass in classes(ofSet: places[key]) {
        filed[next[Int(wordClass)]] = PatternTables.KeyedPhrase(
          neighbours: neighbours, phrase: UInt32(index), beside: isKeyLast ? 0 : 2)
        next[Int(wordClass)] += 1
      }
    }
    return (starts, Table(filed))
  }

  private func compiled(_ phrase: Phrase, _ slots: Range<Int>) -> PatternTables.Phrase {
    PatternTables.Phrase(
      start: UInt32(phrase.start), count: UInt8(clamping: phrase.end - phrase.start),
      key: UInt8(clamping: phrase.key - phrase.start), slotCount: UInt16(clamping: slots.count),
      slotStart: UInt32(slots.lowerBound))
  }

  private func compiled(
    _ part: PatternCompiler.Part, _ isTrailing: Bool, _ table: [PatternTables.Element]
  ) -> PatternTables.Part {
    let element = table[Int(part.element)]
    return PatternTables.Part(
      lengths: element.lengths, slot: element.slot, words: element.words, element: part.element,
      gap: UInt8(clamping: part.gap), isOptional: part.isOptional,
      isTrailing: isTrailing)
  }
}

/// What each known word is, by the hash of its folded bytes; also finds the known word that a
/// misspelled one was meant to be.
struct WordTable: Sendable {
  private let index: WordIndex
  private let known: Table<Slot>
  private let mask: Int
  private let spelling: SpellingIndex
  /// What each symbol is to the patterns and to the weights.
  let infos: Table<Info>
  /// The features of pairs of words, by the pair of their features.
  private let pairs: WordIndex.Reader

  struct Info: Sendable, BitwiseCopyable {
    /// Symbols that every pattern treats alike share a class; 0 where no pattern knows it.
    var wordClass: UInt32
    /// The number of the word in the weights, the most frequent first, from 1; 0 where it has none.
    /// Marked as in `WordFeatures`.
    var feature: UInt32

    static let unknown = Info(wordClass: 0, feature: 0)
    /// No word.
    fileprivate static let free = Info(wordClass: .max, feature: 0)
  }

  /// A place of `WordIndex`, with the word in it and not only its number: what is read for every word
  /// of a text lies in one place.
  private struct Slot: Sendable, BitwiseCopyable {
    var hash: UInt64
    var word: Info
  }

  /// - Parameters:
  ///   - ordinary: words of the language that must not be taken for misspellings.
  ///   - counts: how often people write the word of each feature, from feature 1 on.
  init(
    _ words: WordList, classes: [UInt32], features: [UInt32], pairs: WordIndex = WordIndex(),
    ordinary: OrdinaryWords, counts: [Int] = []
  ) {
    let infos = zip(classes, features).map { Info(wordClass: $0, feature: $1) }
    self.infos = Table(infos)
    self.pairs = WordIndex.Reader(pairs)
    index = words.index
    known = Table(
      words.index.slots.map { slot in
        Slot(
          hash: slot.hash,
          word: slot.symbol == WordIndex.Slot.free ? .free : infos[Int(slot.symbol)])
      })
    mask = known.count - 1
    spelling = SpellingIndex(words, ordinary: ordinary) { number in
      let symbol = number + Int(Symbol.firstWord)
      let feature = symbol < features.count ? Int(features[symbol] & WordFeatures.mask) : 0
      return counts.indices.contains(feature - 1) ? counts[feature - 1] : 0
    }
  }

  /// The known words, symbols from `Symbol.firstWord` on.
  var surfaces: WordList { spelling.words }

  /// The feature of two words that stand side by side, 0 where they say nothing more together.
  @inline(__always)
  func feature(ofPair hash: WordHash) -> UInt32 {
    pairs[hash] ?? 0
  }

  /// Reads where a pair is filed, and gives a number that means nothing.
  @inline(__always)
  func readAhead(ofPair hash: WordHash) -> UInt32 { pairs.readAhead(hash) }

  /// What two words are filed under, by their features.
  @inline(__always)
  static func pairHash(_ first: UInt32, _ second: UInt32) -> WordHash {
    var hash = WordHash()
    hash.value = (UInt64(first) << 32 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
    return hash
  }

  /// Looks tokens up: one after another and nothing in between, so that the processor waits for the
  /// memory of many at a time.
  func find(_ tokens: Range<Int>, of text: Bytes, in buffer: inout Buffer<Token>) {
    for index in tokens {
      buffer[index].word = known(buffer[index].hash) ?? guess(buffer[index], text)
    }
  }

  /// Exactly this word; nil where it is not known.
  @inline(__always)
  private func known(_ hash: WordHash) -> Info? {
    var place = WordIndex.home(hash.value) & mask
    while true {
      let slot = known[place]
      if slot.hash == hash.value, slot.word.wordClass != Info.free.wordClass { return slot.word }
      if slot.word.wordClass == Info.free.wordClass { return nil }
      place = (place &+ 1) & mask
    }
  }

  /// What a token is that is no known word: a thing of its shape, or the word it was meant to be.
  @inline(never)
  private func guess(_ token: Token, _ text: Bytes) -> Info {
    let place = Int(token.start)..<Int(token.end)
    guard token.shape == .unknown, SpellingIndex.misspelledLengths.contains(place.count) else {
      return infos[Int(token.shape)]
    }
    return infos[Int(spelling.correct(token.hash, text, place, in: index))]
  }
}

/// Symbols, or other numbers, by the hashes of words: open addressing with linear probing.
struct WordIndex: Sendable {
  struct Slot: BitwiseCopyable {
    var hash: UInt64 = 0
    /// `free`, or a number below it.
    var symbol = Slot.free

    static let free = Symbol.max
  }

  /// At most three in five are taken: with more, one that is not there would be looked for too long.
  private(set) var slots: [Slot]
  private var mask: Int
  private var count = 0
  private var isFull: Bool { count * 5 >= slots.count * 3 }

  /// - Parameter count: how many there will be, roughly.
  init(count: Int = 0) {
    var capacity = 256
    while capacity < count * 2 { capacity *= 2 }
    slots = Array(repeating: Slot(), count: capacity)
    mask = capacity - 1
  }

  mutating func insert(_ hash: WordHash, _ symbol: Symbol) {
    if isFull { grow() }
    count += 1
    place(Slot(hash: hash.value, symbol: symbol))
  }

  /// The number of a hash; `new` where it has none, which it has from then on.
  mutating func number(of hash: WordHash, or new: Symbol) -> Symbol {
    if isFull { grow() }
    var index = Self.home(hash.value) & mask
    while slots[index].symbol != Slot.free {
      if slots[index].hash == hash.value { return slots[index].symbol }
      index = (index + 1) & mask
    }
    slots[index] = Slot(hash: hash.value, symbol: new)
    count += 1
    return new
  }

  private mutating func place(_ slot: Slot) {
    var index = Self.home(slot.hash) & mask
    while slots[index].symbol != Slot.free { index = (index + 1) & mask }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count * 2)
    mask = slots.count - 1
    for slot in old where slot.symbol != Slot.free { place(slot) }
  }

  /// Where a hash belongs, but for the mask.
  @inline(__always)
  static func home(_ hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash ^ (hash >> 29))
  }

  subscript(hash: WordHash) -> Symbol? {
    var index = Self.home(hash.value) & mask
    while true {
      let slot = slots[index]
      if slot.symbol == Slot.free { return nil }
      if slot.hash == hash.value { return slot.symbol }
      index = (index + 1) & mask
    }
  }

  /// The same for those who read texts.
  struct Reader: Sendable {
    private let slots: Table<Slot>
    private let mask: Int

    init(_ index: WordIndex) {
      slots = Table(index.slots)
      mask = index.mask
    }

    @inline(__always)
    func readAhead(_ hash: WordHash) -> UInt32 {
      slots[WordIndex.home(hash.value) & mask].symbol
    }

    @inline(__always)
    subscript(hash: WordHash) -> Symbol? {
      var index = WordIndex.home(hash.value) & mask
      while true {
        let slot = slots[index]
        if slot.hash == hash.value, slot.symbol != Slot.free { return slot.symbol }
        if slot.symbol == Slot.free { return nil }
        index = (index &+ 1) & mask
      }
    }
  }
}

/// Surface forms, numbered as they come: symbols from `Symbol.firstWord` on.
struct WordList: Sendable {
  private(set) var index = WordIndex(count: 1 << 14)
  private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]

  var count: Int { ends.count - 1 }

  /// The number of the word, from 0, and whether it is new.
  mutating func add(_ word: Bytes) -> (number: Int, isNew: Bool) {
    let new = count
    let number = Int(
      index.number(of: WordHash(word), or: .firstWord + Symbol(new)) - .firstWord)
    guard number == new else { return (number, false) }
    bytes += word
    ends.append(UInt32(bytes.count))
    return (new, true)
  }

  func symbol(of word: Bytes) -> Symbol? { index[WordHash(word)] }

  func range(of number: Int) -> Range<Int> {
    Int(ends[number])..<Int(ends[number + 1])
  }

  subscript(number: Int) -> ArraySlice<UInt8> {
    bytes[range(of: number)]
  }

  /// Gives the letters of a word without a copy, for as long as `body` lasts.
  @inline(__always)
  func withBytes<Result>(of number: Int, _ body: (Bytes) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(Bytes(rebasing: $0[range(of: number)])) }
  }
}

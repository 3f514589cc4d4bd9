/// Finds the known word that is one edit away from an unknown one: a letter more, less or other,
/// or two neighbours swapped (Damerau, 1964).
///
/// One edit leaves one half of a word as it was, so known words are filed under their first and
/// their second half, and only those that share a half are compared. That needs two entries a word,
/// where an index of deletions (SymSpell) needs one a letter.
struct SpellingIndex: Sendable {
  /// The lengths of words that are corrected, in bytes: shorter ones have too many neighbours.
  static let lengths = 5...24

  private let words: [String]
  private let ordinary: OrdinaryWords
  /// Chains of words by the hash of a half: `heads` by bucket, then `next` by entry.
  private var heads: [Int32]
  private var next: [Int32]
  private let mask: Int

  init(words: [String], ordinary: OrdinaryWords) {
    self.words = words
    self.ordinary = ordinary
    var capacity = 64
    while capacity < words.count * 2 { capacity *= 2 }
    heads = Array(repeating: -1, count: capacity)
    next = Array(repeating: -1, count: words.count * 2)
    mask = capacity - 1
    for (index, word) in words.enumerated() where Self.isTarget(word) {
      let bytes = Array(word.utf8)
      let middle = bytes.count / 2
      file(index * 2, Self.key(bytes[..<middle], bytes.count, 0))
      file(index * 2 + 1, Self.key(bytes[middle...], bytes.count, 1))
    }
  }

  private static func isTarget(_ word: String) -> Bool {
    lengths.contains(word.utf8.count) && word.utf8.allSatisfy { $0.isLetter }
  }

  private mutating func file(_ entry: Int, _ key: UInt64) {
    let bucket = Int(truncatingIfNeeded: key) & mask
    next[entry] = heads[bucket]
    heads[bucket] = Int32(entry)
  }

  private static func key(_ half: ArraySlice<UInt8>, _ length: Int, _ side: UInt8) -> UInt64 {
    var hash = WordHash(half)
    hash.add(UInt8(truncatingIfNeeded: length))
    hash.add(side)
    return hash.value ^ (hash.value >> 32)
  }

  /// The symbol of the known word that the unknown one at `range` was meant to be.
  ///
  /// Among several the one of the same length, then the first known.
  @inline(never)
  func correct(
    _ hash: WordHash, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, in table: WordTable
  ) -> Symbol {
    if ordinary.contains(hash) { return .unknown }
    let written = text[range].filter(\.isLetter).map(\.lowercased)
    guard Self.lengths.contains(written.count) else { return .unknown }
    var best: (rank: Int, index: Int)?
    func consider(_ index: Int) {
      guard let distance = Self.rank(written, words[index]) else { return }
      if let known = best, known <= (distance, index) { return }
      best = (distance, index)
    }
    for length in (written.count - 1)...(written.count + 1) where Self.lengths.contains(length) {
      let middle = length / 2
      each(Self.key(written.prefix(middle), length, 0), consider)
      each(Self.key(written.suffix(length - middle), length, 1), consider)
    }
    // Swapped letters left and right of the middle change both halves.
    var swapped = written
    swapped.swapAt(written.count / 2 - 1, written.count / 2)
    if let symbol = table.exactSymbol(of: WordHash(swapped)), symbol >= .firstWord {
      consider(Int(symbol - .firstWord))
    }
    return best.map { .firstWord + Symbol($0.index) } ?? .unknown
  }

  private func each(_ key: UInt64, _ body: (Int) -> Void) {
    var entry = heads[Int(truncatingIfNeeded: key) & mask]
    while entry >= 0 {
      body(Int(entry) / 2)
      entry = next[Int(entry)]
    }
  }

  /// How good a guess `word` is for `written`, 0 the best; nil when more than one edit apart.
  static func rank(_ written: [UInt8], _ word: String) -> Int? {
    let word = Array(word.utf8)
    let shorter = min(written.count, word.count)
    guard max(written.count, word.count) - shorter <= 1 else { return nil }
    var front = 0
    while front < shorter, written[front] == word[front] { front += 1 }
    var back = 0
    while back < shorter - front,
      written[written.count - 1 - back] == word[word.count - 1 - back]
    {
      back += 1
    }
    if written.count != word.count {
      return front + back >= shorter ? 1 : nil
    }
    switch shorter - front - back {
    case 0, 1: return 0
    case 2: return written[front] == word[front + 1] && written[front + 1] == word[front] ? 0 : nil
    default: return nil
    }
  }
}

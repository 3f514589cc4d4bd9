/// Finds the known word that is one edit away from an unknown one: a letter more, less or other,
/// or two neighbours swapped (Damerau, 1964).
///
/// Of several known words the one that people write more often was meant (the prior of a noisy channel;
/// Kernighan, Church and Gale, 1990), told by how many labelled questions have it, to the power of two.
///
/// One edit leaves one half of a word as it was, so known words are filed under their first and
/// their second half, and only those that share a half are compared. That needs two entries a word,
/// where an index of deletions (SymSpell) needs one a letter.
struct SpellingIndex: Sendable {
  /// The lengths of words that misspellings are taken for, in bytes: shorter ones have too many
  /// neighbours.
  static let lengths = 5...24
  /// The lengths of misspellings: a letter of a short one may be missing.
  static let misspelledLengths = 4...24

  let words: WordList
  private let ordinary: OrdinaryWords
  /// How often each word is written, as the number of bits of a count.
  private let frequency: [UInt8]
  /// Lists of words by the hash of a half: where each bucket's begins in `entries`, and where the last ends.
  private let starts: Table<UInt32>
  private let entries: Table<Entry>
  private let mask: Int

  /// A word under one of its halves.
  private struct Entry: BitwiseCopyable {
    /// The upper half of the hash, which tells apart what shares a bucket.
    var check: UInt32 = 0
    var letters = LetterSet()
    var number: UInt32 = 0
  }

  /// Which letters a word has, a bit for each: words one edit apart differ in two at most.
  private struct LetterSet: BitwiseCopyable {
    private var bits: UInt32 = 0

    mutating func insert(_ letter: UInt8) { bits |= 1 << UInt32(letter & 31) }

    func isNear(_ other: LetterSet) -> Bool {
      let differences = bits ^ other.bits
      let butOne = differences & (differences &- 1)
      return butOne & (butOne &- 1) == 0
    }
  }

  /// - Parameter frequency: how often a word is written, by its number.
  init(_ words: WordList, ordinary: OrdinaryWords, frequency: (Int) -> Int) {
    self.words = words
    self.ordinary = ordinary
    self.frequency = (0..<words.count).map {
      UInt8(truncatingIfNeeded: Int.bitWidth - frequency($0).leadingZeroBitCount)
    }
    var capacity = 64
    while capacity < words.count { capacity *= 2 }
    let mask = capacity - 1
    var halves = Buffer<(bucket: Int, entry: Entry)>(capacity: words.count * 2)
    var starts = Buffer<UInt32>(repeating: 0, count: capacity + 1)
    for number in 0..<words.count {
      words.withBytes(of: number) { word in
        guard let keys = Self.keys(word) else { return }
        var entry = Entry(number: UInt32(number))
        for letter in word { entry.letters.insert(letter) }
        for key in [keys.first, keys.second] {
          entry.check = UInt32(key >> 32)
          let bucket = Int(truncatingIfNeeded: key) & mask
          halves.append((bucket, entry))
          starts[bucket] += 1
        }
      }
    }
    // Where each list ends; filled from there down, it tells where each begins.
    for bucket in 0..<capacity { starts[bucket + 1] += starts[bucket] }
    var entries = Buffer<Entry>(repeating: Entry(), count: halves.count)
    for index in 0..<halves.count {
      let (bucket, entry) = halves[index]
      starts[bucket] -= 1
      entries[Int(starts[bucket])] = entry
    }
    self.starts = Table(starts)
    self.entries = Table(entries)
    self.mask = mask
  }

  /// What a word's halves are filed under; nil for a word that nothing is corrected to.
  private static func keys(_ word: Bytes) -> (first: UInt64, second: UInt64)? {
    guard lengths.contains(word.count), word.allSatisfy(\.isLetter) else { return nil }
    let middle = word.count / 2
    return (
      key(Bytes(rebasing: word[..<middle]), word.count, 0),
      key(Bytes(rebasing: word[middle...]), word.count, 1)
    )
  }

  private static func key(_ half: Bytes, _ length: Int, _ side: UInt8) -> UInt64 {
    var hash = WordHash(half)
    hash.add(UInt64(length) << 8 | UInt64(side))
    return hash.value
  }

  /// The symbol of the known word that the unknown one at `range` was meant to be.
  ///
  /// Among several that are as frequent, the one of the same length, then the first known.
  @inline(never)
  func correct(
    _ hash: WordHash, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>,
    in index: WordIndex
  ) -> Symbol {
    if ordinary.contains(hash) { return .unknown }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: range.count) { buffer in
      var count = 0
      for index in range where text[index].isLetter {
        buffer[count] = text[index].lowercased
        count += 1
      }
      guard Self.misspelledLengths.contains(count) else { return .unknown }
      let written = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      return correct(written, in: index)
    }
  }

  private func correct(
    _ written: UnsafeMutableBufferPointer<UInt8>, in index: WordIndex
  ) -> Symbol {
    var letters = LetterSet()
    for place in written.indices { letters.insert(written[place]) }
    var best: Guess?
    for length in written.count - 1...written.count + 1 where Self.lengths.contains(length) {
      let middle = length / 2
      let first = Self.key(Bytes(rebasing: written.prefix(middle)), length, 0)
      let second = Self.key(Bytes(rebasing: written.suffix(length - middle)), length, 1)
      consider(wordsUnder: first, letters, written, &best)
      consider(wordsUnder: second, letters, written, &best)
    }
    // Swapped letters left and right of the middle change both halves.
    let middle = written.count / 2
    written.swapAt(middle - 1, middle)
    let swapped = index[WordHash(Bytes(written))]
    written.swapAt(middle - 1, middle)
    if let swapped, swapped >= .firstWord, Self.lengths.contains(written.count) {
      consider(Int(swapped - .firstWord), written, &best)
    }
    return best.map { .firstWord + Symbol($0.number) } ?? .unknown
  }

  /// What a misspelling may have been meant to be; the least is the best.
  private typealias Guess = (rarity: Int, rank: Int, number: Int)

  private func consider(
    wordsUnder key: UInt64, _ letters: LetterSet, _ written: UnsafeMutableBufferPointer<UInt8>,
    _ best: inout Guess?
  ) {
    let bucket = Int(truncatingIfNeeded: key) & mask
    for index in Int(starts[bucket])..<Int(starts[bucket + 1]) {
      let entry = entries[index]
      if entry.check == UInt32(key >> 32), entry.letters.isNear(letters) {
        consider(Int(entry.number), written, &best)
      }
    }
  }

  private func consider(
    _ number: Int, _ written: UnsafeMutableBufferPointer<UInt8>, _ best: inout Guess?
  ) {
    guard let rank = words.withBytes(of: number, { Self.rank(Bytes(written), $0) }) else { return }
    let guess = (-Int(frequency[number]), rank, number)
    if let known = best, known <= guess { return }
    best = guess
  }

  /// How good a guess a known word is for `written`, 0 the best; nil when more than one edit apart: a letter
  /// more, less or other, or two neighbours swapped.
  static func rank(_ written: Bytes, _ known: Bytes) -> Int? {
    let shorter = min(written.count, known.count)
    guard max(written.count, known.count) - shorter <= 1 else { return nil }
    var front = 0
    while front < shorter, written[front] == known[front] { front += 1 }
    var back = 0
    while back < shorter - front, written[written.count - 1 - back] == known[known.count - 1 - back]
    {
      back += 1
    }
    if written.count != known.count { return front + back >= shorter ? 1 : nil }
    switch shorter - front - back {
    case 0, 1: return 0
    case 2:
      return written[front] == known[front + 1] && written[front + 1] == known[front] ? 0 : nil
    default: return nil
    }
  }
}

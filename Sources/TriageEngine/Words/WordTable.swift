/// Which symbol each known word has, by the hash of its folded bytes; also finds the known word that
/// a misspelled one was meant to be.
struct WordTable: Sendable {
  /// Open addressing with linear probing; a slot is free where its symbol is `unknown`.
  private var hashes: [UInt64]
  private var symbols: [Symbol]
  private var mask: Int
  private(set) var spelling: SpellingIndex
  /// The class of each symbol: symbols that every pattern treats alike share one.
  var classes: [UInt32] = []
  /// The number of the word in the weights, plus one; 0 where it has none.
  var features: [UInt32] = []

  /// - Parameters:
  ///   - words: the known words; the symbol of each is its place here plus `Symbol.firstWord`.
  ///   - ordinary: words of the language that must not be taken for misspellings.
  init(words: [String], ordinary: OrdinaryWords) {
    var capacity = 64
    while capacity < words.count * 2 { capacity *= 2 }
    hashes = Array(repeating: 0, count: capacity)
    symbols = Array(repeating: .unknown, count: capacity)
    mask = capacity - 1
    spelling = SpellingIndex(words: words, ordinary: ordinary)
    for (index, word) in words.enumerated() {
      insert(WordHash(word.utf8), .firstWord + Symbol(index))
    }
  }

  private mutating func insert(_ hash: WordHash, _ symbol: Symbol) {
    var slot = Self.slot(hash, mask)
    while symbols[slot] != .unknown { slot = (slot + 1) & mask }
    hashes[slot] = hash.value
    symbols[slot] = symbol
  }

  @inline(__always)
  private static func slot(_ hash: WordHash, _ mask: Int) -> Int {
    Int(truncatingIfNeeded: hash.value ^ (hash.value >> 29)) & mask
  }

  /// The symbol of exactly this word.
  @inline(__always)
  func exactSymbol(of hash: WordHash) -> Symbol? {
    var slot = Self.slot(hash, mask)
    while symbols[slot] != .unknown {
      if hashes[slot] == hash.value { return symbols[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// The symbol of the word at `start..<end` of `text`, or of the one it was meant to be.
  @inline(__always)
  func symbol(
    of hash: WordHash, _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Symbol {
    if let symbol = exactSymbol(of: hash) { return symbol }
    guard SpellingIndex.lengths.contains(end - start) else { return .unknown }
    return spelling.correct(hash, text, start..<end, in: self)
  }
}

/// The words that have weights, as features by symbol, and pairs of them.
struct WordFeatures: Sendable {
  /// The words of the patterns, then those that only have weights.
  private(set) var words: WordList
  /// The feature of every symbol; 0 where it has none.
  private(set) var ofSymbols: [UInt32] = []
  private(set) var pairs: WordIndex
  /// The symbols of words that are nothing but digits.
  private var numbers: [(symbol: Symbol, digits: Int)] = []

  /// A feature is a number in these bits; the others tell whether it is the first or the second of
  /// any pair.
  static let mask: UInt32 = 0x3FFF_FFFF
  static let leads: UInt32 = 0x8000_0000
  static let follows: UInt32 = 0x4000_0000

  /// A weight counts for all forms of its word, save those that have weights of their own.
  init(_ weights: WordWeights, addingTo known: WordList) {
    words = known
    pairs = WordIndex(count: weights.count)
    var features: [(symbol: Symbol, feature: UInt32)] = []
    var own: [(symbol: Symbol, feature: UInt32)] = []
    var pairRows: [(row: Int, space: Int)] = []
    weights.withLetters { word in
      for row in weights.indices {
        let letters = word(row)
        if let space = letters.firstIndex(of: UInt8(ascii: " ")) {
          pairRows.append((row, space))
          continue
        }
        let feature = UInt32(row + 1)
        own.append((symbol(letters), feature))
        Inflection.forEachForm(of: letters) { features.append((symbol($0), feature)) }
      }
      ofSymbols = Array(repeating: 0, count: words.count + Int(Symbol.firstWord))
      for entry in features { ofSymbols[Int(entry.symbol)] = entry.feature }
      // The words themselves last: they have their own weights, whatever they are forms of.
      for entry in own { ofSymbols[Int(entry.symbol)] = entry.feature }
      var uses = [UInt32](repeating: 0, count: weights.count + 1)
      for (row, space) in pairRows {
        let (first, second) = (
          feature(word(row)[..<space]), feature(word(row)[(space + 1)...])
        )
        uses[Int(first)] |= Self.leads
        uses[Int(second)] |= Self.follows
        pairs.insert(WordTable.pairHash(first, second), UInt32(row + 1))
      }
      for symbol in ofSymbols.indices where ofSymbols[symbol] != 0 {
        ofSymbols[symbol] |= uses[Int(ofSymbols[symbol])]
      }
    }
  }

  private mutating func symbol(_ surface: Bytes) -> Symbol {
    let (number, isNew) = words.add(surface)
    let symbol = Symbol.firstWord + Symbol(number)
    if isNew, surface.allSatisfy(\.isDigit) { numbers.append((symbol, surface.count)) }
    return symbol
  }

  private func feature(_ word: Slice<Bytes>) -> UInt32 {
    words.index[WordHash(word)].map { ofSymbols[Int($0)] } ?? 0
  }

  /// The classes of all symbols, from those of the symbols that the patterns know.
  func extended(_ classes: [UInt32]) -> [UInt32] {
    var extended = classes
    extended += repeatElement(0, count: ofSymbols.count - classes.count)
    for number in numbers {
      extended[Int(number.symbol)] = classes[Int(Symbol.digits(number.digits))]
    }
    return extended
  }
}

extension WordClasses {
  /// How often words of each class stand in texts, as far as is known.
  func frequency(_ weights: WordWeights, of words: WordList) -> [Int] {
    var frequency = [Int](repeating: 1, count: count)
    for symbol in 1..<Int(Symbol.firstWord) { frequency[Int(ofSymbols[symbol])] = 200 }
    weights.withLetters { word in
      for row in weights.indices {
        guard let symbol = words.index[WordHash(word(row))] else { continue }
        frequency[Int(ofSymbols[Int(symbol)])] += weights.count(row)
      }
    }
    return frequency
  }
}

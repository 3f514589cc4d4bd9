/// The words that have weights, as features by symbol, and pairs of them.
struct WordFeatures: Sendable {
  /// The words of the patterns, then those that only have weights.
  let words: WordList
  /// The feature of every symbol; 0 where it has none.
  let ofSymbols: [UInt32]
  let pairs: WordIndex
  /// The symbols of words that are nothing but digits.
  private let numbers: [(symbol: Symbol, digits: Int)]

  /// A feature is a number in these bits; the others tell whether it is the first or the second of
  /// any pair.
  static let mask: UInt32 = 0x3FFF_FFFF
  static let leads: UInt32 = 0x8000_0000
  static let follows: UInt32 = 0x4000_0000

  /// A weight counts for all forms of its word, save those that have weights of their own.
  ///
  /// - Parameter order: the rows of the weights in the order of features, from feature 1 on.
  init(_ weights: WordWeights, _ order: FrequencyOrder, addingTo known: WordList) {
    var words = known
    // The symbol of every word that has weights, by row; unknown for a pair.
    var symbols = [Symbol](repeating: .unknown, count: weights.count)
    var numbers: [(symbol: Symbol, digits: Int)] = []
    var forms: [(symbol: Symbol, feature: UInt32)] = []
    forms.reserveCapacity(weights.count * 4)
    var pairRows: [(row: Int, space: Int)] = []
    weights.withLetters { word in
      for row in weights.indices {
        let letters = word(row)
        if let space = letters.firstIndex(of: UInt8(ascii: " ")) {
          pairRows.append((row, space))
          continue
        }
        // The word itself comes first.
        Inflection.forEachForm(of: letters) { form in
          let (number, isNew) = words.add(form)
          let symbol = Symbol.firstWord + Symbol(number)
          if isNew, form.allSatisfy(\.isDigit) { numbers.append((symbol, form.count)) }
          if symbols[row] == .unknown { symbols[row] = symbol }
          forms.append((symbol, UInt32(order.new[row] + 1)))
        }
      }
    }
    var ofSymbols = [UInt32](repeating: 0, count: words.count + Int(Symbol.firstWord))
    for form in forms { ofSymbols[Int(form.symbol)] = form.feature }
    // The words themselves last: they have their own weights, whatever they are forms of.
    for (row, symbol) in symbols.enumerated() where symbol != .unknown {
      ofSymbols[Int(symbol)] = UInt32(order.new[row] + 1)
    }
    var pairs = WordIndex(count: pairRows.count)
    var uses = [UInt32](repeating: 0, count: weights.count + 1)
    weights.withLetters { word in
      for (row, space) in pairRows {
        let letters = word(row)
        let first = words.symbol(of: Bytes(rebasing: letters[..<space])) ?? .unknown
        let second = words.symbol(of: Bytes(rebasing: letters[(space + 1)...])) ?? .unknown
        let (lead, follower) = (ofSymbols[Int(first)], ofSymbols[Int(second)])
        uses[Int(lead)] |= Self.leads
        uses[Int(follower)] |= Self.follows
        pairs.insert(WordTable.pairHash(lead, follower), UInt32(order.new[row] + 1))
      }
    }
    for symbol in ofSymbols.indices where ofSymbols[symbol] != 0 {
      ofSymbols[symbol] |= uses[Int(ofSymbols[symbol])]
    }
    self.words = words
    self.ofSymbols = ofSymbols
    self.pairs = pairs
    self.numbers = numbers
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

extension WordWeights {
  /// How often words of each class stand in texts, as far as is known.
  ///
  /// - Parameter known: the words that the classes have.
  func frequency(of classes: WordClasses, _ known: WordList) -> [Int] {
    var frequency = [Int](repeating: 1, count: classes.count)
    for symbol in 1..<Int(Symbol.firstWord) { frequency[Int(classes.ofSymbols[symbol])] = 200 }
    withLetters { word in
      for row in indices {
        guard let symbol = known.symbol(of: word(row)) else { continue }
        frequency[Int(classes.ofSymbols[Int(symbol)])] += count(row)
      }
    }
    return frequency
  }
}

internal import Diagnostics

/// The sets of a vocabulary written out: which phrases each stands for, in every form that a text may
/// use.
package struct VocabularyExpansion {
  /// A phrase: the words that may stand at each of its places, in the order in which the vocabulary
  /// names them; `#notice`, `#number` and the like where a recognised thing may.
  package struct Phrase: Sendable, Hashable {
    package var places: [[String]]

    /// In how many ways it can be written; things count as one word.
    package var spellings: Int { places.reduce(1) { $0 * $1.count } }
  }

  private var expansion: PhraseExpansion
  private let classes: WordClasses
  /// The words and things of each class, by number.
  private var members: [[Int]]
  private let names: [String]

  /// - Parameter vocabulary: what is wrong with it is not told here; compiling tells it.
  package init(_ vocabulary: [VocabularySet]) {
    var sink = DiagnosticSink()
    expansion = PhraseExpansion(vocabulary, into: &sink)
    classes = expansion.groups.classes()
    let surfaces = expansion.groups.surfaces
    names =
      Self.things
      + (0..<surfaces.count).map { String(decoding: surfaces[$0], as: UTF8.self) }
    members = Array(repeating: [], count: classes.count)
    for symbol in 1..<classes.ofSymbols.count {
      members[Int(classes.ofSymbols[symbol])].append(Self.name(of: symbol))
    }
  }

  /// In the order of their symbols, numbers of any length as one.
  private static let things = ["#email", "#phone", "#ssn", "#money", "#date", "#number"]

  /// The place of a symbol in `names`.
  private static func name(of symbol: Int) -> Int {
    symbol < Int(Symbol.firstWord)
      ? min(symbol, things.count) - 1 : symbol - Int(Symbol.firstWord) + things.count
  }

  /// The phrases of a set, single words first; none where there is no such set.
  package mutating func phrases(of set: String) -> [Phrase] {
    var sink = DiagnosticSink()
    var name = set
    let list = name.withUTF8 { bytes in
      try? expansion.set(bytes, at: 0..<0, into: &sink).phrases
    }
    guard let list else { return [] }
    let single = list.single.map { [Phrase(places: [words($0)])] } ?? []
    return single
      + list.longer.map { phrase in
        Phrase(places: expansion.phrases.places(of: phrase).map { words($0) })
      }
  }

  private func words(_ set: UInt32) -> [String] {
    guard set != PatternTables.notice else { return ["#notice"] }
    var found: Set<Int> = []
    expansion.wordSets.forEachGroup(of: set) { group in
      classes.forEachClass(of: group) { found.formUnion(members[Int($0)]) }
    }
    return found.sorted().map { names[$0] }
  }

  /// The sets that a pattern names, in its order.
  package static func sets(in pattern: String) -> [String] {
    var found: [String] = []
    for part in pattern.split(separator: "@", omittingEmptySubsequences: false).dropFirst() {
      let name = String(part.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
      if !found.contains(name) { found.append(name) }
    }
    return found
  }
}

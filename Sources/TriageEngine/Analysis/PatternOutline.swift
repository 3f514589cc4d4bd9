/// Patterns as they are written: which phrases each element has, and which classes each set of words.
/// The matcher's own tables lead the other way, from words to phrases and from phrases to elements.
struct PatternOutline: Sendable {
  /// The sets of words of each phrase, or `PatternTables.notice`.
  private let phrases: [[UInt32]]
  private let phrasesOfElements: [[UInt32]]
  /// Ascending.
  private let classesOfSets: [[UInt32]]
  private let tables: PatternTables

  init(_ tables: PatternTables) {
    self.tables = tables
    phrases = tables.phrases.indices.map { phrase in
      let range = tables.phrases[phrase]
      return (Int(range.start)..<Int(range.end)).map { tables.places[$0] }
    }
    var elements: [[UInt32]] = Array(repeating: [], count: tables.elements.count)
    for element in elements.indices {
      elements[element] =
        tables.phrasesOfElements.list(of: element) + tables.noticePhrases.list(of: element)
    }
    for phrase in phrases.indices {
      for slot in tables.phraseSlots.list(of: phrase) {
        elements[Int(tables.elementOfSlots[Int(slot)])].append(UInt32(phrase))
      }
    }
    phrasesOfElements = elements.map { $0.sorted() }
    var sets = (0..<tables.setCount).map { tables.classesOfSets.list(of: $0) }
    for wordClass in 0..<tables.keySets.keyCount {
      for set in tables.keySets.list(of: wordClass) { sets[Int(set)].append(UInt32(wordClass)) }
    }
    classesOfSets = sets.map { $0.sorted() }
  }

  var count: Int { tables.patterns.count }

  func parts(of pattern: Int) -> [PatternTables.Part] {
    let range = tables.patterns[pattern]
    return (Int(range.start)..<Int(range.end)).map { tables.parts[$0] }
  }

  func phrases(of element: UInt32) -> [UInt32] {
    phrasesOfElements[Int(element)]
  }

  /// The sets of words of a phrase, or `PatternTables.notice`.
  func words(of phrase: UInt32) -> [UInt32] {
    phrases[Int(phrase)]
  }

  /// The classes of a set of words, ascending.
  func classes(of set: UInt32) -> [UInt32] {
    classesOfSets[Int(set)]
  }
}

extension TableOfLists {
  fileprivate func list(of key: Int) -> [UInt32] {
    range(of: UInt32(key)).map { self[$0] }
  }
}

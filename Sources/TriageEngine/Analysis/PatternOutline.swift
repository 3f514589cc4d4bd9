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
    var phrases = tables.phrases.indices.map { phrase in
      let phrase = tables.phrases[phrase]
      return (Int(phrase.start)..<Int(phrase.start) + Int(phrase.count)).map { tables.places[$0] }
    }
    var elementOfSlots: [UInt32] = []
    for element in tables.elements.indices {
      let slots = tables.elements[element].lengths.nonzeroBitCount
      elementOfSlots += repeatElement(UInt32(element), count: slots)
    }
    var elements: [[UInt32]] = Array(repeating: [], count: tables.elements.count)
    func add(_ words: [UInt32], to element: Int) {
      elements[element].append(UInt32(phrases.count))
      phrases.append(words)
    }
    for element in elements.indices {
      let words = tables.elements[element].words
      if words != PatternTables.noWords { add([words], to: element) }
    }
    for phrase in tables.phrases.indices {
      let known = tables.phrases[phrase]
      for index in Int(known.slotStart)..<Int(known.slotStart) + Int(known.slotCount) {
        elements[Int(elementOfSlots[Int(tables.phraseSlots[index])])].append(UInt32(phrase))
      }
    }
    for index in tables.noticePhrases.indices {
      let phrase = tables.noticePhrases[index]
      let places = (Int(phrase.start)..<Int(phrase.end)).map { tables.places[$0] }
      add(places, to: Int(elementOfSlots[Int(phrase.slot)]))
    }
    self.phrases = phrases
    phrasesOfElements = elements.map { $0.sorted() }
    classesOfSets = (0..<tables.setCount).map { tables.classes(ofSet: UInt32($0)).sorted() }
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

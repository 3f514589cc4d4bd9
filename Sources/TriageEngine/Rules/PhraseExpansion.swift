internal import Diagnostics

/// Turns the vocabulary and the parts of patterns into phrases.
struct PhraseExpansion {
  /// How many phrases one part of a pattern, or one set of the vocabulary, may stand for.
  static let limit = 2_000

  var groups = WordGroups()
  var wordSets = WordSets()
  private(set) var phrases = PhraseTable()
  /// What is being read: parts of sequences, words and lists of choices. Each reader takes away
  /// what it has put there.
  var parts: [PatternParser.Part] = []
  var words: [WordGroups.Group] = []
  var lists: [PhraseList] = []

  private let sources: [VocabularySet]
  private var states: [State]
  /// The index of each set, by the hash of its name.
  private var numbers = WordIndex()

  private enum State {
    case source
    case expanding
    case expanded(PhraseList)
  }

  init(_ vocabulary: [VocabularySet], into sink: inout DiagnosticSink) {
    sources = vocabulary
    states = Array(repeating: .source, count: vocabulary.count)
    for (index, set) in vocabulary.enumerated() {
      let name = WordHash(set.name.utf8)
      if numbers[name] == nil {
        numbers.insert(name, UInt32(index))
      } else {
        sink.error(
          .duplicateSet, "the set “\(set.name)” is there twice", at: set.range,
          hint: "put both together, or rename one")
      }
    }
    for index in vocabulary.indices { _ = expand(index, into: &sink) }
  }

  /// The phrases of a set, as far as they have no error; nil for one that contains itself.
  private mutating func expand(_ index: Int, into sink: inout DiagnosticSink) -> PhraseList? {
    switch states[index] {
    case .expanding: return nil
    case .expanded(let phrases): return phrases
    case .source:
      states[index] = .expanding
      let (firstWord, firstList) = (words.count, lists.count)
      for phrase in sources[index].phrases {
        if let list = compile(phrase, into: &sink) { lists.append(list) }
      }
      let phrases = any(wordsFrom: firstWord, listsFrom: firstList)
      states[index] = .expanded(phrases)
      return phrases
    }
  }

  /// The phrases of a text without gaps; nil where it has an error, which is reported.
  mutating func compile(_ text: PatternText, into sink: inout DiagnosticSink) -> PhraseList? {
    read(text, into: &sink) { (expansion, start) throws(PatternError) in
      try expansion.joined(from: start)
    }
  }

  /// Reads a pattern and gives its parts, those from an index on, to `body`.
  ///
  /// - Returns: nil where the pattern has an error, which is reported.
  mutating func read<Result>(
    _ text: PatternText, into sink: inout DiagnosticSink,
    _ body: (inout PhraseExpansion, _ start: Int) throws(PatternError) -> Result
  ) -> Result? {
    let start = (parts.count, words.count, lists.count)
    defer {
      parts.removeLast(parts.count - start.0)
      words.removeLast(words.count - start.1)
      lists.removeLast(lists.count - start.2)
    }
    do throws(PatternError) {
      try PatternParser.parse(text.text, &self, into: &sink)
      return try body(&self, start.0)
    } catch {
      sink.report(error, in: text)
      return nil
    }
  }

  // MARK: Parts

  /// A word: small letters or digits.
  mutating func phrases(_ word: Bytes, exact: Bool) -> PhraseList {
    PhraseList(single: wordSets.number(groups.group(word, exact: exact)))
  }

  mutating func phrases(_ thing: Thing) -> PhraseList {
    guard let group = groups.group(thing) else {
      phrases.write(PatternTables.notice)
      phrases.endPhrase()
      return PhraseList(longer: phrases.count - 1..<phrases.count)
    }
    return PhraseList(single: wordSets.number(group))
  }

  /// The index of a set of the vocabulary, and its phrases.
  ///
  /// - Parameter range: where the name stands in the pattern.
  mutating func set(
    _ name: Bytes, at range: Range<Int>, into sink: inout DiagnosticSink
  ) throws(PatternError) -> (index: Int, phrases: PhraseList) {
    let index = numbers[WordHash(name)].map { Int($0) }
    if let index, let phrases = expand(index, into: &sink) { return (index, phrases) }
    let name = String(decoding: name, as: UTF8.self)
    throw PatternError(
      code: index != nil ? .setCycle : .unknownSet,
      message: index != nil
        ? "the set “@\(name)” contains itself" : "the vocabulary has no set “@\(name)”",
      bytes: range,
      hint: index != nil
        ? "take the reference away"
        : NearestName.suggestion(for: name, among: sources.map(\.name)).map {
          "did you mean @\($0)?"
        } ?? "name a set that is there, or add this one")
  }

  /// Takes the words and the lists from these places on away, and gives all their phrases.
  mutating func any(wordsFrom firstWord: Int, listsFrom firstList: Int) -> PhraseList {
    defer { lists.removeLast(lists.count - firstList) }
    if words.count == firstWord, lists.count - firstList == 1 { return lists[firstList] }
    var all = PhraseList()
    for index in firstList..<lists.count {
      if let single = lists[index].single { words += wordSets[single] }
      if all.longer.isEmpty { all.longer = lists[index].longer }
    }
    let hasMore = lists[firstList...].contains { !$0.longer.isEmpty && $0.longer != all.longer }
    if hasMore {
      let start = phrases.count
      for index in firstList..<lists.count { phrases.repeatPhrases(lists[index].longer) }
      all.longer = start..<phrases.count
    }
    if words.count > firstWord { all.single = wordSets.number(&words, from: firstWord) }
    return all
  }

  /// The phrases of parts that stand side by side, those from an index on.
  mutating func joined(from start: Int) throws(PatternError) -> PhraseList {
    if parts.count - start == 1, !parts[start].isOptional { return parts[start].phrases }
    var count = 1
    for part in parts[start...] {
      if part.gap > 0 {
        throw PatternError(
          code: .badGap, message: "a gap stands inside a choice or a phrase",
          bytes: part.gapBytes,
          hint: "give each alternative its own <match>, inside an <any>")
      }
      count *= part.choices
      guard count <= Self.limit else {
        throw PatternError(
          code: .patternTooLarge,
          message: "this stands for \(count) phrases or more; the limit is \(Self.limit)",
          bytes: 0..<1, hint: "split it into several")
      }
    }
    // Every choice of one phrase from each part, as the digits of a number.
    let first = phrases.count
    for number in 0..<count {
      var rest = number
      for index in start..<parts.count {
        let part = parts[index]
        write(rest % part.choices, of: part.phrases)
        rest /= part.choices
      }
      phrases.endPhrase()
    }
    // What may be absent can leave single words.
    return PhraseList(longer: first..<phrases.count)
  }

  /// Writes one phrase of a list; the one after the last is to leave it out.
  private mutating func write(_ choice: Int, of list: PhraseList) {
    if choice < list.longer.count {
      phrases.write(placesOf: list.longer.lowerBound + choice)
    } else if choice < list.count, let single = list.single {
      phrases.write(single)
    }
  }

  /// The same phrases with other words in place of some.
  mutating func replace(_ old: UInt32, by new: UInt32, in list: PhraseList) -> PhraseList {
    let first = phrases.count
    for phrase in list.longer {
      for place in phrases.places(of: phrase) { phrases.write(place == old ? new : place) }
      phrases.endPhrase()
    }
    return PhraseList(
      single: list.single == old ? new : list.single, longer: first..<phrases.count)
  }
}

extension PatternParser.Part {
  /// In how many ways it can stand in a phrase.
  fileprivate var choices: Int { phrases.count + (isOptional ? 1 : 0) }
}

extension DiagnosticSink {
  mutating func report(_ error: PatternError, in text: PatternText) {
    self.error(error.code, error.message, at: text.range(error.bytes), hint: error.hint)
  }
}

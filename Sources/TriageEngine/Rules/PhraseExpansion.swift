internal import Diagnostics

/// A phrase of several places: at each a set of words that may stand there, by its number in
/// `WordSets`, or `PatternTables.notice`.
typealias Phrase = [UInt32]

/// Any of some phrases. Those of one word are one set of words, so `(sign | log) (in | into)` is one
/// phrase and not four.
struct PhraseList {
  /// The phrases of one word.
  var single: UInt32?
  /// The others.
  var longer: [Phrase] = []

  var count: Int { longer.count + (single == nil ? 0 : 1) }

  /// Calls `body` with every phrase.
  func forEach(_ body: (Phrase) throws -> Void) rethrows {
    if let single { try body([single]) }
    for phrase in longer { try body(phrase) }
  }
}

/// Turns the vocabulary and the parts of patterns into phrases.
struct PhraseExpansion {
  /// How many phrases one part of a pattern, or one set of the vocabulary, may stand for.
  static let limit = 2_000

  var groups = WordGroups()
  var wordSets = WordSets()
  private var sets: [String: State] = [:]
  private var names: [String] = []

  private enum State {
    case source(VocabularySet)
    case expanding
    case expanded(PhraseList)
  }

  init(_ vocabulary: [VocabularySet], into sink: inout DiagnosticSink) {
    for set in vocabulary {
      if sets[set.name] != nil {
        sink.error(
          .duplicateSet, "the set “\(set.name)” is there twice", at: set.range,
          hint: "put both together, or rename one")
        continue
      }
      sets[set.name] = .source(set)
      names.append(set.name)
    }
    for name in names { _ = expand(name, into: &sink) }
  }

  /// The phrases of a set, as far as they have no error; nil for one that is not there or contains
  /// itself.
  private mutating func expand(_ name: String, into sink: inout DiagnosticSink) -> PhraseList? {
    switch sets[name] {
    case nil, .expanding: return nil
    case .expanded(let phrases): return phrases
    case .source(let set):
      sets[name] = .expanding
      var lists: [PhraseList] = []
      for phrase in set.phrases {
        if let list = compile(phrase, into: &sink) { lists.append(list) }
      }
      let phrases = lists.isEmpty ? PhraseList() : any([], lists)
      sets[name] = .expanded(phrases)
      return phrases
    }
  }

  /// The phrases of a text without gaps; nil where it has an error, which is reported.
  mutating func compile(_ text: PatternText, into sink: inout DiagnosticSink) -> PhraseList? {
    do throws(PatternError) {
      return try Self.joined(PatternParser.parse(text.text, &self, into: &sink))
    } catch {
      sink.report(error, in: text)
      return nil
    }
  }

  // MARK: Parts

  /// A word: small letters or digits.
  mutating func phrases(_ word: ArraySlice<UInt8>, exact: Bool) -> PhraseList {
    PhraseList(single: wordSets.number(groups.group(word, exact: exact)))
  }

  mutating func phrases(_ thing: Thing) -> PhraseList {
    guard let group = groups.group(thing) else {
      return PhraseList(longer: [[PatternTables.notice]])
    }
    return PhraseList(single: wordSets.number(group))
  }

  /// - Parameter bytes: where the name stands in the pattern.
  mutating func phrases(
    of name: String, at bytes: Range<Int>, into sink: inout DiagnosticSink
  ) throws(PatternError) -> PhraseList {
    if let phrases = expand(name, into: &sink) { return phrases }
    let isCycle = sets[name] != nil
    throw PatternError(
      code: isCycle ? .setCycle : .unknownSet,
      message: isCycle
        ? "the set “@\(name)” contains itself" : "the vocabulary has no set “@\(name)”",
      bytes: bytes,
      hint: isCycle
        ? "take the reference away"
        : NearestName.suggestion(for: name, among: names).map { "did you mean @\($0)?" })
  }

  /// The words and the phrases of all the lists.
  mutating func any(_ words: [WordGroups.Group], _ lists: [PhraseList]) -> PhraseList {
    if lists.isEmpty { return PhraseList(single: wordSets.number(words)) }
    if words.isEmpty, lists.count == 1 { return lists[0] }
    var words = words
    var all = PhraseList()
    for list in lists {
      if let single = list.single { words += wordSets.groups[Int(single)] }
      if all.longer.isEmpty { all.longer = list.longer } else { all.longer += list.longer }
    }
    if !words.isEmpty { all.single = wordSets.number(words) }
    return all
  }

  /// The phrases of parts that stand side by side.
  static func joined(_ parts: [PatternParser.Part]) throws(PatternError) -> PhraseList {
    if parts.count == 1, !parts[0].isOptional { return parts[0].phrases }
    var all: [Phrase] = [[]]
    for part in parts {
      if part.gap > 0 {
        throw PatternError(
          code: .badGap, message: "a gap stands inside a choice or a phrase",
          bytes: part.gapBytes,
          hint: "give each alternative its own <match>, inside an <any>")
      }
      let count = all.count * (part.phrases.count + (part.isOptional ? 1 : 0))
      guard count <= limit else {
        throw PatternError(
          code: .patternTooLarge,
          message: "this stands for \(count) phrases or more; the limit is \(limit)",
          bytes: 0..<1, hint: "split it into several")
      }
      let before = all
      if !part.isOptional { all = [] }
      all.reserveCapacity(count)
      for first in before {
        part.phrases.forEach { all.append(first.isEmpty ? $0 : first + $0) }
      }
    }
    // What may be absent can leave single words.
    return PhraseList(longer: all)
  }
}

extension DiagnosticSink {
  mutating func report(_ error: PatternError, in text: PatternText) {
    self.error(error.code, error.message, at: text.range(error.bytes), hint: error.hint)
  }
}

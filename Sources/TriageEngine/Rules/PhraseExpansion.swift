internal import Diagnostics

/// A phrase: at each place a set of words that may stand there, by its number in `WordSets`, or
/// `PatternTables.notice`.
typealias Phrase = [UInt32]

/// Sets of words, each different one once.
struct WordSets {
  /// The groups of words in each set, ascending.
  private(set) var groups: [[WordGroups.Group]] = []
  private var single: [UInt32] = []
  private var numbers: [[WordGroups.Group]: UInt32] = [:]

  mutating func number(_ group: WordGroups.Group) -> UInt32 {
    let index = Int(group)
    while single.count <= index { single.append(.max) }
    if single[index] == .max {
      single[index] = UInt32(groups.count)
      groups.append([group])
    }
    return single[index]
  }

  /// - Parameter set: groups in any order.
  mutating func number(_ set: [WordGroups.Group]) -> UInt32 {
    var sorted = set.sorted()
    if let first = sorted.first, sorted.allSatisfy({ $0 == first }) { return number(first) }
    var count = 0
    for group in sorted where count == 0 || sorted[count - 1] != group {
      sorted[count] = group
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    if let known = numbers[sorted] { return known }
    let number = UInt32(groups.count)
    groups.append(sorted)
    numbers[sorted] = number
    return number
  }
}

/// Turns the vocabulary and the parts of patterns into phrases.
///
/// Alternatives of one word stay together as one set of words, so `(sign | log) (in | into)` is one
/// phrase and not four.
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
    case expanded([Phrase])
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
  private mutating func expand(_ name: String, into sink: inout DiagnosticSink) -> [Phrase]? {
    switch sets[name] {
    case nil, .expanding: return nil
    case .expanded(let phrases): return phrases
    case .source(let set):
      sets[name] = .expanding
      var phrases: [Phrase] = []
      for phrase in set.phrases {
        phrases += compile(phrase, into: &sink) ?? []
      }
      phrases = merged(phrases)
      sets[name] = .expanded(phrases)
      return phrases
    }
  }

  /// The phrases of a text without gaps; nil where it has an error, which is reported.
  mutating func compile(_ text: PatternText, into sink: inout DiagnosticSink) -> [Phrase]? {
    do throws(PatternError) {
      let phrases = try phrases(PatternParser.parse(text.text), into: &sink)
      if phrases.contains([]) {
        throw PatternError(
          code: .patternSyntax, message: "everything in this phrase may be absent",
          bytes: 0..<text.text.utf8.count, hint: "take away one question mark")
      }
      return phrases
    } catch {
      sink.report(error, in: text)
      return nil
    }
  }

  /// The phrases that a pattern without gaps stands for.
  mutating func phrases(_ pattern: Pattern, into sink: inout DiagnosticSink) throws(PatternError)
    -> [Phrase]
  {
    switch pattern {
    case .word(let word): return [[wordSets.number(groups.group(word, exact: false))]]
    case .exactWord(let word): return [[wordSets.number(groups.group(word, exact: true))]]
    case .thing(let thing):
      return [[groups.group(thing).map { wordSets.number($0) } ?? PatternTables.notice]]
    case .set(let reference): return try phrases(of: reference, into: &sink)
    case .choice(let alternatives): return try choice(alternatives, into: &sink)
    case .sequence(let parts):
      var all: [Phrase] = [[]]
      for part in parts {
        if part.gap > 0 {
          throw PatternError(
            code: .badGap, message: "a gap stands inside a choice or a phrase", bytes: 0..<1,
            hint: "give each alternative its own <match>, inside an <any>")
        }
        all = try Self.joined(all, phrases(part.pattern, into: &sink), orNone: part.isOptional)
      }
      return all
    }
  }

  private mutating func choice(_ alternatives: [Pattern], into sink: inout DiagnosticSink)
    throws(PatternError) -> [Phrase]
  {
    var words: [WordGroups.Group] = []
    var rest: [Phrase] = []
    for alternative in alternatives {
      switch alternative {
      case .word(let word): words.append(groups.group(word, exact: false))
      case .exactWord(let word): words.append(groups.group(word, exact: true))
      default: rest += try phrases(alternative, into: &sink)
      }
    }
    if words.isEmpty { return merged(rest) }
    let set = [wordSets.number(words)]
    return rest.isEmpty ? [set] : merged([set] + rest)
  }

  private mutating func phrases(
    of reference: Pattern.SetReference, into sink: inout DiagnosticSink
  ) throws(PatternError) -> [Phrase] {
    if let phrases = expand(reference.name, into: &sink) { return phrases }
    let isCycle = sets[reference.name] != nil
    throw PatternError(
      code: isCycle ? .setCycle : .unknownSet,
      message: isCycle
        ? "the set “@\(reference.name)” contains itself"
        : "the vocabulary has no set “@\(reference.name)”",
      bytes: reference.bytes,
      hint: isCycle
        ? "take the reference away"
        : NearestName.suggestion(for: reference.name, among: names).map { "did you mean @\($0)?" })
  }

  private static func joined(_ left: [Phrase], _ right: [Phrase], orNone: Bool)
    throws(PatternError) -> [Phrase]
  {
    let count = left.count * (right.count + (orNone ? 1 : 0))
    guard count <= limit else {
      throw PatternError(
        code: .patternTooLarge,
        message: "this stands for \(count) phrases or more; the limit is \(limit)", bytes: 0..<1,
        hint: "split it into several")
    }
    if left.count == 1, left[0].isEmpty, !orNone { return right }
    var all = orNone ? left : []
    all.reserveCapacity(count)
    for first in left {
      for second in right { all.append(first + second) }
    }
    return all
  }

  /// Puts phrases of one word together.
  private mutating func merged(_ phrases: [Phrase]) -> [Phrase] {
    let isSingle: (Phrase) -> Bool = { $0.count == 1 && $0[0] != PatternTables.notice }
    guard phrases.count(where: isSingle) > 1 else { return phrases }
    var words: [WordGroups.Group] = []
    for phrase in phrases where isSingle(phrase) { words += wordSets.groups[Int(phrase[0])] }
    return [[wordSets.number(words)]] + phrases.filter { !isSingle($0) }
  }
}

extension DiagnosticSink {
  mutating func report(_ error: PatternError, in text: PatternText) {
    self.error(error.code, error.message, at: text.range(error.bytes), hint: error.hint)
  }
}

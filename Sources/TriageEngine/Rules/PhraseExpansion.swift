internal import Diagnostics

/// A phrase: at each place the groups of words that may stand there.
typealias Phrase = [WordSetKey]

/// The groups of a set of words, ascending, which is also what tells two sets apart.
typealias WordSetKey = [WordGroups.Group]

/// Turns the vocabulary and the parts of patterns into phrases.
///
/// Alternatives of one word stay together as one set of words, so `(sign | log) (in | into)` is one
/// phrase and not four.
struct PhraseExpansion {
  /// How many phrases one part of a pattern, or one set of the vocabulary, may stand for.
  static let limit = 2_000

  var groups = WordGroups()
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

  /// The phrases of a set; empty where its definition has an error, which is reported once.
  private mutating func expand(_ name: String, into sink: inout DiagnosticSink) -> [Phrase]? {
    switch sets[name] {
    case nil: return nil
    case .expanded(let phrases): return phrases
    case .expanding: return nil
    case .source(let set):
      sets[name] = .expanding
      var phrases: [Phrase] = []
      for phrase in set.phrases {
        phrases += compile(phrase, into: &sink) ?? []
      }
      phrases = Self.merged(phrases)
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
    case .word(let word): return [[[groups.group(word, exact: false)]]]
    case .exactWord(let word): return [[[groups.group(word, exact: true)]]]
    case .thing(let thing): return [[[groups.group(thing)]]]
    case .set(let reference): return try phrases(of: reference, into: &sink)
    case .choice(let alternatives):
      var all: [Phrase] = []
      for alternative in alternatives { all += try phrases(alternative, into: &sink) }
      return Self.merged(all)
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
    var all = orNone ? left : []
    for first in left {
      for second in right { all.append(first + second) }
    }
    return all
  }

  /// Puts phrases of one word together, and drops what is there twice.
  private static func merged(_ phrases: [Phrase]) -> [Phrase] {
    var single: Set<WordGroups.Group> = []
    var rest: [Phrase] = []
    var seen: Set<Phrase> = []
    for phrase in phrases {
      if phrase.count == 1, phrase[0] != [WordGroups.notice] {
        single.formUnion(phrase[0])
      } else if seen.insert(phrase).inserted {
        rest.append(phrase)
      }
    }
    return single.isEmpty ? rest : [[single.sorted()]] + rest
  }
}

extension DiagnosticSink {
  mutating func report(_ error: PatternError, in text: PatternText) {
    self.error(error.code, error.message, at: text.range(error.bytes), hint: error.hint)
  }
}

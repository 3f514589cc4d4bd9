internal import Diagnostics

extension DiagnosticCode {
  /// A pattern could reach over more words than the matcher looks at in one go.
  static let patternTooLong = DiagnosticCode("TK0208")
}

/// Compiles patterns into tables, each different one once.
struct PatternCompiler {
  /// The longest stretch of words that a pattern may cover, gaps included: the matcher keeps the
  /// places that a match has reached in the bits of one number.
  static let longestSpan = 60
  /// How many words the spelling of a notice may have.
  private static let longestNotice = 8

  var expansion: PhraseExpansion
  private(set) var patterns: [[Part]] = []
  private var known: [String: Int] = [:]

  /// A part of a pattern with its phrases.
  struct Part {
    var phrases: [Phrase]
    var gap: Int
    var isOptional: Bool

    var shortest: Int {
      isOptional ? 0 : phrases.map(\.count).min() ?? 0
    }

    var longest: Int {
      phrases.map { phrase in
        phrase.reduce(0) { $0 + ($1 == [WordGroups.notice] ? PatternCompiler.longestNotice : 1) }
      }.max() ?? 0
    }
  }

  init(_ vocabulary: [VocabularySet], into sink: inout DiagnosticSink) {
    expansion = PhraseExpansion(vocabulary, into: &sink)
  }

  /// The index of the pattern; nil where it has an error, which is reported.
  mutating func compile(_ text: PatternText, into sink: inout DiagnosticSink) -> Int? {
    if let index = known[text.text] { return index }
    do throws(PatternError) {
      let parts = try parts(PatternParser.parse(text.text), into: &sink)
      let span = parts.reduce(0) { $0 + $1.longest + $1.gap }
      guard span <= Self.longestSpan else {
        throw PatternError(
          code: .patternTooLong,
          message: "this pattern can reach over \(span) words; the limit is \(Self.longestSpan)",
          bytes: 0..<text.text.utf8.count, hint: "make the gaps smaller, or use <all>")
      }
      let index = add(parts)
      known[text.text] = index
      return index
    } catch {
      sink.report(error, in: text)
      return nil
    }
  }

  /// Adds a pattern of one part.
  mutating func add(phrases: [Phrase]) -> Int {
    add([Part(phrases: phrases, gap: 0, isOptional: false)])
  }

  private mutating func add(_ parts: [Part]) -> Int {
    patterns.append(parts)
    return patterns.count - 1
  }

  private mutating func parts(_ pattern: Pattern, into sink: inout DiagnosticSink)
    throws(PatternError) -> [Part]
  {
    guard case .sequence(let parts) = pattern else {
      return [Part(phrases: try phrases(pattern, &sink), gap: 0, isOptional: false)]
    }
    var compiled: [Part] = []
    for part in parts {
      compiled.append(
        Part(
          phrases: try phrases(part.pattern, &sink), gap: part.gap, isOptional: part.isOptional))
    }
    return compiled
  }

  private mutating func phrases(_ pattern: Pattern, _ sink: inout DiagnosticSink)
    throws(PatternError) -> [Phrase]
  {
    try expansion.phrases(pattern, into: &sink).filter { !$0.isEmpty }
  }

  // MARK: Tables

  /// - Parameter frequency: how often words of each class stand in texts, at least 1.
  func tables(classesOfGroups: [[UInt32]], frequency: [Int]) -> PatternTables {
    var writer = PatternTableWriter(classesOfGroups: classesOfGroups, frequency: frequency)
    for pattern in patterns { writer.write(pattern) }
    return writer.tables
  }
}

/// Writes patterns into tables, and chooses the rarest part of each as its key.
private struct PatternTableWriter {
  let classesOfGroups: [[UInt32]]
  let frequency: [Int]
  var tables = PatternTables()
  private var wordSets: [WordSetKey: UInt32] = [:]
  private var costs: [Int] = []

  /// Notices are rare.
  private static let costOfNotice = 8

  init(classesOfGroups: [[UInt32]], frequency: [Int]) {
    self.classesOfGroups = classesOfGroups
    self.frequency = frequency
  }

  private mutating func wordSet(_ key: WordSetKey) -> UInt32 {
    if key == [WordGroups.notice] { return PatternTables.notice }
    if let known = wordSets[key] { return known }
    var classes: [UInt32] = []
    for group in key where group >= 0 { classes += classesOfGroups[Int(group)] }
    if key.count > 1 { classes = Set(classes).sorted() }
    let start = UInt32(tables.wordSetClasses.count)
    tables.wordSetClasses += classes
    tables.wordSets.append(
      PatternTables.WordSet(
        filter: classes.reduce(0) { $0 | 1 << UInt64($1 & 63) }, start: start,
        end: start + UInt32(classes.count)))
    costs.append(classes.reduce(0) { $0 + frequency[Int($1)] })
    let index = UInt32(tables.wordSets.count - 1)
    wordSets[key] = index
    return index
  }

  private func cost(_ wordSet: UInt32) -> Int {
    wordSet == PatternTables.notice ? Self.costOfNotice : costs[Int(wordSet)]
  }

  mutating func write(_ parts: [PatternCompiler.Part]) {
    let pattern = UInt32(tables.patterns.count)
    let start = UInt32(tables.elements.count)
    var best: (cost: Int, keys: [PatternTables.Key])?
    var before = (least: 0, most: 0)
    for part in parts {
      let phrases = part.phrases.map { $0.map { wordSet($0) } }
      writeElement(part, phrases)
      before.most += part.gap
      if !part.isOptional {
        let candidate = keys(of: phrases, pattern, before)
        if candidate.cost < best?.cost ?? .max { best = candidate }
      }
      before.least += part.shortest
      before.most += part.longest
    }
    tables.patterns.append(
      PatternTables.Elements(start: start, end: UInt32(tables.elements.count)))
    tables.keys += best?.keys ?? []
    tables.keyStarts.append(UInt32(tables.keys.count))
  }

  /// The rarest word of every phrase: one of them stands in each match.
  private func keys(
    of phrases: [[UInt32]], _ pattern: UInt32, _ before: (least: Int, most: Int)
  ) -> (cost: Int, keys: [PatternTables.Key]) {
    var total = 0
    var keys: [PatternTables.Key] = []
    for phrase in phrases {
      let costs = phrase.map(cost)
      guard let least = costs.min(), let place = costs.firstIndex(of: least) else { continue }
      total += least
      let notices = phrase[..<place].count { $0 == PatternTables.notice }
      let key = PatternTables.Key(
        pattern: pattern, wordSet: phrase[place],
        leastBefore: UInt8(clamping: before.least + place),
        mostBefore: UInt8(clamping: before.most + place + notices * 7))
      if let same = keys.firstIndex(where: { $0.wordSet == key.wordSet }) {
        keys[same].leastBefore = min(keys[same].leastBefore, key.leastBefore)
        keys[same].mostBefore = max(keys[same].mostBefore, key.mostBefore)
      } else {
        keys.append(key)
      }
    }
    return (total, keys)
  }

  private mutating func writeElement(_ part: PatternCompiler.Part, _ phrases: [[UInt32]]) {
    let phraseStart = UInt32(tables.phrases.count)
    for phrase in phrases {
      let start = UInt32(tables.phraseWords.count)
      tables.phraseWords += phrase
      tables.phrases.append(
        PatternTables.Phrase(start: start, end: UInt32(tables.phraseWords.count)))
    }
    var first: Set<WordGroups.Group> = []
    for phrase in part.phrases { first.formUnion(phrase[0]) }
    let beginsWithNotice = first.remove(WordGroups.notice) != nil
    tables.elements.append(
      PatternTables.Element(
        first: wordSet(first.sorted()), phraseStart: phraseStart,
        phraseEnd: UInt32(tables.phrases.count), gap: UInt8(part.gap),
        isOptional: part.isOptional, beginsWithNotice: beginsWithNotice))
  }
}

internal import Diagnostics

extension DiagnosticCode {
  /// A pattern could reach over more words than the matcher looks at in one go.
  static let patternTooLong = DiagnosticCode("TK0208")
}

/// Compiles patterns to parts, each different one once.
struct PatternCompiler {
  /// The longest stretch of words that a pattern may cover, gaps included: the matcher keeps the
  /// places that a match has reached in the bits of one number.
  static let longestSpan = 60
  /// How many words the spelling of a notice may have.
  static let longestNotice = 8

  var expansion: PhraseExpansion
  private(set) var elements: [Element] = []
  private(set) var patterns: [[Part]] = []
  private var knownPatterns: [String: Int] = [:]
  private var knownElements: [Pattern: UInt32] = [:]

  /// Any of some phrases.
  struct Element {
    var phrases: [Phrase]
    var shortest: Int
    var longest: Int

    init(_ phrases: [Phrase]) {
      self.phrases = phrases
      shortest = phrases.map(\.count).min() ?? 0
      longest =
        phrases.map { phrase in
          phrase.reduce(0) {
            $0 + ($1 == PatternTables.notice ? PatternCompiler.longestNotice : 1)
          }
        }.max() ?? 0
    }
  }

  /// An element in a pattern.
  struct Part {
    var element: UInt32
    var gap: Int
    var isOptional: Bool
  }

  init(_ vocabulary: [VocabularySet], into sink: inout DiagnosticSink) {
    expansion = PhraseExpansion(vocabulary, into: &sink)
  }

  /// The index of the pattern; nil where it has an error, which is reported.
  mutating func compile(_ text: PatternText, into sink: inout DiagnosticSink) -> Int? {
    if let index = knownPatterns[text.text] { return index }
    do throws(PatternError) {
      let parts = try parts(PatternParser.parse(text.text), into: &sink)
      let span = parts.reduce(0) { $0 + elements[Int($1.element)].longest + $1.gap }
      guard span <= Self.longestSpan else {
        throw PatternError(
          code: .patternTooLong,
          message: "this pattern can reach over \(span) words; the limit is \(Self.longestSpan)",
          bytes: 0..<text.text.utf8.count, hint: "make the gaps smaller, or use <all>")
      }
      let index = add(parts)
      knownPatterns[text.text] = index
      return index
    } catch {
      sink.report(error, in: text)
      return nil
    }
  }

  /// Adds a pattern of one part.
  mutating func add(phrases: [Phrase]) -> Int {
    elements.append(Element(phrases))
    return add([Part(element: UInt32(elements.count - 1), gap: 0, isOptional: false)])
  }

  private mutating func add(_ parts: [Part]) -> Int {
    patterns.append(parts)
    return patterns.count - 1
  }

  private mutating func parts(_ pattern: Pattern, into sink: inout DiagnosticSink)
    throws(PatternError) -> [Part]
  {
    guard case .sequence(let parts) = pattern else {
      return [Part(element: try element(pattern, &sink), gap: 0, isOptional: false)]
    }
    var compiled: [Part] = []
    for part in parts {
      compiled.append(
        Part(
          element: try element(part.pattern, &sink), gap: part.gap, isOptional: part.isOptional))
    }
    return compiled
  }

  private mutating func element(_ pattern: Pattern, _ sink: inout DiagnosticSink)
    throws(PatternError) -> UInt32
  {
    // Where a set stands in the text of the pattern does not make it another set.
    let key: Pattern =
      if case .set(let set) = pattern { .set(Pattern.SetReference(name: set.name, bytes: 0..<0)) } else
      { pattern }
    if let known = knownElements[key] { return known }
    let phrases = try expansion.phrases(pattern, into: &sink).filter { !$0.isEmpty }
    elements.append(Element(phrases))
    knownElements[key] = UInt32(elements.count - 1)
    return UInt32(elements.count - 1)
  }

  /// - Parameter frequency: how often words of each class stand in texts, at least 1.
  func tables(classesOfGroups: [[UInt32]], frequency: [Int]) -> PatternTables {
    var writer = PatternTableWriter(expansion.wordSets, classesOfGroups, frequency)
    for element in elements { writer.write(element) }
    for pattern in patterns { writer.write(pattern, elements) }
    return writer.tables
  }
}

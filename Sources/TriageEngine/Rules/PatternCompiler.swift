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
  /// Elements that are one set of words, or one set of the vocabulary.
  private var elementOfWords: [UInt32: UInt32] = [:]
  private var elementOfSet: [String: UInt32] = [:]

  /// Any of some phrases.
  struct Element {
    var phrases: PhraseList
    var shortest = Int.max
    var longest = 0

    init(_ phrases: PhraseList) {
      self.phrases = phrases
      if phrases.single != nil {
        shortest = 1
        longest = 1
      }
      for phrase in phrases.longer {
        shortest = min(shortest, phrase.count)
        let notices = phrase.count { $0 == PatternTables.notice }
        longest = max(longest, phrase.count + notices * (PatternCompiler.longestNotice - 1))
      }
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
      let parts = try PatternParser.parse(text.text, &expansion, into: &sink).map {
        Part(element: element($0), gap: $0.gap, isOptional: $0.isOptional)
      }
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
  mutating func add(phrases: PhraseList) -> Int {
    elements.append(Element(phrases))
    return add([Part(element: UInt32(elements.count - 1), gap: 0, isOptional: false)])
  }

  private mutating func add(_ parts: [Part]) -> Int {
    patterns.append(parts)
    return patterns.count - 1
  }

  private mutating func element(_ part: PatternParser.Part) -> UInt32 {
    let words = part.phrases.longer.isEmpty ? part.phrases.single : nil
    if let words, let known = elementOfWords[words] { return known }
    if let name = part.setName, let known = elementOfSet[name] { return known }
    let index = UInt32(elements.count)
    elements.append(Element(part.phrases))
    if let words { elementOfWords[words] = index }
    if let name = part.setName { elementOfSet[name] = index }
    return index
  }

  /// - Parameter frequency: how often words of each class stand in texts, at least 1.
  func tables(classesOfGroups: [[UInt32]], frequency: [Int]) -> PatternTables {
    var writer = PatternTableWriter(expansion.wordSets, classesOfGroups, frequency)
    for element in elements { writer.write(element) }
    for pattern in patterns { writer.write(pattern, elements) }
    return writer.tables
  }
}

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
  private var elements: [Element] = []
  /// The parts of all patterns, and where those of each pattern end, after a first 0.
  private var parts: [Part] = []
  private var ends: [Int] = [0]
  /// The index of each pattern, by the hash of its text.
  private var knownPatterns = WordIndex()
  /// Elements that are one set of words, or one set of the vocabulary.
  private var elementOfWords = NumberTable()
  private var elementOfSet = NumberTable()

  /// Any of some phrases.
  struct Element {
    var phrases: PhraseList
    var longest = 1
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
    let hash = WordHash(text.text.utf8)
    if let known = knownPatterns[hash] { return Int(known) }
    let read = expansion.read(text, into: &sink) { (expansion, start) in
      Array(expansion.parts[start...])
    }
    // What has no phrase consists of what has errors.
    guard let read, !read.contains(where: \.phrases.isEmpty) else { return nil }
    for part in read {
      parts.append(
        Part(element: element(part), gap: part.gap, isOptional: part.isOptional))
    }
    let span = parts[(ends.last ?? 0)...]
      .reduce(0) { $0 + elements[Int($1.element)].longest + $1.gap }
    if span > Self.longestSpan {
      let error = PatternError(
        code: .patternTooLong,
        message: "this pattern can reach over \(span) words; the limit is \(Self.longestSpan)",
        bytes: 0..<text.text.utf8.count, hint: "make the gaps smaller, or use <all>")
      sink.report(error, in: text)
      parts.removeLast(read.count)
      return nil
    }
    let pattern = endPattern()
    knownPatterns.insert(hash, UInt32(pattern))
    return pattern
  }

  /// Adds a pattern of one part, which has phrases.
  mutating func add(_ phrases: PhraseList) -> Int {
    parts.append(Part(element: addElement(phrases), gap: 0, isOptional: false))
    return endPattern()
  }

  /// Makes a pattern of the parts that were added since the last.
  private mutating func endPattern() -> Int {
    ends.append(parts.count)
    return ends.count - 2
  }

  /// The element of a part: one for all parts that are the same words, or the same set.
  private mutating func element(_ part: PatternParser.Part) -> UInt32 {
    let words = part.phrases.longer.isEmpty ? part.phrases.single.map { Int($0) } : nil
    if let words, let known = elementOfWords[words] { return known }
    if let set = part.set, let known = elementOfSet[set] { return known }
    let element = addElement(part.phrases)
    if let words { elementOfWords[words] = element }
    if let set = part.set { elementOfSet[set] = element }
    return element
  }

  private mutating func addElement(_ phrases: PhraseList) -> UInt32 {
    var element = Element(phrases: phrases)
    for phrase in phrases.longer {
      let places = expansion.phrases.places(of: phrase)
      let notices = places.count { $0 == PatternTables.notice }
      element.longest = max(element.longest, places.count + notices * (Self.longestNotice - 1))
    }
    elements.append(element)
    return UInt32(elements.count - 1)
  }

  /// - Parameter frequency: how often words of each class stand in texts, at least 1.
  func writer(_ classes: WordClasses, frequency: [Int]) -> PatternTableWriter {
    var writer = PatternTableWriter(expansion.wordSets, classes, frequency)
    for element in elements { writer.write(element, expansion.phrases) }
    for index in ends.indices.dropLast() {
      writer.write(parts[ends[index]..<ends[index + 1]])
    }
    return writer
  }
}

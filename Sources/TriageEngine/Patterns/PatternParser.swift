package import Diagnostics

extension DiagnosticCode {
  /// A pattern does not follow the grammar.
  package static let patternSyntax = DiagnosticCode("TK0201")
  /// A pattern names a set that the vocabulary does not have.
  package static let unknownSet = DiagnosticCode("TK0202")
  /// Sets of the vocabulary contain each other.
  package static let setCycle = DiagnosticCode("TK0203")
  /// A pattern stands for more phrases, or a longer stretch of text, than is allowed.
  package static let patternTooLarge = DiagnosticCode("TK0204")
  /// A gap where none may be, or of a size that none may have.
  package static let badGap = DiagnosticCode("TK0205")
  /// `#` before the name of nothing that is recognised.
  package static let unknownThing = DiagnosticCode("TK0206")
  /// Two sets of the vocabulary have one name.
  package static let duplicateSet = DiagnosticCode("TK0207")
}

/// What is wrong with a pattern, and where in it.
struct PatternError: Error {
  var code: DiagnosticCode
  var message: String
  var bytes: Range<Int>
  var hint: String?
}

/// Reads a pattern and compiles it on the way, by recursive descent.
///
/// The grammar, in full:
///
///     pattern = part { [gap] part }
///     part    = ( word | exact | choice | set | thing ) [ "?" ]
///     word    = letters or digits            any inflection of it: receive, receives, received
///     exact   = '"' word { word } '"'        these forms only, side by side
///     choice  = "(" pattern { "|" pattern } ")"
///     set     = "@" name                     any phrase of a set of the vocabulary
///     thing   = "#" name                     something recognised: notice email phone ssn money date number
///     gap     = "~" number                   up to so many words between, 1 to 12; without it, none
///
/// A pattern matches within one sentence, its parts in order. A phrase of the vocabulary, and
/// whatever stands in a choice, has no gaps. Words are read as texts are (see `Tokenizer`): `can't`
/// is `cant`, `e-mail` is the two words `e mail`, `2fa` is `2 fa`.
struct PatternParser {
  static let largestGap = 12
  static let deepestNesting = 16

  private let bytes: Bytes
  private var position = 0
  private var depth = 0

  /// A part of a pattern as read.
  struct Part {
    var phrases: PhraseList
    /// The set of the vocabulary that is the whole of it.
    var set: Int?
    var gap = 0
    var isOptional = false
    /// Where the gap stands in the pattern.
    var gapBytes = 0..<0
  }

  /// Puts the parts of a pattern, at least one of which must be there, on `expansion.parts`.
  ///
  /// - Throws: `PatternError` at the first thing that the grammar does not allow.
  static func parse(
    _ text: String, _ expansion: inout PhraseExpansion, into sink: inout DiagnosticSink
  ) throws(PatternError) {
    var text = text
    let error: PatternError? = text.withUTF8 { bytes in
      do throws(PatternError) {
        var parser = PatternParser(bytes: bytes)
        try parser.pattern(&expansion, &sink)
        return nil
      } catch {
        return error
      }
    }
    if let error { throw error }
  }

  private init(bytes: Bytes) {
    self.bytes = bytes
  }

  private mutating func pattern(
    _ expansion: inout PhraseExpansion, _ sink: inout DiagnosticSink
  ) throws(PatternError) {
    try sequence(&expansion, &sink)
    skipSpace()
    if let byte = peek {
      throw error(
        "\(found) where a word, “(”, “@set”, “#thing” or the end was expected",
        hint: byte == UInt8(ascii: "|") ? "put the alternatives in parentheses: (a | b)" : nil)
    }
  }

  private var peek: UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek, byte <= UInt8(ascii: " ") { position += 1 }
  }

  private func error(
    _ message: String, _ code: DiagnosticCode = .patternSyntax, from start: Int? = nil,
    hint: String? = nil
  ) -> PatternError {
    let start = start ?? position
    let end = max(position, min(start + 1, bytes.count))
    return PatternError(code: code, message: message, bytes: start..<end, hint: hint)
  }

  /// What stands here, for a message.
  private var found: String {
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    return "“\(rest.first.map(String.init) ?? "")” stands"
  }

  // MARK: Grammar

  /// Puts parts on `expansion.parts`.
  private mutating func sequence(
    _ expansion: inout PhraseExpansion, _ sink: inout DiagnosticSink
  ) throws(PatternError) {
    let start = position
    let firstPart = expansion.parts.count
    while let gap = try gapOrPart(expansion.parts.count == firstPart) {
      let first = expansion.parts.count
      try part(&expansion, &sink)
      expansion.parts[first].gap = gap.size
      expansion.parts[first].gapBytes = gap.bytes
      if peek == UInt8(ascii: "?") {
        position += 1
        expansion.parts[expansion.parts.count - 1].isOptional = true
      }
    }
    guard expansion.parts.count > firstPart else {
      throw error("nothing stands where a word, “(”, “@set” or “#thing” was expected")
    }
    guard expansion.parts[firstPart...].contains(where: { !$0.isOptional }) else {
      throw error(
        "everything in this sequence may be absent", from: start,
        hint: "take away one question mark")
    }
  }

  /// The gap before the next part, 0 words where none is written; nil when no part follows.
  private mutating func gapOrPart(_ isFirst: Bool) throws(PatternError)
    -> (size: Int, bytes: Range<Int>)?
  {
    skipSpace()
    let start = position
    var size = 0
    if peek == UInt8(ascii: "~") {
      if isFirst { throw error("a gap stands before the first part", .badGap) }
      position += 1
      size = Int(String(decoding: name { $0.isDigit }, as: UTF8.self)) ?? 0
      guard 1...Self.largestGap ~= size else {
        throw error(
          "a gap needs a number of words from 1 to \(Self.largestGap)", .badGap, from: start,
          hint: "write for instance ~4")
      }
    }
    let gap = start..<position
    skipSpace()
    switch peek {
    case UInt8(ascii: "~"): throw error("two gaps in a row", .badGap)
    case nil, UInt8(ascii: ")"), UInt8(ascii: "|"):
      if size > 0 { throw error("a gap stands after the last part", .badGap, from: start) }
      return nil
    default: return (size, gap)
    }
  }

  /// Adds one part; a word that a text would split (`2fa`) gives several.
  private mutating func part(
    _ expansion: inout PhraseExpansion, _ sink: inout DiagnosticSink
  ) throws(PatternError) {
    switch bytes[position] {
    case UInt8(ascii: "("):
      expansion.parts.append(Part(phrases: try choice(&expansion, &sink)))
    case UInt8(ascii: "\""):
      let start = position
      guard Self.add(try quoted(), exact: true, to: &expansion) else {
        throw error("no word stands in the quotation marks", from: start)
      }
    case UInt8(ascii: "@"):
      let (name, range) = try setName()
      let (set, phrases) = try expansion.set(name, at: range, into: &sink)
      expansion.parts.append(Part(phrases: phrases, set: set))
    case UInt8(ascii: "#"):
      expansion.parts.append(Part(phrases: expansion.phrases(try thing())))
    default:
      let run = run()
      guard Self.add(run, exact: false, to: &expansion) else {
        throw error(
          run.isEmpty
            ? "\(found) where a word, “(”, “@set” or “#thing” was expected"
            : "no word stands where a word, “(”, “@set” or “#thing” was expected")
      }
    }
  }

  /// Adds the words of a stretch of text; whether there are any.
  private static func add(_ text: Bytes, exact: Bool, to expansion: inout PhraseExpansion) -> Bool {
    if isPlain(text) {
      expansion.parts.append(Part(phrases: expansion.phrases(text, exact: exact)))
      return true
    }
    let words = words(in: text)
    for word in words {
      let phrases = word.withUnsafeBufferPointer { expansion.phrases($0, exact: exact) }
      expansion.parts.append(Part(phrases: phrases))
    }
    return !words.isEmpty
  }

  private mutating func choice(
    _ expansion: inout PhraseExpansion, _ sink: inout DiagnosticSink
  ) throws(PatternError) -> PhraseList {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      throw error("parentheses nest deeper than \(Self.deepestNesting)", .patternTooLarge)
    }
    let (firstWord, firstList) = (expansion.words.count, expansion.lists.count)
    repeat {
      position += 1
      // Most alternatives are single words.
      if let word = loneWord() {
        expansion.words.append(expansion.groups.group(word, exact: false))
      } else {
        let firstPart = expansion.parts.count
        try sequence(&expansion, &sink)
        expansion.lists.append(try expansion.joined(from: firstPart))
        expansion.parts.removeLast(expansion.parts.count - firstPart)
      }
    } while peek == UInt8(ascii: "|")
    guard peek == UInt8(ascii: ")") else {
      throw error("the parenthesis is not closed", from: start, hint: "add “)”")
    }
    position += 1
    return expansion.any(wordsFrom: firstWord, listsFrom: firstList)
  }

  /// The plain word that is all there is up to the next `|` or `)`; otherwise nothing is read.
  private mutating func loneWord() -> Bytes? {
    let start = position
    skipSpace()
    let word = run()
    skipSpace()
    if peek == UInt8(ascii: "|") || peek == UInt8(ascii: ")"), Self.isPlain(word) { return word }
    position = start
    return nil
  }

  /// What stands in quotation marks.
  private mutating func quoted() throws(PatternError) -> Bytes {
    let start = position
    position += 1
    let inside = name { $0 != UInt8(ascii: "\"") }
    guard peek != nil else {
      throw error("the quotation mark is not closed", from: start, hint: "add “\"”")
    }
    position += 1
    return inside
  }

  private mutating func setName() throws(PatternError) -> (Bytes, Range<Int>) {
    let start = position
    position += 1
    let name = name { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty else { throw error("“@” stands without the name of a set", from: start) }
    return (name, start..<position)
  }

  private mutating func thing() throws(PatternError) -> Thing {
    let start = position
    position += 1
    let name = String(decoding: name { $0.isLetter }, as: UTF8.self)
    if let thing = Thing(rawValue: name) { return thing }
    let names = Thing.allCases.map(\.rawValue)
    throw error(
      "“#\(name)” is nothing that is recognised", .unknownThing, from: start,
      hint: NearestName.suggestion(for: name, among: names).map { "did you mean #\($0)?" }
        ?? "recognised are " + names.map { "#" + $0 }.joined(separator: " "))
  }

  // MARK: Words

  private mutating func name(of isPart: (UInt8) -> Bool) -> Bytes {
    let start = position
    while let byte = peek, isPart(byte) { position += 1 }
    return Bytes(rebasing: bytes[start..<position])
  }

  /// Bytes up to what has a meaning in the grammar.
  private mutating func run() -> Bytes {
    let start = position
    while let byte = peek, byte > UInt8(ascii: " "), !Self.isSpecial(byte) { position += 1 }
    return Bytes(rebasing: bytes[start..<position])
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "?"),
      UInt8(ascii: "~"), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "\""):
      true
    default: false
    }
  }

  /// Small letters alone, or digits alone: a word as it stands.
  private static func isPlain(_ run: Bytes) -> Bool {
    guard let first = run.first else { return false }
    return first.isDigit
      ? run.allSatisfy(\.isDigit) : run.allSatisfy { $0 &- UInt8(ascii: "a") < 26 }
  }

  /// The words of a stretch of text, folded and split as a text's are.
  static func words(in bytes: Bytes) -> [[UInt8]] {
    var words: [[UInt8]] = []
    var current: [UInt8] = []
    func flush() {
      if !current.isEmpty { words.append(current) }
      current = []
    }
    func add(_ byte: UInt8) {
      if let last = current.last, last.isDigit != byte.isDigit { flush() }
      current.append(byte)
    }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        if byte.isLetter || byte.isDigit {
          add(byte.lowercased)
        } else if byte != UInt8(ascii: "'") {
          flush()
        }
        continue
      }
      switch Folded.of(scalar) {
      case .letters(let letters): letters.withUTF8Buffer { $0.forEach(add) }
      case .foreign: String(scalar).utf8.forEach(add)
      case .nothing, .apostrophe: break
      case .separator, .clause, .newline: flush()
      }
    }
    flush()
    return words
  }
}

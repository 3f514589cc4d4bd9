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

/// Reads the grammar of `Pattern` by recursive descent.
struct PatternParser {
  static let largestGap = 12
  static let deepestNesting = 16

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0

  /// - Throws: `PatternError` at the first thing that the grammar does not allow.
  static func parse(_ text: String) throws(PatternError) -> Pattern {
    var parser = PatternParser(bytes: Array(text.utf8))
    let pattern = try parser.sequence()
    parser.skipSpace()
    if let byte = parser.peek {
      let found = parser.describe(byte)
      throw parser.error(
        "\(found) where a word, “(”, “@set”, “#thing” or the end was expected",
        hint: byte == UInt8(ascii: "|") ? "put the alternatives in parentheses: (a | b)" : nil)
    }
    return pattern
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
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

  private func describe(_ byte: UInt8) -> String {
    let rest = String(decoding: bytes[position...], as: UTF8.self)
    return "“\(rest.first.map(String.init) ?? "")” stands"
  }

  // MARK: Grammar

  private mutating func sequence() throws(PatternError) -> Pattern {
    var parts: [Pattern.Part] = []
    var gap: Int?
    while true {
      skipSpace()
      guard let byte = peek, byte != UInt8(ascii: ")"), byte != UInt8(ascii: "|") else { break }
      if byte == UInt8(ascii: "~") {
        let start = position
        let size = try self.gap()
        if parts.isEmpty {
          throw error("a gap stands before the first part", .badGap, from: start)
        }
        if gap != nil { throw error("two gaps in a row", .badGap, from: start) }
        gap = size
        continue
      }
      let first = parts.count
      try part(into: &parts)
      parts[first].gap = gap ?? 0
      gap = nil
      if peek == UInt8(ascii: "?") {
        position += 1
        parts[parts.count - 1].isOptional = true
      }
    }
    if gap != nil { throw error("a gap stands after the last part", .badGap) }
    guard !parts.isEmpty else {
      throw error("nothing stands where a word, “(”, “@set” or “#thing” was expected")
    }
    guard parts.contains(where: { !$0.isOptional }) else {
      throw error(
        "everything in this sequence may be absent", from: 0,
        hint: "take away one question mark")
    }
    return parts.count == 1 && !parts[0].isOptional ? parts[0].pattern : .sequence(parts)
  }

  private mutating func gap() throws(PatternError) -> Int {
    let start = position
    position += 1
    let size = Int(name(where: \.isDigit)) ?? 0
    guard 1...Self.largestGap ~= size else {
      throw error(
        "a gap needs a number of words from 1 to \(Self.largestGap)", .badGap, from: start,
        hint: "write for instance ~4")
    }
    return size
  }

  /// Adds one part; a word that a text would split (`2fa`) gives several.
  private mutating func part(into parts: inout [Pattern.Part]) throws(PatternError) {
    func add(_ pattern: Pattern) {
      parts.append(Pattern.Part(pattern: pattern, isOptional: false, gap: 0))
    }
    switch bytes[position] {
    case UInt8(ascii: "("): add(try choice())
    case UInt8(ascii: "\""):
      for word in try exact() { add(.exactWord(word)) }
    case UInt8(ascii: "@"): add(try set())
    case UInt8(ascii: "#"): add(try thing())
    default:
      let run = run()
      if Self.isPlain(run) { return add(.word(String(decoding: run, as: UTF8.self))) }
      let words = Self.words(in: run)
      guard !words.isEmpty else {
        throw error("no word stands where a word, “(”, “@set” or “#thing” was expected")
      }
      for word in words { add(.word(word)) }
    }
  }

  private mutating func set() throws(PatternError) -> Pattern {
    let start = position
    position += 1
    let name = name { $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "-") }
    guard !name.isEmpty else { throw error("“@” stands without the name of a set", from: start) }
    return .set(Pattern.SetReference(name: name, bytes: start..<position))
  }

  private mutating func thing() throws(PatternError) -> Pattern {
    let start = position
    position += 1
    let name = name { $0.isLetter }
    if let thing = Thing(rawValue: name) { return .thing(thing) }
    let names = Thing.allCases.map(\.rawValue)
    throw error(
      "“#\(name)” is nothing that is recognised", .unknownThing, from: start,
      hint: NearestName.suggestion(for: name, among: names).map { "did you mean #\($0)?" }
        ?? "recognised are " + names.map { "#" + $0 }.joined(separator: " "))
  }

  private mutating func choice() throws(PatternError) -> Pattern {
    let start = position
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepestNesting else {
      throw error("parentheses nest deeper than \(Self.deepestNesting)", .patternTooLarge)
    }
    position += 1
    var alternatives = [try sequence()]
    while peek == UInt8(ascii: "|") {
      position += 1
      alternatives.append(try sequence())
    }
    guard peek == UInt8(ascii: ")") else {
      throw error("the parenthesis is not closed", from: start, hint: "add “)”")
    }
    position += 1
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private mutating func exact() throws(PatternError) -> [String] {
    let start = position
    position += 1
    let inside = position
    while let byte = peek, byte != UInt8(ascii: "\"") { position += 1 }
    guard peek != nil else {
      throw error("the quotation mark is not closed", from: start, hint: "add “\"”")
    }
    let words = Self.words(in: bytes[inside..<position])
    position += 1
    guard !words.isEmpty else { throw error("no word stands in the quotation marks", from: start) }
    return words
  }

  // MARK: Words

  private mutating func name(where isPart: (UInt8) -> Bool) -> String {
    let start = position
    while let byte = peek, isPart(byte) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Bytes up to what has a meaning in the grammar.
  private mutating func run() -> ArraySlice<UInt8> {
    let start = position
    while let byte = peek, byte > UInt8(ascii: " "), !Self.isSpecial(byte) { position += 1 }
    return bytes[start..<position]
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
  private static func isPlain(_ run: ArraySlice<UInt8>) -> Bool {
    !run.isEmpty
      && (run.allSatisfy { $0 &- UInt8(ascii: "a") < 26 } || run.allSatisfy(\.isDigit))
  }

  /// The words of a stretch of text, folded and split as a text's are.
  static func words(in bytes: ArraySlice<UInt8>) -> [String] {
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
    return words.map { String(decoding: $0, as: UTF8.self) }
  }
}

import Diagnostics
import Testing
import TriageTestSupport

@testable import TriageEngine

@Suite struct PatternTests {
  @Test(arguments: [
    ("receive code", "I received codes", true),
    ("\"received\" code", "I receive a code", false),
    ("\"receive\" code", "they receive codes daily", true),
    ("not ~2 work", "it does not really ever work", true),
    ("not ~2 work", "it does not a b c work", false),
    ("(sign | log) (in | on)", "logging on", true),
    ("(sign | log) (in | on)", "sign up", false),
    ("my new? phone", "my phone", true),
    ("my new? phone", "my new phone", true),
    ("my new? phone", "my old phone", false),
    ("@lost ~1 phone", "no longer have my phone", true),
    ("@lost ~1 phone", "phone lost", false),
    ("can't verify", "CAN’T verify!", true),
    ("e-mail", "E mail", true),
    ("2fa", "2-FA", true),
    ("stop here", "stop. here", false),
    ("#phone", "call 800-555-0100", true),
    ("#money ~1 owe", "$50 I owe", true),
    ("#number apple", "3 apples", true),
    ("a ~12 b", "a b", true),
    ("a b", "b a", false),
    ("a b ~3 c d", "a b a b x c d", true),
  ])
  func matches(_ pattern: String, _ text: String, _ wanted: Bool) {
    let book = TestBook([match(pattern)], vocabulary: ["lost": ["lose", "no longer have"]])
    #expect(book.compiled().findings.isEmpty)
    #expect(book.fired(text) == (wanted ? [0] : []))
  }

  @Test func conditionsCombinePatterns() {
    let book = TestBook([
      .all([match("refund"), match("letter")]),
      .any([match("refund"), match("check")]),
      .all([match("refund"), .unless(match("amended"))]),
      .any([.all([match("blue"), match("red")]), .unless(match("green"))]),
    ])
    #expect(book.fired("a letter. about my refund") == [0, 1, 2])
    #expect(book.fired("a check") == [1])
    #expect(book.fired("the amended refund") == [1])
    #expect(book.fired("red and blue") == [3])
    #expect(book.fired("red and blue and green") == [])
  }

  /// The message says what was expected, the range where.
  @Test(arguments: [
    ("sign in)", "TK0201", 8, "“)” stands where"), ("(sign | log in", "TK0201", 1, "not closed"),
    ("a | b", "TK0201", 3, "“|” stands"), ("~3 code", "TK0205", 1, "before the first"),
    ("code ~3", "TK0205", 6, "after the last"), ("code ~13 x", "TK0205", 6, "from 1 to 12"),
    ("a ~2 ~3 b", "TK0205", 6, "two gaps"), ("the @lsot phone", "TK0202", 5, "no set “@lsot”"),
    ("#emial", "TK0206", 1, "#emial"), ("a?", "TK0201", 1, "may be absent"),
    ("\"code", "TK0201", 1, "quotation mark"), ("((a ~2 b) | c)", "TK0205", 5, "a gap stands"),
    ("@ phone", "TK0201", 1, "without the name"), ("", "TK0201", 1, "nothing stands"),
    ("a ~12 b ~12 c ~12 d ~12 e ~12 f", "TK0208", 1, "the limit is 60"),
  ])
  func mistakesAreReported(_ pattern: String, _ code: String, _ column: Int, _ message: String) {
    let findings = TestBook([match(pattern)], vocabulary: ["lost": ["lose"]]).compiled().findings
    #expect(findings.map(\.code.id) == [code])
    #expect(findings.first?.range.start.column == column)
    #expect(findings.first?.message.contains(message) == true, "\(findings)")
  }

  @Test func aSlipIsPutRight() {
    let findings = TestBook([match("the @lsot phone")], vocabulary: ["lost": ["lose"]])
      .compiled().findings
    #expect(findings.first?.hint == "did you mean @lost?")
  }

  @Test func aSetOfMistakesIsReportedOnceAndNeverMatches() {
    let book = TestBook(
      [match("@bad @bad"), match("refund @bad?"), match("(@bad | letter)")],
      vocabulary: ["bad": ["(oops"]])
    #expect(book.compiled().findings.count == 1)
    #expect(book.fired("oops oops, my refund letter") == [2])
  }

  @Test func setsThatContainThemselvesAreRefused() {
    let findings = TestBook([], vocabulary: ["a": ["x @b"], "b": ["@a"]]).compiled().findings
    #expect(findings.map(\.code.id) == ["TK0203"])
  }

  @Test func hugePatternsAreRefused() {
    let choice = "(a | b c | d e | f g | h i | j k | l m | n o | p q | r s)"
    let findings = TestBook([match("(\(choice) \(choice) \(choice) \(choice))")]).compiled()
      .findings
    #expect(findings.map(\.code.id) == ["TK0204"])
    let nested = String(repeating: "(", count: 40) + "a" + String(repeating: ")", count: 40)
    #expect(TestBook([match(nested)]).compiled().findings.map(\.code.id) == ["TK0204"])
  }

  /// The engine, which tries a pattern only where its rarest word stands, finds what a plain search
  /// by the definition finds.
  @Test(arguments: 0..<200)
  func agreesWithPlainSearch(seed: Int) {
    var random = SplitMix64(seed: seed)
    let letters = ["ba", "co", "du", "fe"]
    func word() -> String { letters[Int.random(in: 0..<letters.count, using: &random)] }
    let parts = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      PlainPattern.Part(
        words: (0..<Int.random(in: 1...2, using: &random)).map { _ in [word(), word()] },
        gap: Int.random(in: 0...3, using: &random))
    }
    let plain = PlainPattern(parts: parts)
    // Several sentences, which the engine looks at together, and at times more than it can.
    let sentences = (0..<Int.random(in: 1...6, using: &random)).map { _ in
      (0..<Int.random(in: 1...20, using: &random)).map { _ in word() }
    }
    let text = sentences.map { $0.joined(separator: " ") }.joined(separator: ". ")
    var test = TestBook([match(plain.text)])
    // Words that are frequent: the pattern is turned away unless all of its words stand there.
    if seed % 2 == 1 {
      for word in letters {
        test.book.weights.words.append(ArraySlice(word.utf8), count: 900, scores: [])
      }
    }
    #expect(
      test.fired(text).isEmpty != sentences.contains(where: plain.matches),
      "\(plain.text) in \(text)")
  }

  /// What is shown as the reason ends with the last word that took part.
  @Test(arguments: [
    ("refund ~3 late?", "my refund is not here", "refund"),
    ("refund ~3 late?", "my refund is very late today", "refund is very late"),
    ("refund late? ~3 money?", "my refund late again", "refund late"),
  ])
  func evidenceEndsWithWhatMatched(_ pattern: String, _ text: String, _ wanted: String) {
    var classifier = Classifier(TestBook([match(pattern)]).compiled().rules)
    let bytes = Array(text.utf8)
    _ = bytes.withUnsafeBufferPointer { classifier.classify($0) }
    let places = classifier.evidence().flatMap(\.places)
    #expect(places.map { String(decoding: bytes[$0], as: UTF8.self) } == [wanted])
  }

  /// A sentence that is longer than what is looked at together, wherever in it the pattern stands.
  @Test(arguments: 0..<130)
  func matchesAnywhereInALongSentence(place: Int) {
    var words = (0..<160).map { _ in "word" }
    words[place] = "refund"
    words[place + 25] = "letter"
    let book = TestBook([match("refund ~12 word ~12 letter"), match("refund ~12 letter")])
    #expect(book.fired(words.joined(separator: " ")) == [0])
  }
}

/// A pattern that is searched for by its definition, place by place.
private struct PlainPattern {
  struct Part {
    /// At each place the words that may stand there.
    var words: [[String]]
    var gap: Int
  }

  var parts: [Part]

  var text: String {
    parts.enumerated().map { index, part in
      let gap = index > 0 && part.gap > 0 ? "~\(part.gap) " : ""
      return gap + part.words.map { "(\"\($0[0])\" | \"\($0[1])\")" }.joined(separator: " ")
    }.joined(separator: " ")
  }

  func matches(_ text: [String]) -> Bool {
    text.indices.contains { matches(parts[...], text, at: $0, isFirst: true) }
  }

  private func matches(_ parts: ArraySlice<Part>, _ text: [String], at place: Int, isFirst: Bool)
    -> Bool
  {
    guard let part = parts.first else { return true }
    return (0...(isFirst ? 0 : part.gap)).contains { skip in
      let start = place + skip
      guard start + part.words.count <= text.count else { return false }
      let fits = part.words.indices.allSatisfy { part.words[$0].contains(text[start + $0]) }
      return fits
        && matches(parts.dropFirst(), text, at: start + part.words.count, isFirst: false)
    }
  }
}

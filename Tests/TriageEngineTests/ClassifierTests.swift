import Diagnostics
import Testing

@testable import TriageEngine

@Suite struct ClassifierTests {
  private func classify(_ text: String, _ book: RuleBook)
    -> (decision: Decision, candidates: [Candidate], also: [Candidate])
  {
    var sink = DiagnosticSink()
    var classifier = Classifier(RuleSet(book, into: &sink))
    var text = text
    let decision = text.withUTF8 { classifier.classify($0) }
    return (decision, classifier.candidates(100), classifier.also(decision))
  }

  private func decision(_ text: String, _ book: RuleBook) -> Decision {
    classify(text, book).decision
  }

  /// The concerns that a text is found to ask about besides the first.
  private func also(_ text: String, _ book: RuleBook) -> [Int] {
    classify(text, book).also.map(\.concern)
  }

  @Test func theStrongerRuleWins() {
    let book = TestBook([match("refund"), match("refund check")]).book
    #expect(decision("a refund", book).concern == 2)
    #expect(decision("apples", book).concern == book.unclearConcern)
  }

  @Test func anExcludedConcernIsOut() {
    var book = TestBook([match("code"), match("code")]).book
    book.concerns[2].rules.append(
      Rule(id: "a/x", condition: match("zip"), weight: nil, range: .whole("rules.xml")))
    #expect(decision("the code", book).concern == 2)
    #expect(decision("the zip code", book).concern == 3)
  }

  @Test func wordsCountWhereNoRuleFires() {
    var book = TestBook([match("refund"), match("code")]).book
    book.weights.targets = ["a/1"]
    book.weights.words.append(
      Array("text".utf8)[...], count: 3, scores: [WordWeights.Score(target: 0, weight: 9_000)])
    #expect(decision("it never texted me", book).concern == 3)
  }

  @Test func confidencesOfAllConcernsAddUpToOne() {
    let book = TestBook([match("refund"), match("code"), match("letter")]).book
    let candidates = classify("the code in the letter", book).candidates
    let total = candidates.reduce(0) { $0 + $1.confidence }
    #expect(abs(total - 1) < 1e-9)
  }

  @Test(arguments: [0.0, 1, -1, 0.5, 20, -20, 300])
  func exponentialIsRight(_ x: Double) {
    let e = 2.718281828459045
    var wanted = 1.0
    let whole = Int(x.magnitude)
    for _ in 0..<whole { wanted *= e }
    if x.magnitude != Double(whole) { wanted *= 1.6487212707001282 }
    if x < 0 { wanted = 1 / wanted }
    #expect(abs(Exponential.of(x) / wanted - 1) < 1e-12)
  }

  @Test func theFirstNoticeIsNamedAndSeriesFillGaps() {
    var book = TestBook([match("#notice ~3 refund")]).book
    book.notices = [
      NoticeSpellings(number: "CP53", concern: 2, spellings: [pattern("cp 53")]),
      NoticeSpellings(number: "CP53A", concern: 2, spellings: [pattern("cp 53 a")]),
    ]
    book.series = [
      NoticeSeries(concern: 2, shape: pattern("cp #number"), number: "CP#", digits: 2...4)
    ]
    #expect(decision("Notice CP-53A, my refund", book).notice == 1)
    #expect(decision("cp 53 then cp 53a", book).notice == 0)
    #expect(decision("CP999", book).notice == 2)
    #expect(decision("cp 12345", book).notice == nil)
    #expect(decision("CP 53 and my refund", book).concern == 2)
  }

  @Test(arguments: [
    ("not asking about my refund, but the code", 3), ("the refund is not the problem, the code", 3),
    ("not asking about my refund. The code", 3), ("I did not get the refund", 2),
    ("the code, not asking about the refund", 3),
  ])
  func whatIsDeniedDoesNotCount(_ text: String, _ concern: Int) {
    var book = TestBook([match("refund"), match("code")]).book
    book.concerns[2].rules[0].weight = 8
    book.denials = [
      Denial(scope: .after, pattern: pattern("not ~1 ask about")),
      Denial(scope: .before, pattern: pattern("is not the problem")),
    ]
    #expect(decision(text, book).concern == concern)
  }

  @Test(arguments: [("the code", 1), ("my first code", 0), ("the refund", nil), ("first", 0)])
  func anAudienceIsSupposedWhereTheTextDoesNotTell(_ text: String, _ audience: Int?) {
    var book = TestBook([match("code"), match("refund")]).book
    let rule = Rule(id: "new/1", condition: match("first"), weight: 2, range: .whole("rules.xml"))
    book.audiences = [
      AudienceRules(id: "new", rules: [rule]), AudienceRules(id: "existing", rules: []),
    ]
    book.concerns[2].audience = 1
    #expect(decision(text, book).audience == audience)
  }

  /// How readily a concern is asked about besides another, and others besides it, is told by the weights.
  @Test func aFurtherConcernIsNamedAsTheWeightsSay() {
    var book = TestBook([match("refund"), match("code")]).book
    book.thresholds.also = 0.5
    book.concerns[2].rules[0].weight = 8
    let (refund, code) = (book.concerns[2].id, book.concerns[3].id)
    #expect(also("the code, for a refund", book) == [3])
    book.weights.further.also[code] = -12
    #expect(also("the code, for a refund", book) == [])
    book.weights.further.besides[refund] = 10
    #expect(also("the code, for a refund", book) == [3])
    book.weights.further.scale = 0.1
    #expect(also("the code, for a refund", book) == [])
  }

  @Test(arguments: ["word ", "a\u{301}", "שלום ", "x.y? ", "\u{0}", "1,2-3/"])
  func longTextsEndInGoodTime(_ piece: String) {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    let book = TestBook([match("word ~12 word ~12 word"), match("other ~3 word")]).book
    _ = decision(text, book)
  }
}

private func pattern(_ text: String) -> PatternText {
  PatternText(text, file: "notices.xml", start: SourcePosition(line: 1, column: 1))
}

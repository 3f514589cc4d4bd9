import Diagnostics
import Testing

@testable import TriageEngine

#if DEBUG
  /// That a text of twice the size takes twice the work, counted in steps and not in time.
  @Suite struct HostileTextTests {
    private static let rules: RuleSet = {
      var test = TestBook(
        [
          match("not? refund ~3 (check | tax return)"), match("#notice"),
          match("@money ~12 @money"),
        ],
        vocabulary: ["money": ["refund", "tax refund", "refund check"]])
      let place = SourcePosition(line: 1, column: 1)
      test.book.notices = [
        NoticeSpellings(
          number: "CP2000", concern: 2,
          spellings: [PatternText("cp 2000", file: "notices.xml", start: place)])
      ]
      test.book.denials = [
        Denial(scope: .after, pattern: PatternText("not about", file: "denials.xml", start: place))
      ]
      return test.compiled().rules
    }()

    private func steps(_ part: String, times: Int) -> Int {
      var classifier = Classifier(Self.rules)
      var text = String(repeating: part, count: times)
      _ = text.withUTF8 { classifier.classify($0) }
      return classifier.workspace.steps
    }

    @Test(arguments: [
      "refund ", "tax refund check return ", "CP2000 ", "not about my refund, ", "refumd ",
      "e\u{301}\u{301}\u{301}", "\u{5D0}\u{5D1} ", "1 ", ". ", "a@",
    ])
    func workGrowsWithTheText(part: String) {
      let once = steps(part, times: 2_000)
      let twice = steps(part, times: 4_000)
      #expect(twice <= once * 2 + once / 10 + 1_000)
    }
  }
#endif

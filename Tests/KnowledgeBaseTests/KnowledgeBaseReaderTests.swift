import Diagnostics
import KnowledgeBase
import Testing
import TriageEngine
import TriageTestSupport

/// What is said of knowledge bases with mistakes in them.
@Suite struct KnowledgeBaseReaderTests {
  private func findings(_ folder: TemporaryFolder) throws -> [Diagnostic] {
    var sink = DiagnosticSink()
    _ = try KnowledgeBaseReader.read(folder.path, into: &sink)
    return sink.sorted()
  }

  @Test func theBicycleShopIsSound() throws {
    #expect(try findings(BicycleShop.folder()) == [])
  }

  @Test func theShippedOneIsSound() throws {
    var sink = DiagnosticSink()
    let (base, _) = try KnowledgeBaseReader.read(Repository.knowledge, into: &sink)
    #expect(sink.sorted() == [])
    #expect(base.concerns.count == 26)
    #expect(base.articles.count > 80)
  }

  /// A file that takes the place of the shop's, and what must be found: file, code, line, column.
  @Test(arguments: [
    Mistake(
      "concerns/shop/flat-tire.xml", "<concern id='shop/flat-tire'>\n  <titel>A</titel>", "TK0101"),
    Mistake(
      "concerns/bank/loan.xml", loan("<titel>Loan</titel>"), "TK0301", "did you mean <title>?"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title><match wieght='3'>a</match>"), "TK0303",
      "did you mean weight?"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title><match weight='99'>a</match>"), "TK0305"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title><match>@tier</match>"), "TK0202",
      "did you mean @tire?"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title><match>(a | b</match>"), "TK0201",
      "add “)”"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title><all><unless>a</unless></all>"), "TK0302"),
    Mistake(
      "concerns/bank/loan.xml", "<concern id='bank/loan'><title>Loan</title></concern>", "TK0302",
      "add <steps"),
    Mistake(
      "concerns/bank/loan.xml", "<concern id='bank/lone'><title>L</title><none>n</none></concern>",
      "TK0305", "rename"),
    Mistake(
      "concerns/bank/loan.xml", loan("<title>Loan</title>", article: "lona.dita"), "TK0403",
      "loan.dita"),
    Mistake("articles/loan.dita", "<map/>", "TK0401"),
    Mistake("desks.xml", "<desks/>", "TK0302"),
    Mistake("desks.xml", "", "TK0101"),
    Mistake("denials.xml", "<denials><denial takes='all'>a</denial></denials>", "TK0305", "after"),
    Mistake("weights.tsv", "word\tloan\tmany\n", "TK0501"),
    Mistake(
      "vocabulary/words.xml",
      "<vocabulary><set id='tire'><phrase>@tire</phrase></set></vocabulary>", "TK0203"),
  ])
  func aMistakeIsFound(_ mistake: Mistake) throws {
    let folder = try BicycleShop.folder()
    try folder.write(mistake.text, to: mistake.file)
    let found = try findings(folder).filter { $0.range.file == mistake.file }
    let named = found.filter { $0.code.id == mistake.code }
    #expect(!named.isEmpty, "\(found)")
    if let hint = mistake.hint {
      #expect(named.contains { $0.hint?.contains(hint) == true }, "\(named)")
    }
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var file: String
    var text: String
    var code: String
    var hint: String?
    var testDescription: String { "\(code) in \(text)" }

    init(_ file: String, _ text: String, _ code: String, _ hint: String? = nil) {
      (self.file, self.text, self.code, self.hint) = (file, text, code, hint)
    }
  }

  private static func loan(_ inside: String, article: String = "loan.dita") -> String {
    """
    <concern id="bank/loan">
      <referral article="../../articles/\(article)"><channel ref="bank-phone"/></referral>
      \(inside)
    </concern>
    """
  }

  @Test func allMistakesAreFoundAtOnceWithTheirPlaces() throws {
    let folder = try BicycleShop.folder()
    try folder.write(
      "<vocabulary>\n  <set id='x'>\n    <phrase>(a</phrase>\n  </set>\n</vocabulary>",
      to: "vocabulary/words.xml")
    try folder.write("<notices>\n  <note/>\n</notices>", to: "notices.xml")
    let places = try findings(folder).map {
      "\($0.range.file):\($0.range.start.line):\($0.range.start.column) \($0.code.id)"
    }
    #expect(places.contains("notices.xml:2:3 TK0301"))
    #expect(places.contains("vocabulary/words.xml:3:13 TK0201"))
    #expect(places.contains { $0.hasPrefix("concerns/shop/flat-tire.xml:4:") })
  }

  /// The hashes of “bathroom” and “chaining” begin with the same four digits.
  @Test func rulesThatSayDifferentThingsHaveDifferentIDs() throws {
    let folder = try BicycleShop.folder()
    func ids(_ words: [String]) throws -> [String] {
      let rules = words.map { "<match>\($0)</match>" }.joined()
      try folder.write(Self.loan("<title>Loan</title>" + rules), to: "concerns/bank/loan.xml")
      var sink = DiagnosticSink()
      let (base, _) = try KnowledgeBaseReader.read(folder.path, into: &sink)
      let loan = try #require(base.concerns.first { $0.id == "bank/loan" })
      return loan.rules.map(\.id)
    }
    let all = try ids(["bathroom", "account", "chaining"])
    #expect(Set(all).count == 3)
    #expect(all.map(\.count) == [18, 14, 18])
    // Its place does not change the id of a rule, only one that it would share with another does.
    #expect(try ids(["chaining", "bathroom", "account"]) == [all[2], all[0], all[1]])
    #expect(try ids(["bathroom", "account"]) == [String(all[0].dropLast(4)), all[1]])
    #expect(try Set(ids(["bathroom", "bathroom"])).count == 1)
  }

  @Test func aMissingFolderIsSaidToBeMissing() {
    var sink = DiagnosticSink()
    #expect(throws: FileError.self) {
      _ = try KnowledgeBaseReader.read("/nowhere/at/all", into: &sink)
    }
  }

  @Test func anEmptyFolderIsNoKnowledgeBase() throws {
    let codes = try findings(TemporaryFolder()).map(\.code.id)
    #expect(codes.contains("TK0001"))
  }
}

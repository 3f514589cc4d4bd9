import Testing
import TicketIO
import TriageDesk
import TriageTestSupport

@Suite struct KnowledgeDiffTests {
  private let old: TemporaryFolder
  private let new: TemporaryFolder

  /// The change: the loan gains a rule, loses another, and a third one weighs less.
  init() throws {
    old = try BicycleShop.folder()
    new = try BicycleShop.folder()
    try new.write(
      """
      <concern id="bank/loan">
        <title>The loan for a bicycle</title>
        <referral article="../../articles/loan.dita"><channel ref="bank-phone"/></referral>
        <match weight="0.5">(loan | installment)</match>
        <match weight="6">(tube | burst)</match>
        <example>When is my loan due?</example>
      </concern>
      """, to: "concerns/bank/loan.xml")
  }

  private static let tickets = """
    id,text
    1,My tire went flat
    2,The inner tube of my tire burst
    3,I got an L-7
    4,When is my loan due?
    5,the weather
    "\u{1B}[31m6",Which form 44 do I need
    7,only,this

    """

  private func compare(jobs: Int = 1, times: Int = 1) throws -> KnowledgeDiff.Compared {
    let rows = Self.tickets.split(separator: "\n", omittingEmptySubsequences: true)
    let repeated = Array(repeatElement(rows.dropFirst(), count: times)).joined()
    try old.write(([rows[0]] + repeated).joined(separator: "\n"), to: "tickets.csv")
    let diff = KnowledgeDiff(
      from: try TriageDesk(folder: old.path), to: try TriageDesk(folder: new.path))
    var reader = try TicketReader.open(old.path + "/tickets.csv")
    let parser = reader.parser
    var all = KnowledgeDiff.Compared()
    try reader.forEachBlock(jobs: jobs) {
      diff.compare($0, parser)
    } take: { compared, _ in
      all.moves += compared.moves
      all.tally.add(compared.tally)
      all.rejects += compared.rejects
    }
    return all
  }

  @Test func movesComeWithTheRulesBehindThem() throws {
    let compared = try compare()
    #expect(compared.moves.map(\.id) == ["2", "3", "4", "\u{1B}[31m6"])
    #expect(compared.rejects.map(\.line) == [8])
    let tube = try #require(compared.moves.first)
    #expect(tube.old.concern == "shop/flat-tire")
    #expect(tube.new.concern == "bank/loan")
    let rule = try #require(tube.rules.first)
    #expect(rule.kind == .appeared)
    #expect(rule.isOnlyInOne)
    #expect(rule.new?.file == "concerns/bank/loan.xml")
    #expect(rule.new?.line == 5)
    let letter = compared.moves[1]
    #expect(letter.rules.map(\.kind) == [.vanished])
    #expect(letter.new.concern == "else/unclear")
    let loan = compared.moves[2]
    #expect(loan.kind == .concern)
    #expect(loan.rules.map(\.kind) == [.reweighted])
    #expect(loan.rules.first?.old?.weight == 6)
    #expect(loan.rules.first?.new?.weight == 0.75)
  }

  @Test func theTallyCountsPairsOfLabels() throws {
    let tally = try compare().tally
    #expect(tally.tickets == 6)
    #expect(tally.moved == 4)
    #expect(tally.movedToOtherOwners == 4)
    #expect(
      tally.ranking.map { "\($0.counts.tickets) \($0.pair.old) \($0.pair.new)" } == [
        "2 bank/loan else/unclear", "1 bank/loan else/nobody", "1 shop/flat-tire bank/loan",
      ])
    #expect(tally.ranking.first?.counts.ranking.map(\.tickets) == [2])
  }

  @Test func aVerdictThatIsNoLongerADecisionIsMovedToo() throws {
    try new.write(
      BicycleShop.files.first { $0.name == "desks.xml" }.map {
        $0.text.replacing("decided=\"0.6\"", with: "decided=\"0.9\"")
      } ?? "", to: "desks.xml")
    let move = try #require(try compare().moves.first)
    #expect(move.id == "1")
    #expect(move.kind == .noLongerDecided)
    #expect(move.rules.isEmpty && move.words.isEmpty)
    #expect(DiffText().text(move).contains("the thresholds"))
  }

  @Test func theSameKnowledgeMovesNothing() throws {
    let desk = try TriageDesk(folder: old.path)
    try old.write(Self.tickets, to: "tickets.csv")
    var reader = try TicketReader.open(old.path + "/tickets.csv")
    let compared = KnowledgeDiff(from: desk, to: desk)
      .compare(try reader.nextBlock(), reader.parser)
    #expect(compared.moves.isEmpty)
    #expect(DiffText().summary(compared.tally) == "none of 6 tickets moves\n")
  }

  @Test func anyNumberOfJobsGivesTheSame() throws {
    let one = try compare(jobs: 1, times: 1_000)
    let many = try compare(jobs: 7, times: 1_000)
    #expect(one.moves == many.moves)
    #expect(one.tally == many.tally)
    #expect(one.moves.count == 4_000)
  }

  @Test func rendersForATerminal() throws {
    let compared = try compare()
    let text =
      compared.moves.map { DiffText().text($0) }.joined() + "\n"
      + DiffText().summary(compared.tally)
    #expect(!text.contains("\u{1B}"))
    #expect(Golden.difference(text, "diff.txt") == nil)
  }

  @Test func rendersAsJSON() throws {
    let compared = try compare()
    var json = DiffJSON()
    var text = json.beginning(old: "old", new: "new")
    for move in compared.moves { text += json.text(move) }
    text += json.end(compared.tally, rejects: compared.rejects.count)
    #expect(Golden.difference(text, "diff.json") == nil)
  }
}

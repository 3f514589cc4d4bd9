import Testing
import TicketIO
import TriageDesk
import TriageTestSupport

@Suite struct ReportTests {
  private let shop: TemporaryFolder
  private let desk: TriageDesk

  init() throws {
    shop = try BicycleShop.folder()
    desk = try TriageDesk(folder: shop.path)
  }

  private func tally(_ rows: [String], jobs: Int = 1) throws -> ReportTally {
    try shop.write("id,created,text\n" + rows.joined(separator: "\n"), to: "tickets.csv")
    var reader = try TicketReader.open(
      shop.path + "/tickets.csv", TicketReader.Options(keepsDates: true))
    let judge = BatchJudge(desk, BatchRecord(.csv), gathersReport: true)
    let parser = reader.parser
    var tally = ReportTally()
    try reader.forEachBlock(jobs: jobs) {
      judge.judge($0, parser)
    } take: { judged, _ in
      tally.add(judged.report)
    }
    return tally
  }

  // MARK: Time

  @Test func oneDateTellsHowAllAreWritten() throws {
    let told = try tally(["1,3/5/2026,loan", "2,25/5/2026,loan"]).dates
    #expect(told.days.keys.map(\.description).sorted() == ["2026-05-03", "2026-05-25"])
    #expect(!told.isMonthFirstGuessed)
    let american = try tally(["1,3/5/2026,loan", "2,5/25/2026,loan"]).dates
    #expect(american.days.keys.map(\.description).sorted() == ["2026-03-05", "2026-05-25"])
    #expect(!american.isMonthFirstGuessed)
    let open = try tally(["1,3/5/2026,loan", "2,,loan", "3,soon,loan"]).dates
    #expect(open.days.keys.map(\.description) == ["2026-03-05"])
    #expect(open.isMonthFirstGuessed)
    #expect(open.undated == 2)
  }

  @Test(arguments: [
    (
      "2026-01-30", "2026-02-02", Timeline.Step.day,
      ["2026-01-30", "2026-01-31", "2026-02-01", "2026-02-02"]
    ),
    ("2026-03-04", "2026-05-26", .week, ["2026-03-02", "2026-03-09", "2026-03-16"]),
    ("2024-12-31", "2026-06-01", .month, ["2024-12-01", "2025-01-01", "2025-02-01"]),
  ])
  func daysArePutTogether(
    _ first: String, _ last: String, _ step: Timeline.Step, _ starts: [String]
  ) throws {
    let days = try tally(["1,\(first),loan", "2,\(last),flat tire"]).dates.days
    let timeline = try #require(Timeline(days))
    #expect(timeline.step == step)
    #expect(timeline.stretches.prefix(starts.count).map(\.first.description) == starts)
    #expect(timeline.stretches.first?.owners == ["bank": 1])
    #expect(timeline.stretches.last?.owners == ["shop": 1])
    #expect(timeline.stretches.count <= 62)
  }

  @Test func withoutDatesThereIsNoTimeline() {
    #expect(Timeline([:]) == nil)
  }

  // MARK: What is not covered

  private static let uncovered = (0..<6).flatMap { index in
    [
      "a\(index),,The gears of my bike slip \(["often", "now", "here", "badly", "again", "daily"][index])",
      "b\(index),,gear shifting slips \(["up", "down", "uphill", "at night", "lately", "quite"][index])",
      "c\(index),,I rent a helmet \(["monday", "today", "soon", "later", "outside", "cheaply"][index])",
      "d\(index),,Mister Unique Person rides",
      "e\(index),,my loan",
    ]
  }

  @Test func ticketsWithoutAnAnswerAreGroupedByTheirWords() throws {
    let groups = GapGroups(try tally(Self.uncovered).gaps, desk.knowledge)
    #expect(groups.total == 24)
    #expect(groups.sampled == 24)
    // Forms of a word are one.
    #expect(groups.groups.map(\.tickets) == [12, 6])
    #expect(["gears", "gear", "slip", "slips"].contains(groups.groups.first?.word))
    #expect(groups.groups.first?.others.first?.tickets == 12)
    #expect(
      Set(groups.groups[1].others.map(\.word) + [groups.groups[1].word]) == ["helmet", "rent"])
    #expect(groups.groups.first?.concerns == ["else/unclear": 12])
    // What is worded alike six times may be one person's.
    #expect(groups.rest == 6)
    #expect(!groups.groups.contains { $0.others.contains { $0.word == "unique" } })
  }

  @Test func whatManyWriteAlikeIsAGroupToo() throws {
    let rows = (0..<40).map { "\($0),,bell \($0 < 19 ? "rings" : "broken")" }
    let groups = GapGroups(try tally(rows).gaps, desk.knowledge)
    #expect(groups.groups.map(\.word) == ["bell"])
    #expect(groups.groups.first?.others.map(\.word) == ["broken"])
  }

  @Test func personalDataIsNoWordOfAGroup() throws {
    let rows = (0..<6).map {
      "\($0),,\("xyz".prefix($0 % 3 + 1)) write to jane.roe@shop.example \($0)"
    }
    let groups = GapGroups(try tally(rows).gaps, desk.knowledge)
    let words = groups.groups.flatMap { [$0.word] + $0.others.map(\.word) }
    #expect(Set(words).isDisjoint(with: ["jane", "roe", "example"]))
  }

  @Test func theSampleIsTheSameInAnyOrderAndBounded() throws {
    let rows = (0..<25_000).map {
      "\($0),,word\("abcdefgh".dropFirst($0 % 7)) \($0 % 3 == 0 ? "gear" : "bell") here"
    }
    let forward = try tally(rows)
    let backward = try tally(rows.reversed(), jobs: 5)
    let (first, second) = (
      GapGroups(forward.gaps, desk.knowledge), GapGroups(backward.gaps, desk.knowledge)
    )
    #expect(first.groups == second.groups)
    #expect(first.total == 25_000)
    #expect(first.sampled == GapSample.limit)
    // The share of a sample is that of all, within four standard errors.
    let gears = try #require(first.groups.first { $0.word == "gear" })
    #expect(abs(gears.tickets - 8_334) < 480)
    #expect(first.groups.reduce(first.rest) { $0 + $1.tickets } == 25_000)
  }

  // MARK: The page

  private static let rows =
    uncovered + [
      "1,2026-03-05,My tire went flat", "2,2026-03-05,I got an L-7 <script>alert(1)</script>",
      "3,2026-03-07,I got form 44", "4,soon,the weather", "5,a,b,c",
      "6,2026-03-06,inner tube lost air",
    ]

  @Test func rendersAsAPage() throws {
    let page = ReportPage.html(try tally(Self.rows), of: ["<a>&.csv", "-"], desk)
    #expect(Golden.difference(page, "report.html") == nil)
    #expect(
      page.contains("35 tickets of &lt;a&gt;&amp;.csv, standard input, 2026-03-05 to 2026-03-07."))
    for hidden in ["<script", "alert", "http:", "https:", "Mister", "went flat"] {
      #expect(!page.contains(hidden), "\(hidden)")
    }
  }

  @Test func nothingMakesAPageToo() throws {
    let page = ReportPage.html(try tally([]), of: ["a.csv"], desk)
    #expect(page.contains("0 tickets of a.csv."))
    #expect(page.hasSuffix("</html>\n"))
  }
}

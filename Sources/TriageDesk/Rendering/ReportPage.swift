internal import KnowledgeBase

/// Writes what became of a batch as a page that a lead can forward: figures, charts, and what the
/// knowledge base does not cover. No message text is in it.
package struct ReportPage {
  private let tally: ReportTally
  private let knowledge: KnowledgeBase

  /// - Parameter inputs: the names of the exports.
  package static func html(_ tally: ReportTally, of inputs: [String], _ desk: TriageDesk) -> String
  {
    let page = ReportPage(tally: tally, knowledge: desk.knowledge)
    // Whoever it is forwarded to has other folders.
    let files = inputs.map { input in
      input == "-" ? "standard input" : String(input.split(separator: "/").last ?? "")
    }
    .joined(separator: ", ")
    var lead = "\(Figure.count(tally.tickets)) tickets of \(files)"
    let days = tally.dates.days.keys
    if let first = days.min(), let last = days.max() { lead += ", \(first) to \(last)" }
    return Page.html("What people asked, and who answers", lead: lead + ".") { html in
      page.overview(&html)
      page.owners(&html)
      page.timeline(&html)
      page.gaps(&html)
      page.notices(&html)
      page.rejects(&html)
    }
  }

  private func share(_ count: Int) -> String {
    Figure.percent(count, of: tally.tickets)
  }

  private func count(_ concern: String) -> Int {
    tally.concerns[concern]?.tickets ?? 0
  }

  // MARK: Volumes

  private func overview(_ page: inout Page) {
    let decided = tally.concerns.reduce(0) { $0 + $1.value.decided }
    let (unclear, neither) = (count(knowledge.unclearConcern), count(knowledge.noConcern))
    page.section(
      "At a glance",
      note: "A verdict is decided when it is sure enough to act on, and a suggestion otherwise."
    ) { html in
      KeyFigure.write(
        [
          KeyFigure(name: "Tickets", value: Figure.count(tally.tickets)),
          KeyFigure(name: "Decided", value: share(decided), detail: Figure.count(decided)),
          KeyFigure(name: "Unclear", value: share(unclear), detail: Figure.count(unclear)),
          KeyFigure(
            name: "Out of scope", value: share(neither), detail: Figure.count(neither)),
          KeyFigure(
            name: "Not read", value: Figure.count(tally.rejected), detail: "records rejected"),
        ], to: &html)
    }
  }

  private func owners(_ page: inout Page) {
    let figures: [DataTable.Column] = [.number("Tickets"), .number("Share"), .number("Decided")]
    let series = ["Decided", "Suggested"]
    var owners = DataTable(
      caption: "Tickets by owner", columns: [.text("Owner")] + figures, series: series)
    var table = DataTable(
      caption: "Tickets by concern", columns: [.text("Concern")] + figures, series: series)
    for desk in knowledge.desks {
      let concerns = tally.concerns.filter { Concern.owner(of: $0.key) == desk.id }
        .sorted { ($1.value.tickets, $0.key) < ($0.value.tickets, $1.key) }
      guard !concerns.isEmpty else { continue }
      let total = concerns.reduce(into: (tickets: 0, decided: 0)) {
        $0.tickets += $1.value.tickets
        $0.decided += $1.value.decided
      }
      let sum = row(name(desk), total.tickets, total.decided, .plain)
      owners.rows.append(sum)
      table.rows.append(DataTable.Row(cells: sum.cells, kind: .total))
      for (id, outcome) in concerns {
        var inner = row(
          knowledge.concern(id)?.title ?? id, outcome.tickets, outcome.decided, .inner)
        inner.detail = id
        table.rows.append(inner)
      }
    }
    page.section("Whose concern it is") { html in
      owners.write(to: &html)
      table.write(to: &html)
    }
  }

  private func row(
    _ name: String, _ tickets: Int, _ decided: Int, _ kind: DataTable.Row.Kind
  ) -> DataTable.Row {
    DataTable.Row(
      cells: [
        name, Figure.count(tickets), share(tickets), Figure.percent(decided, of: tickets),
      ],
      parts: [Double(decided), Double(tickets - decided)], kind: kind)
  }

  /// As the first word of a line.
  private func name(_ desk: Desk) -> String {
    desk.name.prefix(1).uppercased() + desk.name.dropFirst()
  }

  // MARK: Time

  private func timeline(_ page: inout Page) {
    guard let timeline = Timeline(tally.dates.days) else { return }
    let owners = knowledge.desks.filter { desk in
      timeline.stretches.contains { $0.owners[desk.id] != nil }
    }
    var note = "Dates are those of the export, as it writes them."
    if tally.dates.isMonthFirstGuessed {
      note += " In dates such as 3/5 the month was taken to come first; nothing in them told."
    }
    if tally.dates.undated > 0 {
      note += " \(Figure.count(tally.dates.undated)) tickets have no date that could be read."
    }
    let columns = timeline.stretches.map { stretch in
      ColumnChart.Column(
        name: label(stretch.first, timeline.step),
        parts: owners.map { stretch.owners[$0.id] ?? 0 })
    }
    page.section("Over time", note: note) { html in
      ColumnChart(
        title: "Tickets by \(timeline.step.rawValue)",
        description: "Tickets by \(timeline.step.rawValue) and owner; the table has the figures.",
        series: owners.map(name), columns: columns
      ).write(to: &html)
      html.element("details") { html in
        html.element("summary", text: "The figures")
        DataTable(
          caption: "Tickets by \(timeline.step.rawValue) and owner",
          columns: [
            .text(
              timeline.step.rawValue.prefix(1).uppercased() + timeline.step.rawValue.dropFirst())
          ]
            + owners.map { .number(name($0)) },
          rows: columns.map { column in
            DataTable.Row(cells: [column.name] + column.parts.map { Figure.count($0) })
          }
        ).write(to: &html)
      }
    }
  }

  private func label(_ day: CalendarDay, _ step: Timeline.Step) -> String {
    step == .month ? String(day.description.prefix(7)) : day.description
  }

  // MARK: What is missing

  private func gaps(_ page: inout Page) {
    let gaps = GapGroups(tally.gaps, knowledge)
    guard gaps.total > 0 else { return }
    var note =
      "\(Figure.count(gaps.total)) tickets are unclear or out of scope, grouped by the words that "
      + "they share: what to write next. Each ticket counts in one group."
    if gaps.sampled < gaps.total {
      note +=
        " The groups are those of a sample of \(Figure.count(gaps.sampled)); their numbers are "
        + "estimates."
    }
    var table = DataTable(
      caption: "Groups of tickets without an answer",
      columns: [.text("All have"), .text("Many have"), .number("Tickets"), .number("Share")],
      series: ["Unclear", "Out of scope"])
    table.rows = gaps.groups.map { group in
      let others = group.others.map { "\($0.word) \(Figure.count($0.tickets))" }
      return DataTable.Row(
        cells: [
          group.word, others.joined(separator: ", "), Figure.count(group.tickets),
          Figure.percent(group.tickets, of: gaps.total),
        ],
        parts: [knowledge.unclearConcern, knowledge.noConcern].map {
          Double(group.concerns[$0] ?? 0)
        })
    }
    if gaps.rest > 0 {
      table.rows.append(
        DataTable.Row(cells: [
          "(everything else)", "", Figure.count(gaps.rest),
          Figure.percent(gaps.rest, of: gaps.total),
        ]))
    }
    page.section("What the knowledge base does not cover", note: note) { table.write(to: &$0) }
  }

  // MARK: Notices and rejects

  private static let noticeLimit = 20

  private func notices(_ page: inout Page) {
    guard !tally.notices.isEmpty else { return }
    let ranking = tally.notices.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let titles = Dictionary(
      knowledge.notices.map { ($0.number, $0.title) }, uniquingKeysWith: { first, _ in first })
    let table = DataTable(
      caption: "Notices by the tickets that name them",
      columns: [.text("Notice"), .text("About"), .number("Tickets"), .number("Share")],
      series: ["Tickets"],
      rows: ranking.prefix(Self.noticeLimit).map { number, count in
        DataTable.Row(
          cells: [number, titles[number] ?? "", Figure.count(count), share(count)],
          parts: [Double(count)])
      })
    let more = ranking.count - Self.noticeLimit
    page.section(
      "The notices most named",
      note: more > 0 ? "The first \(Self.noticeLimit) of \(ranking.count)." : nil
    ) { table.write(to: &$0) }
  }

  private func rejects(_ page: inout Page) {
    guard tally.rejected > 0 else { return }
    let table = DataTable(
      caption: "Records that could not be read, by the reason",
      columns: [.text("Reason"), .number("Records")],
      rows: tally.rejects.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(20).map {
        DataTable.Row(cells: [$0.key, Figure.count($0.value)])
      })
    page.section("What could not be read") { table.write(to: &$0) }
  }
}

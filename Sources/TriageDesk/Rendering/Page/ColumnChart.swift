/// Columns side by side, each with parts on top of each other; as wide as there is room, since all
/// lengths across are shares.
struct ColumnChart {
  var title: String
  /// What the chart shows, for those who cannot see it.
  var description: String
  /// What the parts stand for, from the bottom up.
  var series: [String]
  var columns: [Column]

  struct Column {
    var name: String
    var parts: [Int]
  }

  /// In pixels.
  private static let height = (plot: 200.0, names: 22.0)
  /// Names have room for so many.
  private static let nameLimit = 4

  func write(to html: inout HTMLText) {
    let ticks = Scale.ticks(to: Double(columns.map { $0.parts.reduce(0, +) }.max() ?? 0))
    let greatest = ticks.last ?? 1
    html.element("figure") { html in
      html.element("figcaption", text: title)
      Legend.write(series, to: &html)
      html.element(
        "svg",
        [
          "height": number(Self.height.plot + Self.height.names + 12), "role": "img",
          "aria-label": description,
        ]
      ) { html in
        for tick in ticks { line(tick, y(tick, greatest), &html) }
        for (index, column) in columns.enumerated() {
          write(column, at: index, greatest, &html)
        }
        names(&html)
      }
    }
  }

  private func line(_ tick: Double, _ y: Double, _ html: inout HTMLText) {
    html.empty(
      "line", ["class": "grid", "x1": "0", "x2": "100%", "y1": number(y), "y2": number(y)])
    html.element(
      "text", ["class": "soft", "x": "0", "y": number(y - 3)],
      text: Figure.count(Int(tick)))
  }

  private func write(
    _ column: Column, at index: Int, _ greatest: Double, _ html: inout HTMLText
  ) {
    var base = 0.0
    for (part, count) in column.parts.enumerated() where count > 0 {
      let top = y(base + Double(count), greatest)
      html.empty(
        "rect",
        [
          "class": Legend.colour(part), "x": x(Double(index) + 0.1),
          "width": Scale.percent(0.8 * room / Double(columns.count)), "y": number(top),
          "height": number(y(base, greatest) - top),
        ])
      base += Double(count)
    }
  }

  /// The names of some columns, the first among them.
  private func names(_ html: inout HTMLText) {
    let step = (columns.count + Self.nameLimit - 1) / Self.nameLimit
    for index in stride(from: 0, to: columns.count, by: max(step, 1)) {
      html.element(
        "text",
        [
          "class": "soft", "x": x(Double(index) + 0.1),
          "y": number(Self.height.plot + Self.height.names),
        ], text: columns[index].name)
    }
  }

  /// The share of the width that columns have; figures stand before them.
  private let room = 0.92

  private func x(_ column: Double) -> String {
    Scale.percent(1 - room + room * column / Double(max(columns.count, 1)))
  }

  private func y(_ value: Double, _ greatest: Double) -> Double {
    10 + Self.height.plot * (1 - value / greatest)
  }

  private func number(_ value: Double) -> String {
    Decimal.text(value, places: 1)
  }
}

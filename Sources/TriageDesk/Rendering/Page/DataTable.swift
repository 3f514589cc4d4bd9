/// A table of figures; rows may have a bar that shows them.
struct DataTable {
  var caption: String
  var columns: [Column]
  /// What the parts of a bar stand for, in their order; no bars without.
  var series: [String] = []
  var rows: [Row] = []

  struct Column {
    var name: String
    var isNumber = false

    static func text(_ name: String) -> Column { Column(name: name) }
    static func number(_ name: String) -> Column { Column(name: name, isNumber: true) }
  }

  struct Row {
    /// The first one names the row.
    var cells: [String]
    /// Stands small beside the name, where there is room.
    var detail = ""
    /// The parts of its bar.
    var parts: [Double] = []
    var kind = Kind.plain

    enum Kind {
      case plain
      /// The sum of those after it.
      case total
      /// Counted in the total before it.
      case inner
    }
  }

  func write(to html: inout HTMLText) {
    Legend.write(series, to: &html)
    let longest = rows.map { $0.parts.reduce(0, +) }.max() ?? 0
    html.element(
      "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": caption]
    ) { html in
      html.element("table", ["class": series.isEmpty ? "plain" : "bars"]) { html in
        html.element("caption", text: caption)
        html.element("thead") { html in
          html.element("tr") { html in
            for column in columns {
              html.element(
                "th", ["scope": "col", "class": column.isNumber ? "number" : "text"],
                text: column.name)
            }
            if !series.isEmpty { html.element("td", text: "") }
          }
        }
        html.element("tbody") { html in
          for row in rows { write(row, longest: longest, to: &html) }
        }
      }
    }
  }

  private func write(_ row: Row, longest: Double, to html: inout HTMLText) {
    let kind = row.kind == .total ? "total" : row.kind == .inner ? "inner" : "plain"
    html.element("tr", ["class": kind]) { html in
      for (column, cell) in zip(columns.indices, row.cells) {
        if column == 0 {
          html.element("th", ["scope": "row"]) { html in
            html.breakable(cell)
            if !row.detail.isEmpty {
              html.element("span", ["class": "detail"], text: " " + row.detail)
            }
          }
        } else if columns[column].isNumber {
          html.element("td", ["class": "number"], text: cell)
        } else {
          html.element("td") { $0.breakable(cell) }
        }
      }
      guard !series.isEmpty else { return }
      html.element("td", ["class": "bar"]) { html in
        // The figures stand in the row; the bar repeats them for the eye.
        html.element("svg", ["aria-hidden": "true"]) { html in
          Self.bar(row.parts, longest: longest, to: &html)
        }
      }
    }
  }

  private static func bar(_ parts: [Double], longest: Double, to html: inout HTMLText) {
    guard longest > 0 else { return }
    var start = 0.0
    for (index, part) in parts.enumerated() where part > 0 {
      html.empty(
        "rect",
        [
          "class": Legend.colour(index), "x": Scale.percent(start / longest),
          "width": Scale.percent(part / longest), "height": "100%",
        ])
      start += part
    }
  }
}

/// What the colours of a chart stand for.
enum Legend {
  /// The class of the series of that index; what is past the colours shares the last one.
  static func colour(_ index: Int) -> String {
    "s\(min(index, 4) + 1)"
  }

  /// Nothing for a single series, which the caption names.
  static func write(_ series: [String], to html: inout HTMLText) {
    guard series.count > 1 else { return }
    html.element("ul", ["class": "legend"]) { html in
      for (index, name) in series.enumerated() {
        html.element("li") { html in
          html.element("svg", ["aria-hidden": "true"]) {
            $0.empty("rect", ["class": colour(index), "width": "12", "height": "12"])
          }
          html.element("span", text: name)
        }
      }
    }
  }
}

/// Lengths and ticks of charts.
enum Scale {
  /// A share of a length, as SVG writes it.
  static func percent(_ share: Double) -> String {
    Decimal.text(share * 100, places: 2) + "%"
  }

  /// Round numbers from 0 to just past `greatest`, at most five steps of 1, 2 or 5 times a power of
  /// ten.
  static func ticks(to greatest: Double) -> [Double] {
    guard greatest > 0 else { return [0, 1] }
    var step = 1.0
    while step * 5 < greatest { step *= 10 }
    while step / 10 * 5 >= greatest { step /= 10 }
    for part in [0.2, 0.5] where step * part * 5 >= greatest {
      step *= part
      break
    }
    var ticks = [0.0]
    while ticks[ticks.count - 1] < greatest * 0.999_999 {
      ticks.append(Double(ticks.count) * step)
    }
    return ticks
  }
}

/// A square of counts: rows are labels, columns what they were taken for, the diagonal is right.
struct HeatMap {
  var title: String
  var description: String
  var table: ConfusionTable

  /// Wide enough for the greatest figure.
  private var cell: Int {
    let digits = table.labels.map { row in
      table.labels.map { "\(table[row, $0])".count }.max() ?? 1
    }
    return max(22, (digits.max() ?? 1) * 7 + 8)
  }

  /// Room for the longest name, at about 6 a letter.
  private var margin: (left: Int, top: Int) {
    let longest = table.labels.map(\.count).max() ?? 0
    return (longest * 6 + 14, longest * 6 + 10)
  }

  func write(to html: inout HTMLText) {
    let labels = table.labels
    let width = margin.left + labels.count * cell + margin.top / 2
    let height = margin.top + labels.count * cell + 4
    html.element("figure") { html in
      html.element("figcaption", text: title)
      html.element(
        "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": title]
      ) { html in
        html.element(
          "svg",
          [
            "width": "\(width)", "height": "\(height)", "viewBox": "0 0 \(width) \(height)",
            "role": "img", "aria-label": description,
          ]
        ) { html in
          for (index, label) in labels.enumerated() { names(label, index, &html) }
          for (row, label) in labels.enumerated() {
            let total = labels.reduce(0) { $0 + table[label, $1] }
            for (column, concern) in labels.enumerated() {
              square(table[label, concern], of: total, row, column, &html)
            }
          }
        }
      }
    }
  }

  private func names(_ label: String, _ index: Int, _ html: inout HTMLText) {
    let middle = index * cell + cell / 2
    html.element(
      "text",
      [
        "x": "\(margin.left - 6)", "y": "\(margin.top + middle)", "dy": "0.32em",
        "text-anchor": "end",
      ], text: label)
    html.element(
      "text",
      [
        "transform":
          "translate(\(margin.left + middle) \(margin.top - 6)) rotate(-60)",
        "dy": "0.32em",
      ], text: label)
  }

  /// - Parameter total: how many questions the label has; the fuller, the larger the share.
  private func square(
    _ count: Int, of total: Int, _ row: Int, _ column: Int, _ html: inout HTMLText
  ) {
    let x = margin.left + column * cell
    let y = margin.top + row * cell
    let share = total == 0 ? 0 : Double(count) / Double(total)
    html.empty(
      "rect",
      [
        "class": count == 0 ? "empty" : row == column ? "s3" : "s2", "x": "\(x + 1)",
        "y": "\(y + 1)", "width": "\(cell - 2)", "height": "\(cell - 2)",
        // Light enough under its figure at any share.
        "fill-opacity": count == 0 ? "0.06" : Decimal.text(0.15 + 0.4 * share, places: 2),
      ])
    guard count > 0 else { return }
    html.element(
      "text",
      [
        "x": "\(x + cell / 2)", "y": "\(y + cell / 2)", "dy": "0.32em",
        "text-anchor": "middle",
      ], text: "\(count)")
  }
}

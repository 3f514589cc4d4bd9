/// A curve between two axes that begin at 0.
struct CurveChart {
  var title: String
  /// What the chart shows, for those who cannot see it.
  var description: String
  var across: Axis
  var up: Axis
  var points: [Point]
  /// Whether the value holds from one point back to the one before, rather than going over to it.
  var isStepped = false
  var hasMarks = false
  /// Draws where both axes have the same value.
  var hasDiagonal = false

  struct Axis {
    var name: String
    /// From 0 up; the last one is the end of the axis.
    var ticks: [Double]
  }

  struct Point {
    var across: Double
    var up: Double
  }

  private static let size = (width: 360.0, height: 250.0)
  private static let plot = (left: 54.0, top: 12.0, right: 348.0, bottom: 204.0)

  func write(to html: inout HTMLText) {
    html.element("figure", ["class": "curve"]) { html in
      html.element("figcaption", text: title)
      html.element(
        "svg",
        [
          "viewBox": "0 0 \(Int(Self.size.width)) \(Int(Self.size.height))", "role": "img",
          "aria-label": description,
        ]
      ) { html in
        axes(&html)
        if hasDiagonal {
          let end = min(across.ticks.last ?? 1, up.ticks.last ?? 1)
          html.empty(
            "path",
            ["class": "ideal", "d": path([Point(across: 0, up: 0), Point(across: end, up: end)])])
        }
        html.empty("path", ["class": "curve", "d": path(isStepped ? steps : points)])
        if hasMarks {
          for point in points {
            html.empty(
              "circle", ["class": "s1", "cx": x(point.across), "cy": y(point.up), "r": "4"])
          }
        }
      }
    }
  }

  private func axes(_ html: inout HTMLText) {
    let plot = Self.plot
    for tick in up.ticks {
      html.empty(
        "line",
        [
          "class": "grid", "x1": number(plot.left), "x2": number(plot.right), "y1": y(tick),
          "y2": y(tick),
        ])
      html.element(
        "text",
        [
          "class": "soft", "x": number(plot.left - 6), "y": y(tick), "dy": "0.32em",
          "text-anchor": "end",
        ], text: Decimal.text(tick, places: 3))
    }
    for tick in across.ticks {
      html.element(
        "text",
        [
          "class": "soft", "x": x(tick), "y": number(plot.bottom + 16), "text-anchor": "middle",
        ], text: Decimal.text(tick, places: 3))
    }
    html.element(
      "text",
      [
        "x": number((plot.left + plot.right) / 2), "y": number(plot.bottom + 36),
        "text-anchor": "middle",
      ], text: across.name)
    html.element(
      "text",
      [
        "transform": "translate(11 \(number((plot.top + plot.bottom) / 2))) rotate(-90)",
        "text-anchor": "middle",
      ], text: up.name)
  }

  private var steps: [Point] {
    var steps: [Point] = []
    var last = 0.0
    for point in points {
      steps.append(Point(across: last, up: point.up))
      steps.append(point)
      last = point.across
    }
    return steps
  }

  private func path(_ points: [Point]) -> String {
    points.enumerated().map {
      ($0.offset == 0 ? "M" : "L") + x($0.element.across) + " " + y($0.element.up)
    }
    .joined()
  }

  private func x(_ value: Double) -> String {
    number(Self.plot.left + (Self.plot.right - Self.plot.left) * value / (across.ticks.last ?? 1))
  }

  private func y(_ value: Double) -> String {
    number(Self.plot.bottom - (Self.plot.bottom - Self.plot.top) * value / (up.ticks.last ?? 1))
  }

  private func number(_ value: Double) -> String {
    Decimal.text(value, places: 1)
  }
}

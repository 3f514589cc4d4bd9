package import CoreMetrics
internal import Synchronization

/// A metrics factory that writes its figures in Prometheus' text format.
///
/// Written here because no library that does it can be had with the packages this one is built from;
/// it is what the format asks for and no more. Counters become counters, meters gauges, timers and
/// recorders histograms; times are seconds, as the format's naming rules ask.
///
/// Source: Prometheus, “Exposition formats”, text format 0.0.4.
package final class PrometheusRegistry: MetricsFactory {
  /// The media type of `text`.
  package static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  private let series = Mutex<[Name: [Labels: any Series]]>([:])

  private struct Name: Hashable {
    var text: String
    var kind: String
  }

  /// The labels of a series, written out: what tells it from others of its name.
  private typealias Labels = String

  package init() {}

  // MARK: MetricsFactory

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    find(label, "counter", dimensions) { Tally() }
  }

  package func makeFloatingPointCounter(label: String, dimensions: [(String, String)])
    -> any FloatingPointCounterHandler
  {
    find(label, "counter", dimensions) { Tally() }
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    find(label, "gauge", dimensions) { Gauge() }
  }

  package func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool)
    -> any RecorderHandler
  {
    find(label, "histogram", dimensions) { Histogram() }
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    find(label, "histogram", dimensions) { Histogram() }
  }

  // A series stays once it was there: Prometheus takes one that vanishes for one that went stale.
  package func destroyCounter(_ handler: any CounterHandler) {}
  package func destroyFloatingPointCounter(_ handler: any FloatingPointCounterHandler) {}
  package func destroyMeter(_ handler: any MeterHandler) {}
  package func destroyRecorder(_ handler: any RecorderHandler) {}
  package func destroyTimer(_ handler: any TimerHandler) {}

  /// The series of that name and those labels, made when it is not there.
  private func find<Kind: Series>(
    _ label: String, _ kind: String, _ dimensions: [(String, String)], _ make: () -> Kind
  ) -> Kind {
    let name = Name(
      text: label.map { Self.isAllowed($0) ? $0 : "_" }.map(String.init).joined(), kind: kind)
    let labels = dimensions.map { "\($0)=\"\(Self.escape($1))\"" }.joined(separator: ",")
    return series.withLock { series in
      if let known = series[name]?[labels] as? Kind { return known }
      let new = make()
      series[name, default: [:]][labels] = new
      return new
    }
  }

  private static func isAllowed(_ character: Character) -> Bool {
    character.isASCII
      && (character.isLetter || character.isNumber || character == "_" || character == ":")
  }

  private static func escape(_ value: String) -> String {
    value.reduce(into: "") { text, character in
      switch character {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.append(character)
      }
    }
  }

  // MARK: Writing

  /// All figures, sorted by name and labels.
  package var text: String {
    let series = series.withLock { $0 }
    var text = ""
    for (name, all) in series.sorted(by: { $0.key.text < $1.key.text }) {
      text += "# TYPE \(name.text) \(name.kind)\n"
      for (labels, one) in all.sorted(by: { $0.key < $1.key }) {
        for line in one.lines {
          let inner = [labels, line.label].filter { !$0.isEmpty }.joined(separator: ",")
          text += name.text + line.suffix + (inner.isEmpty ? "" : "{\(inner)}") + " \(line.value)\n"
        }
      }
    }
    return text
  }
}

/// What a series of figures writes.
private protocol Series: AnyObject, Sendable {
  var lines: [SeriesLine] { get }
}

private struct SeriesLine {
  var suffix = ""
  var label = ""
  var value: String
}

private final class Tally: Series, CounterHandler, FloatingPointCounterHandler {
  private let value = Mutex(0.0)

  func increment(by amount: Int64) { value.withLock { $0 += Double(amount) } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func reset() { value.withLock { $0 = 0 } }

  var lines: [SeriesLine] { [SeriesLine(value: number(value.withLock { $0 }))] }
}

private final class Gauge: Series, MeterHandler {
  private let value = Mutex(0.0)

  func set(_ value: Int64) { self.value.withLock { $0 = Double(value) } }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }

  var lines: [SeriesLine] { [SeriesLine(value: number(value.withLock { $0 }))] }
}

/// Counts values under bounds that are each about twice the one before: a tenth of a millisecond to
/// ten seconds.
private final class Histogram: Series, TimerHandler, RecorderHandler {
  private static let bounds = [
    0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
  ]

  private struct Figures {
    /// Values up to each bound and past the one before; those past the last at the end.
    var counts = [Int](repeating: 0, count: Histogram.bounds.count + 1)
    var sum = 0.0
  }

  private let figures = Mutex(Figures())

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ value: Double) {
    let place = Self.bounds.firstIndex { value <= $0 } ?? Self.bounds.count
    figures.withLock { figures in
      figures.counts[place] += 1
      figures.sum += value
    }
  }

  var lines: [SeriesLine] {
    let figures = figures.withLock { $0 }
    var total = 0
    var lines: [SeriesLine] = []
    for (index, count) in figures.counts.enumerated() {
      total += count
      let bound = index < Self.bounds.count ? number(Self.bounds[index]) : "+Inf"
      lines.append(SeriesLine(suffix: "_bucket", label: "le=\"\(bound)\"", value: "\(total)"))
    }
    lines.append(SeriesLine(suffix: "_sum", value: number(figures.sum)))
    lines.append(SeriesLine(suffix: "_count", value: "\(total)"))
    return lines
  }
}

/// A number as Go reads it: whole ones without a point.
private func number(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
}

package import Diagnostics
package import TriageEngine

extension DiagnosticCode {
  /// A line of the weights that cannot be read.
  package static let badWeight = DiagnosticCode("TK0501")
}

/// Reads and writes `weights.tsv`: what was fitted from labelled questions, one value a line.
///
///     temperature  1.05
///     scale        1.4                          what editors' weights are multiplied with
///     bias         idme/mfa      -1.2
///     rule         idme/mfa/7f3a  2.4
///     concerns     idme/about     idme/mfa  …   what the numbers in words stand for, from 0
///     word         transcript     412  18=2.1  17=-0.4
///     word         my transcript  98   18=0.6
///
/// Fields are separated by tabs; weights are natural-log odds; lines that begin with `#` are for
/// the reader.
package enum WeightsFile {
  package static func read(_ bytes: [UInt8], file: String, into sink: inout DiagnosticSink)
    -> Weights
  {
    bytes.withUnsafeBufferPointer { bytes in
      var parser = WeightsParser(bytes)
      var line = 1
      while !parser.isAtEnd {
        if !parser.line() {
          let start = SourcePosition(line: line, column: 1)
          sink.error(
            .badWeight, "this line is no weight; the rest of the file is not read",
            at: SourceRange(file: file, start: start, end: start),
            hint: "write the file anew with triage fit")
          break
        }
        parser.nextLine()
        line += 1
      }
      return parser.weights
    }
  }

  /// The text of the file, in the order in which weights are kept: the same weights give the same
  /// bytes.
  package static func text(_ weights: Weights) -> String {
    var text = """
      # How much each rule and word says for each concern, in natural-log odds.
      # Written by `triage fit` from labelled questions; see there. A rule that is not here, because it
      # is new or was changed, counts with the weight that its editor gave it, times the scale.
      temperature\t\(decimal(weights.temperature))
      scale\t\(decimal(weights.ruleScale))

      """
    for (id, value) in weights.biases.sorted(by: { $0.key < $1.key }) {
      text += "bias\t\(id)\t\(decimal(value))\n"
    }
    for (id, value) in weights.rules.sorted(by: { $0.key < $1.key }) {
      text += "rule\t\(id)\t\(decimal(value))\n"
    }
    text += "concerns\t" + weights.concerns.joined(separator: "\t") + "\n"
    for row in weights.words.indices {
      text += "word\t\(weights.words.word(row))\t\(weights.words.count(row))"
      for score in weights.words.scores(row) {
        text += "\t\(score.concern)=\(decimal(Double(score.weight) / 1000))"
      }
      text += "\n"
    }
    return text
  }

  /// With two decimals, which is finer than any fit is certain.
  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let fraction = hundredths.magnitude % 100
    return "\(sign)\(hundredths.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}

/// Reads the lines byte by byte: the file has tens of thousands of values, and every question waits
/// for it.
private struct WeightsParser {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private(set) var weights = Weights()
  /// The scores of the present word.
  private var scores: [WordWeights.Score] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    weights.words.reserve(bytes: bytes.count)
  }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func nextLine() {
    while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
    position += 1
  }

  /// Reads a line up to its end; false where it is none of ours.
  mutating func line() -> Bool {
    if endsLine || bytes[position] == UInt8(ascii: "#") { return true }
    switch text(field()) {
    case "word": return word()
    case "concerns": return concernIds()
    case "rule":
      let id = text(field())
      guard let value = decimal() else { return false }
      weights.rules[id] = Double(value) / 1000
    case "bias":
      let id = text(field())
      guard let value = decimal() else { return false }
      weights.biases[id] = Double(value) / 1000
    case "scale":
      guard let value = decimal(), value > 0 else { return false }
      weights.ruleScale = Double(value) / 1000
    case "temperature":
      guard let value = decimal(), value > 0 else { return false }
      weights.temperature = Double(value) / 1000
    default: return false
    }
    return endsLine
  }

  private mutating func concernIds() -> Bool {
    while !endsLine { weights.concerns.append(text(field())) }
    return true
  }

  private mutating func word() -> Bool {
    let word = field()
    guard !word.isEmpty, let count = decimal() else { return false }
    scores.removeAll(keepingCapacity: true)
    let concerns = weights.concerns.count
    while !endsLine {
      guard let concern = decimal(endedBy: UInt8(ascii: "=")), let weight = decimal(),
        concern / 1000 < concerns
      else { return false }
      scores.append(WordWeights.Score(concern: concern / 1000, weight: weight))
    }
    weights.words.append(
      UnsafeBufferPointer(rebasing: bytes[word]), count: Int(count) / 1000, scores: scores)
    return true
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  private var endsLine: Bool {
    position >= bytes.count || bytes[position] == UInt8(ascii: "\n")
  }

  /// The bytes up to a tab (or `end`), which is passed, or to the end of the line.
  private mutating func field(endedBy end: UInt8 = UInt8(ascii: "\t")) -> Range<Int> {
    let start = position
    while position < bytes.count, bytes[position] != end, bytes[position] != UInt8(ascii: "\n") {
      position += 1
    }
    let field = start..<position
    if !endsLine { position += 1 }
    return field
  }

  /// A decimal number, in thousandths, and the tab (or `end`) after it; nil where there is none or
  /// it is too large.
  @inline(__always)
  private mutating func decimal(endedBy end: UInt8 = UInt8(ascii: "\t")) -> Int32? {
    let isNegative = position < bytes.count && bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let start = position
    var value = digits(atMost: 9) &* 1000
    var count = position - start
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      let fraction = position
      let digits = digits(atMost: 3)
      let places = position - fraction
      value &+= digits &* (places == 3 ? 1 : places == 2 ? 10 : 100)
      count += places
    }
    guard 1...9 ~= count, endsLine || bytes[position] == end else { return nil }
    if !endsLine { position += 1 }
    return Int32(exactly: isNegative ? -value : value)
  }

  @inline(__always)
  private mutating func digits(atMost count: Int) -> Int {
    var value = 0
    let limit = min(position + count, bytes.count)
    while position < limit {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      value = value &* 10 &+ Int(digit)
      position += 1
    }
    return value
  }
}

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
///     word         transcript     412  irs/transcript 2.1  irs/refund -0.4
///
/// Fields are separated by tabs; weights are natural-log odds; lines that begin with `#` are for
/// the reader.
package enum WeightsFile {
  package static func read(_ bytes: [UInt8], file: String, into sink: inout DiagnosticSink)
    -> Weights
  {
    var parser = WeightsParser(bytes: bytes[...])
    var line = 1
    while !parser.isAtEnd {
      if !parser.line() {
        let start = SourcePosition(line: line, column: 1)
        sink.error(
          .badWeight, "this line is no weight",
          at: SourceRange(file: file, start: start, end: start),
          hint: "write the file anew with triage fit")
      }
      parser.nextLine()
      line += 1
    }
    return parser.weights
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
    for word in weights.words {
      text += "word\t\(word.word)\t\(word.count)"
      for score in word.scores {
        text += "\t\(weights.concerns[Int(score.concern)]) \(decimal(Double(score.weight) / 1000))"
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
  private(set) var bytes: ArraySlice<UInt8>
  private(set) var weights = Weights()
  /// Concerns by the bytes of their ids, in a list: there are few, and the last one found is often
  /// followed by the next.
  private var concerns: [ArraySlice<UInt8>] = []
  private var expected = 0

  init(bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
  }

  var isAtEnd: Bool { bytes.isEmpty }

  mutating func nextLine() {
    while let byte = bytes.popFirst(), byte != UInt8(ascii: "\n") {}
  }

  /// Reads a line up to its end; false where it is none of ours.
  mutating func line() -> Bool {
    guard let first = bytes.first else { return true }
    if first == UInt8(ascii: "#") || first == UInt8(ascii: "\n") { return true }
    let kind = field()
    switch String(decoding: kind, as: UTF8.self) {
    case "word": return word()
    case "rule":
      let id = String(decoding: field(), as: UTF8.self)
      guard let value = decimal() else { return false }
      weights.rules[id] = Double(value) / 1000
    case "bias":
      let id = String(decoding: field(), as: UTF8.self)
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

  private mutating func word() -> Bool {
    let word = field()
    guard !word.isEmpty, let count = decimal() else { return false }
    var scores: [WordWeight.Score] = []
    while !endsLine {
      let concern = field(endedBy: UInt8(ascii: " "))
      guard !concern.isEmpty, let weight = decimal() else { return false }
      scores.append(WordWeight.Score(concern: index(of: concern), weight: weight))
    }
    weights.words.append(
      WordWeight(
        word: String(decoding: word, as: UTF8.self), count: Int(count) / 1000, scores: scores))
    return true
  }

  private mutating func index(of concern: ArraySlice<UInt8>) -> Int32 {
    for offset in concerns.indices {
      let index = (expected + offset) % concerns.count
      if concerns[index].elementsEqual(concern) {
        expected = index + 1
        return Int32(index)
      }
    }
    weights.concerns.append(String(decoding: concern, as: UTF8.self))
    concerns.append(concern)
    return Int32(concerns.count - 1)
  }

  private var endsLine: Bool {
    bytes.first == nil || bytes.first == UInt8(ascii: "\n")
  }

  /// The bytes up to a tab (or `end`), which is passed, or to the end of the line.
  private mutating func field(endedBy end: UInt8 = UInt8(ascii: "\t")) -> ArraySlice<UInt8> {
    let start = bytes.startIndex
    var index = start
    while index < bytes.endIndex, bytes[index] != end, bytes[index] != UInt8(ascii: "\n") {
      index += 1
    }
    let field = bytes[start..<index]
    let isAtLineEnd = index == bytes.endIndex || bytes[index] == UInt8(ascii: "\n")
    bytes = bytes[(isAtLineEnd ? index : index + 1)...]
    return field
  }

  /// A decimal number, in thousandths; nil where there is none or it is too large.
  private mutating func decimal() -> Int32? {
    let text = field()
    var value = 0
    var places = -1
    for (offset, byte) in text.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where offset == 0: continue
      case UInt8(ascii: ".") where places < 0: places = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard value < 100_000_000, places < 3 else { return nil }
        value = value * 10 + Int(byte - UInt8(ascii: "0"))
        if places >= 0 { places += 1 }
      default: return nil
      }
    }
    guard !text.isEmpty else { return nil }
    for _ in max(places, 0)..<3 { value *= 10 }
    return Int32(exactly: text.first == UInt8(ascii: "-") ? -value : value)
  }
}

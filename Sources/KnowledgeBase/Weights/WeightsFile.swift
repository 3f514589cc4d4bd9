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
    bytes.withUnsafeBufferPointer { bytes in
      var parser = WeightsParser(bytes)
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
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private(set) var weights = Weights()
  /// The fields that named concerns, in the order of `weights.concerns`.
  private var concerns: [Range<Int>] = []
  /// Concerns come in the same order in every line, so the next one is looked for first.
  private var expected = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
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

  private mutating func word() -> Bool {
    let word = field()
    guard !word.isEmpty, let count = decimal() else { return false }
    var scores: [WordWeight.Score] = []
    expected = 0
    while !endsLine {
      let concern = field(endedBy: UInt8(ascii: " "))
      guard !concern.isEmpty, let weight = decimal() else { return false }
      scores.append(WordWeight.Score(concern: index(of: concern), weight: weight))
    }
    weights.words.append(WordWeight(word: text(word), count: Int(count) / 1000, scores: scores))
    return true
  }

  private mutating func index(of concern: Range<Int>) -> Int32 {
    for offset in 0..<concerns.count {
      let index =
        expected + offset < concerns.count ? expected + offset : expected + offset - concerns.count
      if same(concerns[index], concern) {
        expected = index + 1
        return Int32(index)
      }
    }
    weights.concerns.append(text(concern))
    concerns.append(concern)
    return Int32(concerns.count - 1)
  }

  private func same(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    for offset in 0..<a.count where bytes[a.lowerBound + offset] != bytes[b.lowerBound + offset] {
      return false
    }
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

  /// A decimal number, in thousandths; nil where there is none or it is too large.
  private mutating func decimal() -> Int32? {
    let field = field()
    var value = 0
    var places = -1
    for index in field {
      switch bytes[index] {
      case UInt8(ascii: "-") where index == field.lowerBound: continue
      case UInt8(ascii: ".") where places < 0: places = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        guard value < 100_000_000, places < 3 else { return nil }
        value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
        if places >= 0 { places += 1 }
      default: return nil
      }
    }
    guard !field.isEmpty else { return nil }
    for _ in max(places, 0)..<3 { value *= 10 }
    return Int32(exactly: bytes[field.lowerBound] == UInt8(ascii: "-") ? -value : value)
  }
}

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
///     rule         idme/mfa/7f3a  -0.4          what is added to a rule's scaled weight
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
    // With a line end after the last line too, nothing needs to look for the end of the file.
    var parser = WeightsParser(
      bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")])
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

  /// The text of the file, in the order in which weights are kept: the same weights give the same
  /// bytes.
  package static func text(_ weights: Weights) -> String {
    var text = """
      # How much each rule and word says for each concern, in natural-log odds.
      # Written by `triage fit` from labelled questions; see there. A rule counts with the weight that
      # its editor gave it, times the scale, and what is added here.
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
        text += "\t\(score.concern)=\(tenths(score.weight))"
      }
      text += "\n"
    }
    return text
  }

  /// What a word says, in thousandths, with one decimal: a word is one of many.
  private static func tenths(_ weight: Int32) -> String {
    let tenths = (weight.magnitude + 50) / 100
    let decimal = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
    return "\(weight < 0 ? "-" : "")\(tenths / 10)\(decimal)"
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
  private let bytes: [UInt8]
  private var position = 0
  private(set) var weights = Weights()
  /// The scores of the present word.
  private var scores: [WordWeights.Score] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    weights.words.reserve(bytes: bytes.count)
  }

  var isAtEnd: Bool { position >= bytes.count }

  mutating func nextLine() {
    while !endsLine { position += 1 }
    position += 1
  }

  /// Reads a line up to its end; false where it is none of ours.
  mutating func line() -> Bool {
    if endsLine || bytes[position] == UInt8(ascii: "#") { return true }
    let name = field()
    if bytes[name].elementsEqual("word".utf8) { return word() }
    switch text(name) {
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
    guard !word.isEmpty, let count = decimal(), readScores() else { return false }
    weights.words.append(bytes[word], count: Int(count) / 1000, scores: scores)
    return true
  }

  /// Reads the rest of a line of a word: nearly all of the file.
  private mutating func readScores() -> Bool {
    scores.removeAll(keepingCapacity: true)
    let concerns = weights.concerns.count
    return read { numbers, scores in
      while !numbers.endsLine {
        guard let concern = numbers.decimal(endedBy: UInt8(ascii: "=")),
          let weight = numbers.decimal(endedBy: UInt8(ascii: "\t")), concern / 1000 < concerns
        else { return false }
        scores.append(WordWeights.Score(concern: concern / 1000, weight: weight))
      }
      return true
    }
  }

  private mutating func decimal() -> Int32? {
    read { numbers, _ in numbers.decimal(endedBy: UInt8(ascii: "\t")) }
  }

  private mutating func read<Value>(
    _ body: (inout NumberReader, inout [WordWeights.Score]) -> Value
  ) -> Value {
    bytes.withUnsafeBufferPointer { bytes in
      var numbers = NumberReader(bytes, from: position)
      defer { position = numbers.position }
      return body(&numbers, &scores)
    }
  }

  private func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  private var endsLine: Bool {
    position >= bytes.count || bytes[position] == UInt8(ascii: "\n")
  }

  /// The bytes up to a tab, which is passed, or to the end of the line.
  private mutating func field() -> Range<Int> {
    let start = position
    while !endsLine, bytes[position] != UInt8(ascii: "\t") { position += 1 }
    let field = start..<position
    if !endsLine { position += 1 }
    return field
  }
}

/// Reads numbers that stand one after another in a line, which has its end.
private struct NumberReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  /// Never past a line end.
  private(set) var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  @inline(__always)
  var endsLine: Bool { bytes[position] == UInt8(ascii: "\n") }

  /// A decimal number, in thousandths, and the byte after it, which must be `end` or a line end; nil
  /// where there is none, or it has more than nine digits or three decimals.
  @inline(__always)
  mutating func decimal(endedBy end: UInt8) -> Int32? {
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    var value = 0
    var count = digits(into: &value)
    var decimals = 0
    if bytes[position] == UInt8(ascii: ".") {
      position &+= 1
      decimals = digits(into: &value)
      count &+= decimals
    }
    guard count > 0, count <= 9, decimals <= 3, endsLine || bytes[position] == end else {
      return nil
    }
    if !endsLine { position &+= 1 }
    value &*= decimals == 2 ? 10 : decimals == 1 ? 100 : decimals == 0 ? 1000 : 1
    return Int32(exactly: isNegative ? -value : value)
  }

  /// Appends the digits that stand here to a number; how many there are.
  @inline(__always)
  private mutating func digits(into value: inout Int) -> Int {
    let start = position
    while true {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit < 10 else { return position &- start }
      value = value &* 10 &+ Int(digit)
      position &+= 1
    }
  }
}

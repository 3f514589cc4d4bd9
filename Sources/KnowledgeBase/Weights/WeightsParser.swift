internal import TriageEngine

/// Reads the lines of `weights.tsv` byte by byte: there are tens of thousands of values, and every
/// question waits for them.
struct WeightsParser {
  private(set) var weights = Weights()
  private var fields: FieldReader
  /// The scores of the present word.
  private var scores: [WordWeights.Score] = []

  /// - Parameter bytes: end with a line end.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    fields = FieldReader(bytes)
    weights.words.reserve(bytes: bytes.count)
  }

  /// Reads all lines, up to the first that is none of ours, of which it gives the number, from 1.
  mutating func readLines() -> Int? {
    var number = 1
    while !fields.isAtEnd {
      guard line() else { return number }
      fields.nextLine()
      number += 1
    }
    return nil
  }

  private mutating func line() -> Bool {
    if fields.endsLine || fields.next == UInt8(ascii: "#") { return true }
    let name = fields.field()
    if name == "word" { return word() }
    if name == "concerns" {
      while !fields.endsLine { weights.targets.append(fields.field().text) }
    } else if name == "rule" {
      return value(for: \.rules)
    } else if name == "bias" {
      return value(for: \.biases)
    } else if name == "also" {
      return value(for: \.further.also)
    } else if name == "besides" {
      return value(for: \.further.besides)
    } else if name == "audience" {
      let audience = fields.field().text
      guard let (concern, value) = namedValue() else { return false }
      weights.audiences.asking[audience, default: [:]][concern] = value
    } else if name == "scale" {
      return factor(\.ruleScale)
    } else if name == "also-scale" {
      return factor(\.further.scale)
    } else if name == "temperature" {
      return factor(\.temperature)
    } else {
      return false
    }
    return fields.endsLine
  }

  private mutating func value(for values: WritableKeyPath<Weights, [String: Double]>) -> Bool {
    guard let (id, value) = namedValue() else { return false }
    weights[keyPath: values][id] = value
    return fields.endsLine
  }

  private mutating func namedValue() -> (name: String, value: Double)? {
    let name = fields.field().text
    return fields.decimal().map { (name, Double($0) / 1000) }
  }

  /// A value above 0, also with the two decimals with which it is written.
  private mutating func factor(_ factor: WritableKeyPath<Weights, Double>) -> Bool {
    guard let value = fields.decimal(), value >= 10 else { return false }
    weights[keyPath: factor] = Double(value) / 1000
    return fields.endsLine
  }

  private mutating func word() -> Bool {
    let word = fields.field()
    guard !word.bytes.isEmpty, let count = fields.number(endedBy: UInt8(ascii: "\t")), readScores()
    else { return false }
    weights.words.append(word.bytes, count: Int(count), scores: scores)
    return true
  }

  /// Reads the rest of a line of a word: nearly all of the file.
  private mutating func readScores() -> Bool {
    scores.removeAll(keepingCapacity: true)
    let targets = weights.targets.count
    // The loop is at its best with a reader of its own.
    var fields = fields
    defer { self.fields = fields }
    while !fields.endsLine {
      guard let score = fields.score(), score.target < targets else {
        return false
      }
      scores.append(score)
    }
    return true
  }
}

/// Reads fields, one after another, of lines that all have their ends.
private struct FieldReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  struct Field {
    var bytes: UnsafeBufferPointer<UInt8>

    var text: String { String(decoding: bytes, as: UTF8.self) }

    static func == (field: Field, name: StaticString) -> Bool {
      name.withUTF8Buffer { name in
        field.bytes.count == name.count && zip(field.bytes, name).allSatisfy { $0 == $1 }
      }
    }
  }

  var isAtEnd: Bool { position == bytes.count }

  /// The next byte; nothing may be read past a line end, so there is one.
  @inline(__always)
  var next: UInt8 { bytes[position] }

  @inline(__always)
  var endsLine: Bool { next == UInt8(ascii: "\n") }

  mutating func nextLine() {
    while !endsLine { position &+= 1 }
    position &+= 1
  }

  /// The bytes up to a tab, which is passed, or to the end of the line.
  @inline(__always)
  mutating func field() -> Field {
    let start = position
    while next != UInt8(ascii: "\t"), !endsLine { position &+= 1 }
    let field = Field(bytes: UnsafeBufferPointer(rebasing: bytes[start..<position]))
    passTab()
    return field
  }

  /// A decimal number, in thousandths, that is a whole field; nil where there is none, or it has more
  /// than nine digits or three decimals.
  @inline(__always)
  mutating func decimal() -> Int32? {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    var value = 0
    var count = digits(into: &value)
    // What the last digit stands for; less than a thousandth is nothing.
    var unit = 1000
    if next == UInt8(ascii: ".") {
      position &+= 1
      while let digit = digit() {
        value = value &* 10 &+ digit
        count &+= 1
        unit /= 10
      }
    }
    guard 1...9 ~= count, unit > 0, next == UInt8(ascii: "\t") || endsLine else { return nil }
    passTab()
    value &*= unit
    return Int32(exactly: isNegative ? -value : value)
  }

  /// A whole number and the byte after it, which must be `end` or a line end; nil where there is none,
  /// or it has more than nine digits.
  @inline(__always)
  mutating func number(endedBy end: UInt8) -> Int32? {
    var value = 0
    guard 1...9 ~= digits(into: &value) else { return nil }
    if next == end { position &+= 1 } else if !endsLine { return nil }
    return Int32(truncatingIfNeeded: value)
  }

  /// The number of a target and what a word says for it; nil where there is none.
  @inline(__always)
  mutating func score() -> WordWeights.Score? {
    guard let target = number(endedBy: UInt8(ascii: "=")), let weight = decimal() else {
      return nil
    }
    return WordWeights.Score(target: target, weight: weight)
  }

  @inline(__always)
  private mutating func passTab() {
    if next == UInt8(ascii: "\t") { position &+= 1 }
  }

  /// Appends the digits that stand here to a number; how many there are.
  @inline(__always)
  private mutating func digits(into value: inout Int) -> Int {
    let start = position
    while let digit = digit() { value = value &* 10 &+ digit }
    return position &- start
  }

  @inline(__always)
  private mutating func digit() -> Int? {
    let digit = next &- UInt8(ascii: "0")
    guard digit < 10 else { return nil }
    position &+= 1
    return Int(digit)
  }
}

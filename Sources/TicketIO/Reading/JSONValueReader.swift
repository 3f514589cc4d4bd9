/// Reads a value of JSON (RFC 8259).
///
/// Ours, and not Foundation's `JSONDecoder`: with that, of the 27 µs that a ticket of JSON Lines took
/// from the file to its verdict, 14 went into making these values; here it is less than one. It takes
/// what the standard allows.
package struct JSONValueReader {
  private let bytes: [UInt8]
  private let takesHalfPairs: Bool
  private var place = 0

  /// How deep values may lie in one another, as in Foundation.
  private static let deepest = 512

  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - takingHalfPairs: whether half of a surrogate pair is taken, for U+FFFD: exporters cut texts in
  ///     the middle of a sign.
  /// - Returns: nil for what is no JSON, or lies too deep.
  package static func value(of bytes: [UInt8], takingHalfPairs: Bool = true) -> FieldValue? {
    var reader = JSONValueReader(bytes, takingHalfPairs)
    guard let value = reader.value(depth: 0) else { return nil }
    reader.skipSpace()
    return reader.next == nil ? value : nil
  }

  private init(_ bytes: [UInt8], _ takesHalfPairs: Bool) {
    self.bytes = bytes
    self.takesHalfPairs = takesHalfPairs
  }

  private var next: UInt8? {
    place < bytes.count ? bytes[place] : nil
  }

  private mutating func skipSpace() {
    while let byte = next, byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 9 {
      place += 1
    }
  }

  /// Goes past a byte if it is the next one.
  private mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  private mutating func value(depth: Int) -> FieldValue? {
    skipSpace()
    guard depth < Self.deepest, let byte = next else { return nil }
    switch byte {
    case UInt8(ascii: "\""): return string().map { .string($0) }
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return list(depth: depth)
    case UInt8(ascii: "t"): return word("true") ? .flag(true) : nil
    case UInt8(ascii: "f"): return word("false") ? .flag(false) : nil
    case UInt8(ascii: "n"): return word("null") ? .null : nil
    default: return number().map { .number($0) }
    }
  }

  private mutating func word(_ word: String) -> Bool {
    guard bytes[place...].starts(with: word.utf8) else { return false }
    place += word.utf8.count
    return true
  }

  private mutating func list(depth: Int) -> FieldValue? {
    place += 1
    var values: [FieldValue] = []
    skipSpace()
    if take("]") { return .list([]) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      values.append(value)
      skipSpace()
    } while take(",")
    return take("]") ? .list(values) : nil
  }

  private mutating func object(depth: Int) -> FieldValue? {
    place += 1
    var members: [FieldObject.Member] = []
    skipSpace()
    if take("}") { return .object(FieldObject([])) }
    repeat {
      skipSpace()
      guard next == UInt8(ascii: "\""), let name = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members.append(FieldObject.Member(name: name, value: value))
      skipSpace()
    } while take(",")
    return take("}") ? .object(FieldObject(members)) : nil
  }

  // MARK: Numbers

  /// A number as it is written.
  private mutating func number() -> String? {
    let start = place
    _ = take("-")
    let isZero = next == UInt8(ascii: "0")
    guard case let whole = digits(), whole > 0, !isZero || whole == 1 else { return nil }
    if take("."), digits() == 0 { return nil }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      if digits() == 0 { return nil }
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = place
    while let byte = next, UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte { place += 1 }
    return place - start
  }

  // MARK: Strings

  private mutating func string() -> String? {
    place += 1
    let start = place
    guard passPlain() else { return nil }
    if take("\"") { return String(decoding: bytes[start..<place - 1], as: UTF8.self) }
    return escapedString(Array(bytes[start..<place]))
  }

  /// Goes on to the next quote or backslash; false where none comes or a control character is first.
  private mutating func passPlain() -> Bool {
    while place < bytes.count {
      let byte = bytes[place]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
      guard byte >= 0x20 else { return false }
      place += 1
    }
    return false
  }

  /// The string that begins with what was passed already, up to its end.
  private mutating func escapedString(_ beginning: [UInt8]) -> String? {
    var text = beginning
    while !take("\"") {
      if take("\\") {
        guard escape(into: &text) else { return nil }
      }
      let start = place
      guard passPlain() else { return nil }
      text += bytes[start..<place]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) -> Bool {
    guard let sign = next else { return false }
    place += 1
    switch sign {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(sign)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = scalar() else { return false }
      text += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    default: return false
    }
    return true
  }

  /// What stands after `\u`, and the second of two that make one sign.
  private mutating func scalar() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    if 0xD800..<0xDC00 ~= first, bytes[place...].starts(with: #"\u"#.utf8) {
      let end = place
      place += 2
      guard let second = unit() else { return nil }
      if 0xDC00..<0xE000 ~= second {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      }
      place = end
    }
    return Unicode.Scalar(first) ?? (takesHalfPairs ? "\u{FFFD}" : nil)
  }

  private mutating func unit() -> UInt32? {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        return nil
      }
      unit = unit << 4 | UInt32(digit)
      place += 1
    }
    return unit
  }
}

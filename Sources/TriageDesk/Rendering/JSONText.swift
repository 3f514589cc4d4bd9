/// Writes JSON (RFC 8259) straight into bytes: members in the order in which they are added, which is
/// what makes the same record the same bytes.
package struct JSONText {
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var needsComma = false

  package init() {
    // Nearly every record fits: growing step by step would copy it several times.
    bytes.reserveCapacity(8_192)
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// A value that was written before.
  package mutating func fragment(_ fragment: JSONFragment) {
    comma()
    bytes += fragment.bytes
    needsComma = true
  }

  /// Ends a line of JSON Lines; the next value begins anew.
  package mutating func endLine() {
    mark("\n")
    needsComma = false
  }

  package mutating func object(_ members: (inout JSONText) -> Void) {
    beginObject()
    members(&self)
    endObject()
  }

  package mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (inout JSONText, Element) -> Void
  ) {
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }

  // For values that others write into between waits.
  package mutating func beginObject() { open("{") }
  package mutating func endObject() { close("}") }
  package mutating func beginArray() { open("[") }
  package mutating func endArray() { close("]") }

  /// The name of a member; its value comes next.
  package mutating func name(_ name: StaticString) {
    openQuote()
    raw(name)
    raw("\":")
    needsComma = false
  }

  package mutating func member(_ name: StaticString, _ value: String?) {
    self.name(name)
    string(value)
  }

  package mutating func member(_ name: StaticString, _ value: Int?) {
    self.name(name)
    if let value { number(value) } else { null() }
  }

  package mutating func member(_ name: StaticString, _ value: Double?) {
    self.name(name)
    if let value { number(value) } else { null() }
  }

  package mutating func member(_ name: StaticString, _ value: Bool) {
    self.name(name)
    bool(value)
  }

  package mutating func string(_ value: String?) {
    guard var value else { return null() }
    openQuote()
    value.withUTF8 { escape($0) }
    mark("\"")
    needsComma = true
  }

  package mutating func number(_ value: Int) {
    comma()
    if value < 0 { mark("-") }
    Decimal.add(value.magnitude, to: &bytes)
    needsComma = true
  }

  /// A number with four decimals at most.
  package mutating func number(_ value: Double) {
    comma()
    Decimal.add(value, places: 4, to: &bytes)
    needsComma = true
  }

  package mutating func bool(_ value: Bool) {
    comma()
    raw(value ? "true" : "false")
    needsComma = true
  }

  package mutating func null() {
    comma()
    raw("null")
    needsComma = true
  }

  private mutating func raw(_ text: StaticString) {
    bytes += UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
  }

  /// What needs no escape is copied in one go: nearly every text.
  private mutating func escape(_ value: UnsafeBufferPointer<UInt8>) {
    // Without a branch for each byte, many are looked at at once.
    let isPlain = value.reduce(UInt8(0)) { $0 | (Self.needsEscape($1) ? 1 : 0) } == 0
    if isPlain { return bytes.append(contentsOf: value) }
    for byte in value {
      if Self.needsEscape(byte) { escape(byte) } else { bytes.append(byte) }
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < UInt8(ascii: " ") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
      || byte == 0x7F
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): raw(#"\""#)
    case UInt8(ascii: "\\"): raw(#"\\"#)
    case UInt8(ascii: "\n"): raw(#"\n"#)
    case UInt8(ascii: "\r"): raw(#"\r"#)
    case UInt8(ascii: "\t"): raw(#"\t"#)
    default:
      raw(byte < 0x10 ? #"\u000"# : #"\u00"#)
      bytes += String(byte, radix: 16).utf8
    }
  }

  private mutating func comma() {
    if needsComma { mark(",") }
  }

  private mutating func openQuote() {
    comma()
    mark("\"")
  }

  private mutating func open(_ mark: Unicode.Scalar) {
    comma()
    self.mark(mark)
    needsComma = false
  }

  private mutating func close(_ mark: Unicode.Scalar) {
    self.mark(mark)
    needsComma = true
  }

  /// A sign of ASCII, which takes a fraction of the time of a run of them.
  private mutating func mark(_ mark: Unicode.Scalar) {
    bytes.append(UInt8(ascii: mark))
  }
}

/// A value of JSON that is written already.
package struct JSONFragment: Sendable {
  fileprivate let bytes: [UInt8]

  package init(_ json: JSONText) {
    bytes = json.bytes
  }
}

/// Decimal text of numbers, without the locale and the same on every machine.
enum Decimal {
  /// At most `places` digits after the point, without zeros at the end.
  static func text(_ value: Double, places: Int) -> String {
    var bytes: [UInt8] = []
    add(value, places: places, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func add(_ value: Double, places: Int, to bytes: inout [UInt8]) {
    var scale = 1
    for _ in 0..<places { scale *= 10 }
    let units = Int((value * Double(scale)).rounded())
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, fraction) = Int(units.magnitude).quotientAndRemainder(dividingBy: scale)
    add(whole.magnitude, to: &bytes)
    guard fraction > 0 else { return }
    bytes.append(UInt8(ascii: "."))
    var rest = fraction
    while rest > 0 {
      scale /= 10
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest / scale))
      rest %= scale
    }
  }

  static func add(_ value: UInt, to bytes: inout [UInt8]) {
    if value >= 10 { add(value / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }

  /// With its sign and two digits at most.
  static func signed(_ value: Double) -> String {
    (value < 0 ? "" : "+") + text(value, places: 2)
  }

  /// Of one hundred, whole: 0.973 is `97 %`.
  static func percent(_ value: Double) -> String {
    "\(Int((value * 100).rounded(.down))) %"
  }
}

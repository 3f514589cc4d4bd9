/// Writes JSON (RFC 8259) straight into text: members in the order in which they are added, which is
/// what makes the same record the same bytes.
struct JSONText {
  private(set) var text = ""
  private var needsComma = false

  mutating func object(_ members: (inout JSONText) -> Void) {
    open("{")
    members(&self)
    close("}")
  }

  mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (inout JSONText, Element) -> Void
  ) {
    open("[")
    for element in elements { write(&self, element) }
    close("]")
  }

  /// The name of a member; its value comes next.
  mutating func name(_ name: StaticString) {
    comma()
    text += "\"\(name)\":"
    needsComma = false
  }

  mutating func member(_ name: StaticString, _ value: String?) {
    self.name(name)
    string(value)
  }

  mutating func member(_ name: StaticString, _ value: Int) {
    self.name(name)
    number(value)
  }

  mutating func member(_ name: StaticString, _ value: Double?) {
    self.name(name)
    if let value { number(value) } else { null() }
  }

  mutating func member(_ name: StaticString, _ value: Bool) {
    self.name(name)
    bool(value)
  }

  mutating func string(_ value: String?) {
    guard let value else { return null() }
    comma()
    text += "\""
    for scalar in value.unicodeScalars { escape(scalar) }
    text += "\""
    needsComma = true
  }

  mutating func number(_ value: Int) {
    raw(String(value))
  }

  /// A number with four decimals at most.
  mutating func number(_ value: Double) {
    raw(Decimal.text(value, places: 4))
  }

  mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  mutating func null() {
    raw("null")
  }

  private mutating func raw(_ value: String) {
    comma()
    text += value
    needsComma = true
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": text += "\\\""
    case "\\": text += "\\\\"
    case "\n": text += "\\n"
    case "\r": text += "\\r"
    case "\t": text += "\\t"
    case "\0"..<" ", "\u{7F}":
      let digits = String(scalar.value, radix: 16)
      text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: text.unicodeScalars.append(scalar)
    }
  }

  private mutating func comma() {
    if needsComma { text += "," }
  }

  private mutating func open(_ mark: String) {
    comma()
    text += mark
    needsComma = false
  }

  private mutating func close(_ mark: String) {
    text += mark
    needsComma = true
  }
}

/// Decimal text of numbers, without the locale and the same on every machine.
enum Decimal {
  /// At most `places` digits after the point, without zeros at the end.
  static func text(_ value: Double, places: Int) -> String {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let units = Int((value * scale).rounded())
    var digits = String(units.magnitude)
    if digits.utf8.count <= places {
      digits = String(repeating: "0", count: places + 1 - digits.utf8.count) + digits
    }
    var fraction = Substring(digits.suffix(places))
    while fraction.last == "0" { fraction.removeLast() }
    let whole = digits.dropLast(places)
    return (units < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// Of one hundred, whole: 0.973 is `97 %`.
  static func percent(_ value: Double) -> String {
    "\(Int((value * 100).rounded(.down))) %"
  }
}

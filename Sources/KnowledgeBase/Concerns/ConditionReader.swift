internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension ElementReader {
  static let ruleElements = ["match", "all", "any", "unless"]

  /// The text of an element as a pattern, with its place.
  mutating func pattern(_ element: XMLElement) -> PatternText {
    for child in element.elements { unexpected(child, in: element.name, expected: []) }
    var start = element.range.start
    if case .text(let run)? = element.children.first { start = run.start }
    let text = element.text
    if text.isBlank {
      sink.error(.badValue, "<\(element.name)> is empty", at: tag(element))
    }
    return PatternText(text, file: element.range.file, start: start)
  }

  /// A rule of a concern or an audience; `owner` begins its id.
  mutating func rule(_ element: XMLElement, of owner: String) -> Rule {
    let weight: Double?
    if element.name == "unless" {
      expect(element, attributes: [])
      weight = nil
    } else {
      expect(element, attributes: ["weight"])
      weight = number("weight", of: element, in: 0.5...8) ?? 3
    }
    // At the top of a concern `unless` is the condition that takes the concern back.
    let condition =
      element.name == "unless" ? negated(element) : condition(element, isTop: true)
    var text = Fingerprint()
    text.add(condition)
    return Rule(
      id: owner + "/" + text.hex, condition: condition, weight: weight, range: element.range)
  }

  private mutating func condition(_ element: XMLElement, isTop: Bool = false) -> Condition {
    if !isTop { expect(element, attributes: []) }
    switch element.name {
    case "all": return .all(parts(element))
    case "any": return .any(parts(element))
    case "unless": return .unless(negated(element))
    default: return .match(pattern(element))
    }
  }

  /// What stands in `unless`: a pattern, or conditions any of which will do.
  private mutating func negated(_ element: XMLElement) -> Condition {
    element.elements.contains { _ in true } ? .any(parts(element)) : .match(pattern(element))
  }

  private mutating func parts(_ element: XMLElement) -> [Condition] {
    expectOnlyElements(element)
    var parts: [Condition] = []
    for child in element.elements {
      guard Self.ruleElements.contains(child.name) else {
        unexpected(child, in: element.name, expected: Self.ruleElements)
        continue
      }
      parts.append(condition(child))
    }
    let isPositive = parts.contains {
      if case .unless = $0 { false } else { true }
    }
    if !isPositive {
      sink.error(
        .missingElement, "<\(element.name)> needs a <match>, <all> or <any>", at: tag(element))
    }
    return parts
  }
}

/// A short hash of what a rule says, spaces aside.
private struct Fingerprint {
  private var value: UInt32 = 0x811C_9DC5

  var hex: String {
    let digits = String((value >> 16) ^ (value & 0xFFFF), radix: 16)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// FNV-1a of 32 bits (RFC 9923), over the text without its white space.
  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes where byte > UInt8(ascii: " ") {
        value = (value ^ UInt32(byte)) &* 0x0100_0193
      }
    }
    value = (value ^ 0x0A) &* 0x0100_0193
  }

  mutating func add(_ condition: Condition) {
    switch condition {
    case .match(let pattern): add(pattern.text)
    case .all(let parts): add("all(", parts)
    case .any(let parts): add("any(", parts)
    case .unless(let part): add("unless(", [part])
    }
  }

  private mutating func add(_ name: String, _ parts: [Condition]) {
    add(name)
    for part in parts { add(part) }
    add(")")
  }
}

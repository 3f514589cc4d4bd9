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

  /// A rule of a concern or an audience. It has no id yet: that needs the owner's other rules.
  mutating func rule(_ element: XMLElement) -> Rule {
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
    return Rule(id: "", condition: condition, weight: weight, range: element.range)
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

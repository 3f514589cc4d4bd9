internal import XMLReading

extension FieldValue {
  /// What an element holds: a list where it says it is an array, as Zendesk's and Freshdesk's do; an
  /// object of its elements, where it has any, those of one name as a list; else its text.
  init(_ element: XMLElement) {
    let elements = Array(element.elements)
    if element["type"] == "array" {
      self = .list(elements.map { FieldValue($0) })
    } else if elements.isEmpty {
      self = .string(FieldValue.trimmed(element.text))
    } else {
      let fields = elements.map { ($0.name, FieldValue($0)) }
      self = .object(FieldObject(Dictionary(fields, uniquingKeysWith: FieldValue.both)))
    }
  }

  private static func both(_ first: FieldValue, _ second: FieldValue) -> FieldValue {
    if case .list(let list) = first { .list(list + [second]) } else { .list([first, second]) }
  }

  private static func trimmed(_ text: String) -> String {
    let text = text.drop { $0.isWhitespace }
    return String(
      text[..<(text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.endIndex)])
  }
}

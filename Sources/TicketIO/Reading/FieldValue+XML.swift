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
      var members: [FieldObject.Member] = []
      var places: [String: Int] = [:]
      for element in elements {
        let value = FieldValue(element)
        if let place = places[element.name] {
          members[place].value = Self.both(members[place].value, value)
        } else {
          places[element.name] = members.count
          members.append(FieldObject.Member(name: element.name, value: value))
        }
      }
      self = .object(FieldObject(members))
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

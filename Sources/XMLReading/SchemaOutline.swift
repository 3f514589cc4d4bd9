internal import Diagnostics

/// What a schema in RELAX NG lets stand in each element, for messages that say what was allowed.
///
/// Says nothing of order and number; libxml2 judges, and this explains. Source: RELAX NG
/// Specification, OASIS, 3 December 2001.
package struct SchemaOutline: Sendable {
  /// What may stand in an element, in the order of the schema.
  package struct Content: Sendable {
    package var elements: [String] = []
    package var attributes: [String] = []
    package var isText = false
  }

  private var contents: [String: Content] = [:]
  private var roots: [String] = []
  private var definitions: [String: [XMLElement]] = [:]
  /// The elements and definitions that were looked into.
  private var seen: Set<String> = []

  /// - Parameter grammars: the roots of the schema and of those that it includes.
  package init(_ grammars: [XMLElement]) {
    for grammar in grammars { collectDefinitions(grammar) }
    var top = Content()
    for grammar in grammars {
      for start in grammar.elements("start") { look(into: start, &top, inside: []) }
      if grammar.name == "element" { look(at: grammar, &top, inside: []) }
    }
    roots = top.elements
  }

  /// What may stand in elements of that name; nil where the schema has none.
  package func content(of element: String) -> Content? {
    contents[element]
  }

  private mutating func collectDefinitions(_ grammar: XMLElement) {
    for element in grammar.elements {
      if element.name == "define", let name = element["name"] {
        definitions[name, default: []].append(element)
      } else if element.name == "include" || element.name == "div" {
        collectDefinitions(element)
      }
    }
  }

  private mutating func look(
    into pattern: XMLElement, _ content: inout Content, inside references: Set<String>
  ) {
    for element in pattern.elements { look(at: element, &content, inside: references) }
  }

  /// - Parameter references: the definitions that lead here, which may lead to themselves.
  private mutating func look(
    at pattern: XMLElement, _ content: inout Content, inside references: Set<String>
  ) {
    switch pattern.name {
    case "element":
      guard let name = pattern["name"] else { return }
      content.elements.add(name)
      guard seen.insert("\(name) \(pattern.range.file) \(pattern.range.start)").inserted else {
        return
      }
      var own = Content()
      look(into: pattern, &own, inside: [])
      var known = contents[name] ?? Content()
      own.elements.forEach { known.elements.add($0) }
      own.attributes.forEach { known.attributes.add($0) }
      known.isText = known.isText || own.isText
      contents[name] = known
    case "attribute":
      if let name = pattern["name"] { content.attributes.add(name) }
    case "ref":
      guard let name = pattern["name"], !references.contains(name) else { return }
      for definition in definitions[name] ?? [] {
        look(into: definition, &content, inside: references.union([name]))
      }
    case "text", "data", "value", "list": content.isText = true
    default: look(into: pattern, &content, inside: references)
    }
  }
}

extension [String] {
  fileprivate mutating func add(_ name: String) {
    if !contains(name) { append(name) }
  }
}

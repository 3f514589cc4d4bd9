internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension ElementReader {
  mutating func vocabulary(_ root: XMLElement) -> [VocabularySet] {
    expectOnlyElements(root)
    var sets: [VocabularySet] = []
    for element in root.elements {
      guard element.name == "set" else {
        unexpected(element, in: root.name, expected: ["set"])
        continue
      }
      expect(element, attributes: ["id"])
      expectOnlyElements(element)
      var phrases: [PatternText] = []
      for child in element.elements {
        if child.name == "phrase" {
          phrases.append(pattern(child))
        } else {
          unexpected(child, in: element.name, expected: ["phrase"])
        }
      }
      if let name = attribute("id", of: element) {
        sets.append(VocabularySet(name: name, phrases: phrases, range: tag(element)))
      }
    }
    return sets
  }

  mutating func audiences(_ root: XMLElement) -> [Audience] {
    expectOnlyElements(root)
    var audiences: [Audience] = []
    for element in root.elements {
      guard element.name == "audience" else {
        unexpected(element, in: root.name, expected: ["audience"])
        continue
      }
      expect(element, attributes: ["id"])
      guard let id = attribute("id", of: element) else { continue }
      let label = single("label", in: element).map { line($0) } ?? ""
      var rules: [Rule] = []
      for child in element.elements where child.name != "label" {
        if Self.ruleElements.contains(child.name) {
          rules.append(rule(child))
        } else {
          unexpected(child, in: element.name, expected: ["label"] + Self.ruleElements)
        }
      }
      rules.setIDs(of: "audience/" + id)
      audiences.append(Audience(id: id, label: label, rules: rules, range: tag(element)))
    }
    return audiences
  }
}

internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension ElementReader {
  mutating func denials(_ root: XMLElement) -> [Denial] {
    expectOnlyElements(root)
    var denials: [Denial] = []
    for element in root.elements {
      guard element.name == "denial" else {
        unexpected(element, in: root.name, expected: ["denial"])
        continue
      }
      expect(element, attributes: ["takes"])
      guard let takes = attribute("takes", of: element) else { continue }
      guard let scope = Denial.Scope(rawValue: takes) else {
        sink.error(
          .badValue, "takes=\"\(takes)\" is nothing that can be taken out", at: tag(element),
          hint: "write " + Denial.Scope.allCases.map(\.rawValue).joined(separator: ", "))
        continue
      }
      denials.append(Denial(scope: scope, pattern: pattern(element)))
    }
    return denials
  }
}

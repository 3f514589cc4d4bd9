internal import Diagnostics
internal import TriageEngine
internal import XMLReading

/// What `desks.xml` says.
struct DesksFile {
  var thresholds = Thresholds()
  var unclear = ""
  var none = ""
  var thresholdsRange = SourceRange.whole("desks.xml")
  var desks: [Desk] = []
}

extension ElementReader {
  mutating func desks(_ root: XMLElement) -> DesksFile {
    var file = DesksFile()
    expectOnlyElements(root)
    if let element = single("thresholds", in: root) { thresholds(element, into: &file) }
    for element in root.elements where element.name != "thresholds" {
      if element.name == "desk" {
        if let desk = desk(element) { file.desks.append(desk) }
      } else {
        unexpected(element, in: root.name, expected: ["thresholds", "desk"])
      }
    }
    return file
  }

  private mutating func thresholds(_ element: XMLElement, into file: inout DesksFile) {
    expect(element, attributes: ["decided", "suggested", "also", "audience", "unclear", "none"])
    file.thresholdsRange = tag(element)
    func probability(_ name: String, _ reader: inout ElementReader) -> Double? {
      guard reader.attribute(name, of: element) != nil else { return nil }
      return reader.number(name, of: element, in: 0...1)
    }
    file.thresholds.decided = probability("decided", &self) ?? file.thresholds.decided
    file.thresholds.suggested = probability("suggested", &self) ?? file.thresholds.suggested
    file.thresholds.also = probability("also", &self) ?? file.thresholds.also
    if element["audience"] != nil {
      file.thresholds.audience = probability("audience", &self) ?? file.thresholds.audience
    }
    file.unclear = attribute("unclear", of: element) ?? ""
    file.none = attribute("none", of: element) ?? ""
  }

  private mutating func desk(_ element: XMLElement) -> Desk? {
    expect(element, attributes: ["id", "blocks"])
    expectOnlyElements(element)
    var channels: [Channel] = []
    for child in element.elements where child.name != "name" && child.name != "handles" {
      if child.name == "channel" {
        if let channel = channel(child) { channels.append(channel) }
      } else {
        unexpected(child, in: element.name, expected: ["name", "handles", "channel"])
      }
    }
    let id = attribute("id", of: element)
    let name = single("name", in: element).map { line($0) }
    let handles = single("handles", in: element).map { line($0) }
    guard let id, let name, let handles else { return nil }
    return Desk(
      id: id, name: name, handles: handles, blocks: element["blocks"], channels: channels,
      range: tag(element))
  }

  private mutating func channel(_ element: XMLElement) -> Channel? {
    expect(element, attributes: ["id", "kind", "phone", "href", "hours"])
    guard let id = attribute("id", of: element), let kind = attribute("kind", of: element) else {
      return nil
    }
    guard let kind = Channel.Kind(rawValue: kind) else {
      sink.error(
        .badValue, "“\(kind)” is no kind of channel", at: tag(element),
        hint: "kinds are " + Channel.Kind.allCases.map(\.rawValue).joined(separator: ", "))
      return nil
    }
    return Channel(
      id: id, kind: kind, text: line(element), phone: element["phone"], href: element["href"],
      hours: element["hours"]?.collapsed, range: tag(element))
  }
}

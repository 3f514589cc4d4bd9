internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension ElementReader {
  mutating func notices(_ root: XMLElement) -> (notices: [Notice], series: [NoticeShape]) {
    var notices: [Notice] = []
    var series: [NoticeShape] = []
    expectOnlyElements(root)
    for element in root.elements {
      switch element.name {
      case "notice":
        if let notice = notice(element) { notices.append(notice) }
      case "series":
        if let shape = shape(element) { series.append(shape) }
      default: unexpected(element, in: root.name, expected: ["series", "notice"])
      }
    }
    return (notices, series)
  }

  private mutating func notice(_ element: XMLElement) -> Notice? {
    expect(element, attributes: ["number", "concern", "page", "phone", "confirmed"])
    expectOnlyElements(element)
    var spellings: [PatternText] = []
    for child in element.elements where child.name != "title" {
      if child.name == "spelling" {
        spellings.append(pattern(child))
      } else {
        unexpected(child, in: element.name, expected: ["title", "spelling"])
      }
    }
    let title = single("title", in: element).map { line($0) }
    let number = attribute("number", of: element)
    let concern = attribute("concern", of: element)
    let page = attribute("page", of: element)
    if spellings.isEmpty {
      sink.error(.missingElement, "<notice> needs a <spelling>", at: tag(element))
    }
    guard let title, let number, let concern, let page else { return nil }
    return Notice(
      number: number, concern: concern, page: page, phone: element["phone"], title: title,
      spellings: spellings, range: tag(element))
  }

  private mutating func shape(_ element: XMLElement) -> NoticeShape? {
    expect(element, attributes: ["concern", "shape", "number", "digits"])
    guard let concern = attribute("concern", of: element),
      let shape = attribute("shape", of: element), let number = attribute("number", of: element),
      let digits = attribute("digits", of: element)
    else { return nil }
    let ends = digits.split(separator: "-").compactMap { Int($0) }
    guard ends.count == 2, ends[0] >= 1, ends[0] <= ends[1], ends[1] <= 9 else {
      sink.error(
        .badValue, "digits=\"\(digits)\" is not two numbers from 1 to 9", at: tag(element),
        hint: "write for instance 2-4")
      return nil
    }
    // `#` alone is the number in a shape; the pattern language calls it `#number`.
    let text = shape.split(separator: " ").map { $0 == "#" ? "#number" : $0 }
      .joined(separator: " ")
    return NoticeShape(
      concern: concern,
      shape: PatternText(text, file: element.range.file, start: element.range.start),
      number: number, digits: ends[0]...ends[1], range: tag(element))
  }
}

internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension ElementReader {
  private static let answers = ["steps", "referral", "clarify", "none"]

  /// - Parameter path: of the file, relative to the knowledge base.
  mutating func concern(_ root: XMLElement, path: String) -> Concern? {
    expect(root, attributes: ["id", "audience"])
    expectOnlyElements(root)
    guard let id = attribute("id", of: root) else { return nil }
    let wanted = path.split(separator: "/").suffix(2).joined(separator: "/")
    if id + ".xml" != wanted {
      sink.error(
        .badValue, "the concern “\(id)” stands in a file for “\(wanted.dropLast(4))”",
        at: tag(root), hint: "rename the file, or change the id")
    }
    let title = single("title", in: root).map { line($0) }
    var concern = Concern(
      id: id, title: title ?? "", audience: root["audience"], answer: .clarify([]), rules: [],
      examples: [], counterexamples: [], range: root.range)
    var clarifications: [Concern.Clarification] = []
    var answer: Concern.Answer?
    for element in root.elements where element.name != "title" {
      switch element.name {
      case let name where Self.ruleElements.contains(name):
        concern.rules.append(rule(element))
      case "example":
        expect(element, attributes: [])
        concern.examples.append(
          Concern.Example(text: line(element), concern: id, range: element.range))
      case "counterexample":
        expect(element, attributes: ["concern"])
        concern.counterexamples.append(
          Concern.Example(
            text: line(element), concern: attribute("concern", of: element) ?? "",
            range: element.range))
      case "clarify":
        clarifications.append(clarification(element))
      case let name where Self.answers.contains(name):
        if answer != nil || !clarifications.isEmpty {
          sink.error(
            .unexpectedElement, "a concern has one answer, and this is another", at: tag(element))
        }
        answer = self.answer(element, path: path)
      default:
        unexpected(
          element, in: root.name,
          expected: ["title", "example", "counterexample"] + Self.answers + Self.ruleElements)
      }
    }
    if answer == nil, clarifications.isEmpty {
      sink.error(
        .missingElement, "<concern> needs an answer", at: tag(root),
        hint: "add <steps article=\"…\"/>, <referral>, <clarify> or <none> after the title")
    }
    concern.answer = answer ?? .clarify(clarifications)
    concern.rules.setIDs(of: id)
    return concern
  }

  private mutating func answer(_ element: XMLElement, path: String) -> Concern.Answer {
    switch element.name {
    case "steps":
      expect(element, attributes: ["article"])
      return .steps(article: article(element, path: path))
    case "referral":
      expect(element, attributes: ["article"])
      expectOnlyElements(element)
      var channels: [Concern.ChannelReference] = []
      for child in element.elements {
        guard child.name == "channel" else {
          unexpected(child, in: element.name, expected: ["channel"])
          continue
        }
        expect(child, attributes: ["ref"])
        if let id = attribute("ref", of: child) {
          channels.append(Concern.ChannelReference(id: id, range: tag(child)))
        }
      }
      return .referral(article: article(element, path: path), channels: channels)
    default:
      return .none(line(element))
    }
  }

  private mutating func article(_ element: XMLElement, path: String) -> Concern.ArticleReference {
    guard let written = attribute("article", of: element) else {
      return Concern.ArticleReference(path: "", range: tag(element))
    }
    let resolved = Path.resolve(written, from: Path.folder(path))
    if resolved == nil {
      sink.error(
        .badValue, "“\(written)” leads out of the knowledge base", at: tag(element),
        hint: "articles lie in the folder articles")
    }
    return Concern.ArticleReference(path: resolved ?? "", range: tag(element))
  }

  private mutating func clarification(_ element: XMLElement) -> Concern.Clarification {
    expect(element, attributes: ["between"])
    expectOnlyElements(element)
    var choices: [Concern.Choice] = []
    for child in element.elements where child.name != "question" {
      guard child.name == "choice" else {
        unexpected(child, in: element.name, expected: ["question", "choice"])
        continue
      }
      expect(child, attributes: ["concern"])
      choices.append(
        Concern.Choice(concern: attribute("concern", of: child) ?? "", text: line(child)))
    }
    let between = element["between"]?.utf8.split { $0 <= UInt8(ascii: " ") }.map {
      String(Substring($0))
    }
    if let between, between.count != 2 {
      sink.error(
        .badValue, "between=\"\(between.joined(separator: " "))\" does not name two concerns",
        at: tag(element))
    }
    return Concern.Clarification(
      between: between,
      question: single("question", in: element).map { line($0) } ?? "", choices: choices,
      range: tag(element))
  }
}

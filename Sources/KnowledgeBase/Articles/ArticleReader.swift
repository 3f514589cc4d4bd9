package import Diagnostics
package import XMLReading

extension DiagnosticCode {
  /// The root of an article is no topic of DITA that can be shown.
  package static let notATopic = DiagnosticCode("TK0401")
}

/// Turns a DITA topic into an `Article`. An element that it does not know still shows its text.
package struct ArticleReader {
  private let path: String
  private var sink: DiagnosticSink

  /// - Parameter path: of the file, relative to the knowledge base.
  package static func read(_ document: XMLDocument, path: String, into sink: inout DiagnosticSink)
    -> Article?
  {
    var reader = ArticleReader(path: path, sink: sink)
    defer { sink = reader.sink }
    return reader.article(document.root)
  }

  private mutating func article(_ root: XMLElement) -> Article? {
    let bodies = ["taskbody", "conbody", "refbody", "body"]
    guard ["task", "concept", "reference", "topic"].contains(root.name) else {
      sink.error(
        .notATopic, "<\(root.name)> is not a topic of DITA", at: root.range,
        hint: "the root of an article is <task>, <concept>, <reference> or <topic>")
      return nil
    }
    var article = Article(
      path: path, id: root["id"] ?? "",
      title: root.child("title")?.text.collapsed ?? "",
      summary: root.child("shortdesc").map { text($0) } ?? RichText(),
      prerequisites: [], points: [], steps: [], outcome: [], related: [],
      source: nil, checked: nil, range: root.range)
    if article.title.isEmpty {
      sink.error(.missingElement, "<\(root.name)> needs a <title>", at: root.range)
    }
    for element in root.elements {
      switch element.name {
      case "prolog":
        article.source = element.child("source")?["href"]
        article.checked =
          element.child("critdates")?.child("revised")?["modified"]
      case "related-links": article.related = links(element)
      case let name where bodies.contains(name): body(element, into: &article)
      default: break
      }
    }
    return article
  }

  private mutating func links(_ element: XMLElement) -> [Article.Link] {
    var links: [Article.Link] = []
    for child in element.elements {
      if child.name == "link", let target = target(child) {
        links.append(Article.Link(path: target, range: child.range))
      }
      links += self.links(child)
    }
    return links
  }

  /// The file that a local link leads to; nil for a page of the web.
  private func target(_ element: XMLElement) -> String? {
    // A colon before any slash ends a scheme (RFC 3986, 3.1).
    guard let href = element["href"], element["scope"] != "external",
      href.utf8.first(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") })
        != UInt8(ascii: ":"),
      let file = href.utf8.split(separator: UInt8(ascii: "#"), omittingEmptySubsequences: false)
        .first, !file.isEmpty
    else { return nil }
    return Path.resolve(String(Substring(file)), from: Path.folder(path))
  }

  // MARK: Body

  private mutating func body(_ body: XMLElement, into article: inout Article) {
    for element in body.elements {
      switch element.name {
      case "prereq": article.prerequisites += passages(element)
      case "steps", "steps-unordered": article.steps += steps(element)
      case "result", "postreq", "tasktroubleshooting": article.outcome += passages(element)
      case "context": article.points += passages(element)
      default: article.points += passages(of: element, audience: nil)
      }
    }
  }

  private mutating func steps(_ element: XMLElement) -> [Step] {
    element.elements.compactMap { child in
      ["step", "substep"].contains(child.name) ? step(child) : nil
    }
  }

  private mutating func step(_ element: XMLElement) -> Step {
    var step = Step(
      text: RichText(), notes: [], result: nil, steps: [],
      isOptional: element["importance"] == "optional", audience: element["audience"],
      reference: nil)
    for child in element.elements {
      switch child.name {
      case "cmd":
        step.text = text(child)
        step.reference = soleReference(child)
      case "substeps": step.steps += steps(child)
      case "stepresult":
        step.result = RichText(passages(child).map(\.text.plain).joined(separator: " "))
      case "choices":
        step.notes += passages(child)
      default: step.notes += passages(of: child, audience: nil)
      }
    }
    return step
  }

  /// The task that the whole of a command refers to.
  private func soleReference(_ command: XMLElement) -> String? {
    var reference: String?
    for child in command.children {
      switch child {
      case .text(let run):
        if !run.text.isBlank { return nil }
      case .element(let element):
        guard element.name == "xref", reference == nil, let path = target(element) else {
          return nil
        }
        reference = path
      }
    }
    return reference
  }

  // MARK: Passages

  private static let containers = [
    "section", "ul", "ol", "sl", "info", "context", "prereq", "example", "div", "bodydiv",
    "sectiondiv", "fig", "refsyn", "steps-informal",
  ]

  /// The passages inside an element, and its own text where it has any.
  private mutating func passages(_ element: XMLElement) -> [Passage] {
    var passages: [Passage] = []
    var loose = RichText()
    func flush() {
      loose.finish()
      if !loose.isEmpty {
        passages.append(
          Passage(kind: .paragraph, text: loose, audience: element["audience"]))
      }
      loose = RichText()
    }
    for child in element.children {
      switch child {
      case .text(let run): loose.append(run.text)
      case .element(let inner):
        if Self.isInline(inner) {
          append(inner, to: &loose)
        } else {
          flush()
          passages += self.passages(of: inner, audience: element["audience"])
        }
      }
    }
    flush()
    return passages
  }

  private mutating func passages(of element: XMLElement, audience: String?) -> [Passage] {
    let audience = element["audience"] ?? audience
    func passage(_ kind: Passage.Kind) -> [Passage] {
      let text = text(element)
      return text.isEmpty ? [] : [Passage(kind: kind, text: text, audience: audience)]
    }
    switch element.name {
    case let name where Self.containers.contains(name):
      return passages(element).map { inner in
        var inner = inner
        inner.audience = inner.audience ?? audience
        return inner
      }
    case "title": return passage(.heading)
    case "li", "sli", "choice": return passage(.item)
    case "note": return passage(.note(element["type"] ?? "note"))
    default: return passage(.paragraph)
    }
  }

  private static let inline = [
    "ph", "b", "i", "u", "tt", "xref", "uicontrol", "menucascade", "wintitle", "term", "cite", "q",
    "keyword", "codeph", "filepath", "userinput", "systemoutput", "cmdname", "sub", "sup",
    "option", "parmname", "varname", "abbreviated-form", "apiname", "msgph",
  ]

  /// The elements right under the root that are read, or of which a reader needs nothing.
  package static let parts: Set = [
    "title", "titlealts", "shortdesc", "prolog", "taskbody", "conbody", "refbody", "body",
    "related-links",
  ]

  /// All elements that are shown as they are meant.
  package static let known = parts.union(containers).union(inline).union([
    "navtitle", "searchtitle", "steps", "steps-unordered", "step", "substeps", "substep", "cmd",
    "stepresult", "stepxmp", "steptroubleshooting", "tutorialinfo", "choices", "choice", "result",
    "postreq", "tasktroubleshooting", "p", "li", "sli", "note", "linklist", "linkpool", "link",
    "linktext",
  ])

  private static func isInline(_ element: XMLElement) -> Bool {
    inline.contains(element.name)
  }

  // MARK: Text

  private func text(_ element: XMLElement) -> RichText {
    var text = RichText()
    appendChildren(of: element, to: &text)
    text.finish()
    return text
  }

  private func appendChildren(of element: XMLElement, to text: inout RichText) {
    for child in element.children {
      switch child {
      case .text(let run): text.append(run.text)
      case .element(let inner):
        // Blocks inside a line do not run into each other.
        if !Self.isInline(inner) { text.append(" ") }
        append(inner, to: &text)
        if !Self.isInline(inner) { text.append(" ") }
      }
    }
  }

  private func append(_ element: XMLElement, to text: inout RichText) {
    switch element.name {
    case "uicontrol", "wintitle": text.append(element.text.collapsed, .control)
    case "menucascade":
      for (index, control) in element.elements("uicontrol").enumerated() {
        if index > 0 { text.append(" > ") }
        text.append(control.text.collapsed, .control)
      }
    case "xref":
      if let href = element["href"], href.contains("://") {
        text.append(element.text.isEmpty ? href : element.text.collapsed, .link(href))
      } else {
        appendChildren(of: element, to: &text)
      }
    default: appendChildren(of: element, to: &text)
    }
  }
}

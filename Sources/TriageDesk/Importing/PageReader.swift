package import Diagnostics
internal import XMLReading

extension DiagnosticCode {
  /// The page has no text that an article could be made of.
  package static let noArticle = DiagnosticCode("TK0901")
  /// Something on the page has no place in a draft, and was left out.
  package static let leftOut = DiagnosticCode("TK0902")
  /// The editor has to decide what was meant.
  package static let toDecide = DiagnosticCode("TK0903")
}

/// Reads the body of a saved page into blocks.
///
/// Whatever it does not know still gives its text. What a person has to decide is a finding, and a
/// comment in the draft at the same place.
struct PageReader {
  let page: SavedPage
  let file: String
  var sink = DiagnosticSink()
  /// The decisions that the next block takes along.
  var pending: [String] = []
  /// Panels of tabs that were read with their labels, by identity.
  var takenPanels: Set<ObjectIdentifier> = []

  init(page: SavedPage, file: String) {
    self.page = page
    self.file = file
  }

  mutating func blocks() -> [PageBlock] {
    blocks(in: page.body)
  }

  mutating func decide(
    _ message: String, code: DiagnosticCode = .toDecide, at place: SourcePosition,
    hint: String? = nil
  ) {
    sink.report(
      Diagnostic(
        .warning, code, message, at: SourceRange(file: file, start: place, end: place), hint: hint))
    pending.append(message)
  }

  // MARK: Blocks

  /// Elements whose text belongs to the page around the article, or to nobody.
  private static let furniture: Set<String> = [
    "script", "style", "template", "noscript", "nav", "svg", "link", "meta", "head", "footer",
    "aside", "button", "input", "select", "textarea",
  ]
  private static let furnitureClasses: Set<String> = [
    "article-votes", "article-relatives", "article-comments", "article-footer", "article-share",
    "article-more-questions", "article-return-to-top", "article-attachments", "article-meta",
    "article-author", "breadcrumbs", "sub-nav", "related-articles", "recent-articles",
    "content-tags", "article-subscribe", "meta-data", "article-sidebar",
  ]
  private static let embeds: Set<String> = ["iframe", "video", "audio", "object", "embed", "form"]
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "br",
  ]

  mutating func blocks(in element: XMLElement) -> [PageBlock] {
    var blocks: [PageBlock] = []
    var line: [XMLNode] = []
    let tabs = tabs(in: element)
    for (index, child) in element.children.enumerated() {
      if let tabs, index == tabs.index {
        blocks += paragraphs(&line)
        if case .paragraph(let text)? = blocks.last?.kind, text.text.lowercased().contains(" tab") {
          decide("the line before the tabs speaks of tabs; the article has none", at: child.place)
        }
        blocks += self.blocks(of: tabs.panels)
        continue
      }
      switch child {
      case .text: line.append(child)
      case .element(let inner):
        if takenPanels.contains(ObjectIdentifier(inner)) { continue }
        if Self.inline.contains(inner.name), !hasBlocks(inner) || inner.name == "br" {
          line.append(child)
        } else if inner.name == "img" {
          line.append(child)
        } else {
          blocks += paragraphs(&line)
          blocks += self.blocks(of: inner)
        }
      }
    }
    return blocks + paragraphs(&line)
  }

  private func hasBlocks(_ element: XMLElement) -> Bool {
    element.elements.contains {
      !Self.inline.contains($0.name) && $0.name != "img" || hasBlocks($0)
    }
  }

  private mutating func blocks(of element: XMLElement) -> [PageBlock] {
    let place = element.range.start
    if Self.furniture.contains(element.name) { return [] }
    if element.classes.contains(where: { Self.furnitureClasses.contains(String($0)) }) { return [] }
    if Self.embeds.contains(element.name) {
      let target = element["src"] ?? element["data"] ?? element["action"]
      decide(
        "an embedded <\(element.name)> was left out\(target.map { ": " + $0 } ?? "")",
        code: .leftOut, at: place, hint: "say in words what it shows, or link to it")
      return []
    }
    switch element.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      let text = inline(element.children)
      // The title of the page, once more inside.
      if text.text.isEmpty || text.text == page.title { return [] }
      let level = Int(element.name.dropFirst()) ?? 6
      return [block(.heading(level: level, text), at: place)]
    case "summary", "legend":
      let text = inline(element.children)
      return text.text.isEmpty ? [] : [block(.heading(level: 6, text), at: place)]
    case "ol":
      let items = items(element)
      let start = element["start"].flatMap { Int($0.plain) } ?? 1
      return items.isEmpty ? [] : [block(.ordered(start: start, items), at: place)]
    case "ul", "menu":
      let items = items(element)
      return items.isEmpty ? [] : [block(.unordered(items), at: place)]
    case "dl": return definitions(element)
    case "table": return table(element)
    case "pre":
      return [block(.ready(.element("codeblock", [.text(element.text)])), at: place)]
    case "hr": return []
    case "blockquote": return callout(element) ?? blocks(in: element)
    case "p": return paragraph(element)
    default: return callout(element) ?? blocks(in: element)
    }
  }

  private func block(_ kind: PageBlock.Kind, at place: SourcePosition) -> PageBlock {
    PageBlock(kind: kind, place: place)
  }

  private mutating func paragraph(_ element: XMLElement) -> [PageBlock] {
    if let note = callout(element) { return note }
    return blocks(in: element)
  }

  private mutating func items(_ list: XMLElement) -> [PageBlock.Item] {
    var items: [PageBlock.Item] = []
    for child in list.elements {
      let blocks: [PageBlock]
      if child.name == "li" {
        blocks = self.blocks(in: child)
      } else {
        // A list or a note straight inside a list belongs to the item before.
        blocks = self.blocks(of: child)
        if !items.isEmpty {
          items[items.count - 1] += blocks
          continue
        }
      }
      if !blocks.isEmpty { items.append(blocks) }
    }
    return items
  }

  private mutating func definitions(_ list: XMLElement) -> [PageBlock] {
    list.elements.flatMap { child -> [PageBlock] in
      guard child.name == "dt" else { return blocks(in: child) }
      let term = inline(child.children)
      return term.text.isEmpty
        ? [] : [block(.paragraph([.element("b", term)]), at: child.range.start)]
    }
  }

  // MARK: Paragraphs

  /// Ends a paragraph: two line breaks part it, and a callout in it becomes a note of its own.
  mutating func paragraphs(_ line: inout [XMLNode]) -> [PageBlock] {
    defer { line = [] }
    guard !line.isEmpty else { return [] }
    var blocks: [PageBlock] = []
    for part in Callout.parts(of: line) {
      let place = part.nodes.first?.place ?? SourcePosition(line: 1, column: 1)
      let text = inline(part.nodes)
      let decisions = pending
      pending = []
      guard !text.isEmpty else {
        pending = decisions
        continue
      }
      var paragraph = block(.paragraph(text), at: place)
      if let type = part.note {
        paragraph = block(.note(type, [paragraph]), at: place)
      }
      paragraph.decisions = decisions
      blocks.append(paragraph)
    }
    return blocks
  }

  /// The note that an element says to be by its class; nil when it is none.
  private mutating func callout(_ element: XMLElement) -> [PageBlock]? {
    guard let type = Callout.type(ofClasses: element.classes) else { return nil }
    let inside = blocks(in: element)
    guard !inside.isEmpty else { return [] }
    // “Tip:” inside a box for tips is one note, not two.
    if inside.count == 1, case .note = inside[0].kind { return inside }
    let flat = inside.flatMap { block -> [PageBlock] in
      if case .note(_, let inner) = block.kind { inner } else { [block] }
    }
    var named = type
    if case .note(let inner, _)? = inside.first?.kind { named = inner }
    return [block(.note(named, flat), at: element.range.start)]
  }

  // MARK: Tables

  private mutating func table(_ element: XMLElement) -> [PageBlock] {
    let rows = element.descendants.filter { $0.name == "tr" }
    let width = rows.map { $0.elements.count { ["td", "th"].contains($0.name) } }.max() ?? 0
    // One cell is a box around text.
    if width <= 1 { return rows.flatMap { row in row.elements.flatMap { blocks(in: $0) } } }
    if element.descendants.contains(where: { $0["colspan"] != nil || $0["rowspan"] != nil }) {
      decide(
        "cells of this table span others; look whether it still says the same",
        at: element.range.start)
    }
    let decisions = pending
    pending = []
    var head: DITANode?
    var body: [DITANode] = []
    for row in rows {
      let cells = row.elements.filter { ["td", "th"].contains($0.name) }
      guard !cells.isEmpty else { continue }
      var entries = cells.map { cell in
        DITANode.element("stentry", DraftBuilder.content(blocks(in: cell)))
      }
      while entries.count < width { entries.append(.element("stentry", [])) }
      let isHead = head == nil && body.isEmpty && cells.allSatisfy { $0.name == "th" }
      if isHead {
        head = .element("sthead", entries)
      } else {
        body.append(.element("strow", entries))
      }
    }
    guard !body.isEmpty else { return [] }
    var table = block(
      .ready(.element("simpletable", (head.map { [$0] } ?? []) + body)), at: element.range.start)
    table.decisions = decisions
    return [table]
  }
}

extension XMLNode {
  /// Where it begins.
  var place: SourcePosition {
    switch self {
    case .element(let element): element.range.start
    case .text(let run): run.start
    }
  }
}

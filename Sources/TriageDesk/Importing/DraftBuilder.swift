internal import Diagnostics

/// Makes a topic of DITA from the blocks of a page: a `task` where the page has numbered lists, a
/// `concept` where it has none.
///
/// Everything stays in one topic. One list of steps (or one a tab) becomes the steps; several become
/// one step each, named by its heading, with the list as substeps. What stands before is `context`,
/// what comes after is `postreq`.
struct DraftBuilder {
  private let page: SavedPage
  private var sections: [PageSection]
  private let isGrouped: Bool
  /// What is to be decided about lists of steps, with their places.
  private(set) var questions: [(message: String, place: SourcePosition)] = []

  init(_ page: SavedPage, _ blocks: [PageBlock]) {
    self.page = page
    sections = PageSection.sections(blocks)
    let tabs = Set(sections.compactMap(\.tab))
    let lists = Dictionary(grouping: sections, by: \.tab).mapValues { sections in
      sections.map(\.stepLists).reduce(0, +)
    }
    isGrouped = lists.values.contains { $0 > 1 } || !tabs.isEmpty && lists[nil] ?? 0 > 0
  }

  mutating func topic(leftOver: [String]) -> DITANode {
    let summary = takeSummary()
    let isTask = sections.contains(where: \.hasSteps)
    let body = isTask ? task() : concept()
    let kind = isTask ? "task" : "concept"
    var parts: [DITANode] = [.element("title", [.text(page.title.plain)])]
    if let summary { parts += summary }
    parts += prolog()
    parts += leftOver.map { .comment("TO DECIDE: " + $0) }
    parts.append(.element(isTask ? "taskbody" : "conbody", body))
    return .element(kind, ["id": page.identifier, "xml:lang": page.language], parts)
  }

  // MARK: Head

  /// The first paragraph is what a reader is told first.
  private mutating func takeSummary() -> [DITANode]? {
    guard let first = sections.first, first.tab == nil, let block = first.blocks.first,
      case .paragraph(let text) = block.kind
    else { return nil }
    sections[0].blocks.removeFirst()
    if sections[0].blocks.isEmpty, sections[0].heading == nil { sections.removeFirst() }
    return Self.comments(block.decisions) + [.element("shortdesc", text)]
  }

  private func prolog() -> [DITANode] {
    var parts: [DITANode] = []
    if let address = page.address { parts.append(.element("source", ["href": address.text], [])) }
    if let created = page.created {
      parts.append(
        .element(
          "critdates",
          [
            .element("created", ["date": created], []),
            .comment("The day of the page's last change; put the day of your check in its place."),
            .element("revised", ["modified": page.changed], []),
          ]))
    }
    return parts.isEmpty ? [] : [.element("prolog", parts)]
  }

  // MARK: Bodies

  private func concept() -> [DITANode] {
    sections.flatMap { section -> [DITANode] in
      let content = Self.marked(Self.content(section.blocks), section.tab)
      guard let heading = section.heading else { return content }
      return Self.comments(section.decisions)
        + [Self.marked([.element("section", [.element("title", heading)] + content)], section.tab)]
        .flatMap { $0 }
    }
  }

  private mutating func task() -> [DITANode] {
    var before: [DITANode] = []
    var context: [DITANode] = []
    var steps: [DITANode] = []
    var result: [DITANode] = []
    var after: [DITANode] = []
    for section in sections {
      if section.isPrerequisite, !section.hasSteps {
        before += text(section)
      } else if isGrouped, section.hasSteps || section.tab != nil && section.heading != nil {
        if section.tab == nil, !steps.isEmpty {
          let name = section.heading?.text ?? "a list without a heading"
          let question =
            "“\(name)” is one more list of steps: is it part of the procedure, or a topic of its own?"
          questions.append((question, section.place))
          steps.append(.comment("TO DECIDE: " + question))
        }
        steps += groups(section)
      } else if section.hasSteps {
        let parts = direct(section)
        context += parts.before
        steps += parts.steps
        if result.isEmpty { result = parts.result } else { after += parts.result }
        after += parts.after
      } else if steps.isEmpty || section.tab != nil {
        context += text(section)
      } else {
        after += text(section)
      }
    }
    return [("prereq", before), ("context", context), ("steps", steps), ("result", result)]
      .filter { !$0.1.isEmpty }.map { .element($0.0, $0.1) }
      + (after.isEmpty ? [] : [.element("postreq", after)])
  }

  /// A section as text: a task has no headings beside its parts.
  private func text(_ section: PageSection) -> [DITANode] {
    var nodes = Self.comments(section.decisions)
    if let heading = section.heading {
      nodes.append(.element("p", [.element("b", heading)]))
    }
    return Self.marked(nodes + Self.content(section.blocks), section.tab)
  }

  // MARK: Steps

  private func direct(_ section: PageSection) -> (
    before: [DITANode], steps: [DITANode], result: [DITANode], after: [DITANode]
  ) {
    guard let index = section.blocks.firstIndex(where: Self.isOrdered),
      case .ordered(_, let items) = section.blocks[index].kind
    else { return (text(section), [], [], []) }
    var opening = section
    opening.blocks = Array(section.blocks[..<index])
    var closing = Array(section.blocks[(index + 1)...])
    var result: [DITANode] = []
    if let first = closing.first, case .paragraph = first.kind {
      result = Self.marked(Self.content([first]), section.tab)
      closing.removeFirst()
    }
    let steps = items.map { Self.step($0, "step") }
    return (
      text(opening), Self.marked(steps, section.tab), result,
      Self.marked(Self.content(closing), section.tab)
    )
  }

  /// A step for each list of the section, named by the heading or by the line before the list.
  private func groups(_ section: PageSection) -> [DITANode] {
    var groups: [DITANode] = []
    var name = section.heading ?? section.tab.map { [.text($0.label)] }
    var lead: [PageBlock] = []
    var rest = section.blocks[...]
    repeat {
      var parts: [DITANode] = []
      while let block = rest.first, !Self.isOrdered(block) { lead.append(rest.removeFirst()) }
      if name == nil, let last = lead.last, case .paragraph(let text) = last.kind {
        name = text
        parts += Self.comments(lead.removeLast().decisions)
      }
      parts.append(.element("cmd", Self.withoutColon(name ?? [.text(page.title.plain)])))
      if !lead.isEmpty { parts.append(.element("info", Self.content(lead))) }
      lead = []
      name = nil
      if let list = rest.popFirst(), case .ordered(_, let items) = list.kind {
        parts.append(.element("substeps", items.map { Self.step($0, "substep") }))
        var tail: [PageBlock] = []
        while let block = rest.first, !Self.isOrdered(block) { tail.append(rest.removeFirst()) }
        // The line before another list is that list's name.
        if !rest.isEmpty, let last = tail.last, case .paragraph = last.kind {
          lead = [tail.removeLast()]
        }
        parts += Self.ending(tail)
      }
      groups += Self.comments(groups.isEmpty ? section.decisions : [])
      groups.append(.element("step", parts))
    } while !rest.isEmpty
    return Self.marked(groups, section.tab)
  }

  /// What comes after a list: its result, and before that what else is to be known.
  private static func ending(_ blocks: [PageBlock]) -> [DITANode] {
    guard let first = blocks.first, case .paragraph = first.kind else {
      return blocks.isEmpty ? [] : [.element("info", content(blocks))]
    }
    let others = Array(blocks.dropFirst())
    return (others.isEmpty ? [] : [.element("info", content(others))])
      + [.element("stepresult", content([first]))]
  }

  /// An item of a list as a step, or as a substep, which can have none of its own.
  private static func step(_ item: PageBlock.Item, _ name: String) -> DITANode {
    var parts: [DITANode] = []
    var blocks = item[...]
    var splitter = StepSplitter([])
    if let first = blocks.first, case .paragraph(let text) = first.kind {
      splitter = StepSplitter(text)
      parts += comments(first.decisions)
      blocks.removeFirst()
    }
    parts.append(.element("cmd", splitter.command))
    var information: [DITANode] = []
    if !splitter.information.isEmpty { information.append(.element("p", splitter.information)) }
    func flush() {
      if !information.isEmpty { parts.append(.element("info", information)) }
      information = []
    }
    for block in blocks {
      if case .ordered(_, let inner) = block.kind, name == "step" {
        flush()
        parts.append(.element("substeps", inner.map { step($0, "substep") }))
      } else {
        information += content([block])
      }
    }
    flush()
    if !splitter.result.isEmpty {
      parts.append(.element("stepresult", [.element("p", splitter.result)]))
    }
    return .element(name, ["importance": splitter.isOptional ? "optional" : nil], parts)
  }

  private static func isOrdered(_ block: PageBlock) -> Bool {
    if case .ordered = block.kind { true } else { false }
  }

  private static func withoutColon(_ text: [DITANode]) -> [DITANode] {
    guard case .text(let last)? = text.last, last.hasSuffix(":") else { return text }
    return text.dropLast() + [.text(String(last.dropLast()))]
  }

  // MARK: Blocks

  /// Blocks as DITA, with what is to be decided in comments before each.
  static func content(_ blocks: [PageBlock]) -> [DITANode] {
    blocks.flatMap { block -> [DITANode] in
      comments(block.decisions) + [node(block)]
    }
  }

  private static func node(_ block: PageBlock) -> DITANode {
    switch block.kind {
    case .heading(_, let text): .element("p", [.element("b", text)])
    case .paragraph(let text): .element("p", text)
    case .note(let type, let inner):
      .element("note", ["type": type == "note" ? nil : type], compact(inner))
    case .ordered(_, let items): .element("ol", items.map { .element("li", compact($0)) })
    case .unordered(let items): .element("ul", items.map { .element("li", compact($0)) })
    case .ready(let node): node
    }
  }

  /// One paragraph needs no `<p>` inside an item or a note.
  private static func compact(_ blocks: [PageBlock]) -> [DITANode] {
    if blocks.count == 1, case .paragraph(let text) = blocks[0].kind {
      return comments(blocks[0].decisions) + text
    }
    return content(blocks)
  }

  private static func comments(_ decisions: [String]) -> [DITANode] {
    decisions.map { .comment("TO DECIDE: " + $0) }
  }

  /// Marks elements with the audience of their tab.
  private static func marked(_ nodes: [DITANode], _ tab: PageTab?) -> [DITANode] {
    guard let tab else { return nodes }
    let mark =
      tab.audience.map { DITANode.Attribute(name: "audience", value: $0) }
      ?? DITANode.Attribute(name: "otherprops", value: SavedPage.slug(tab.label))
    return nodes.map { node in
      guard case .element(let name, let attributes, let children) = node else { return node }
      return .element(name, attributes: [mark] + attributes, children)
    }
  }
}

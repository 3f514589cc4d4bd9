internal import Diagnostics

/// A heading of a page and what stands under it, up to the next heading or the end of the tab.
struct PageSection {
  var heading: [DITANode]?
  var place: SourcePosition
  var tab: PageTab?
  var blocks: [PageBlock] = []
  var decisions: [String] = []

  /// The lists of steps, where one that goes on counting after a note is one with that before it.
  var hasSteps: Bool {
    blocks.contains { if case .ordered = $0.kind { true } else { false } }
  }

  var stepLists: Int {
    blocks.count { if case .ordered = $0.kind { true } else { false } }
  }

  /// What has to be at hand or done before, by its heading.
  var isPrerequisite: Bool {
    let heading = heading?.text.lowercased() ?? ""
    return [
      "before you", "prerequisite", "what you need", "what you'll need", "what you’ll need",
      "requirements", "you will need",
    ].contains(where: heading.contains)
  }

  static func sections(_ blocks: [PageBlock]) -> [PageSection] {
    var sections: [PageSection] = []
    for block in blocks {
      if case .heading(_, let text) = block.kind {
        sections.append(
          PageSection(
            heading: text, place: block.place, tab: block.tab, decisions: block.decisions))
        continue
      }
      if sections.last.map({ $0.tab != block.tab }) ?? true {
        sections.append(PageSection(heading: nil, place: block.place, tab: block.tab))
      }
      sections[sections.count - 1].blocks.append(block)
    }
    return sections.map { section in
      var section = section
      section.blocks = joined(section.blocks)
      return section
    }
  }

  /// Puts lists together that one list was cut into, with what stands between at the step before.
  private static func joined(_ blocks: [PageBlock]) -> [PageBlock] {
    var joined: [PageBlock] = []
    for block in blocks {
      if case .ordered(let start, let items) = block.kind, start > 1,
        let index = joined.lastIndex(where: {
          if case .ordered = $0.kind { true } else { false }
        }), case .ordered(let first, var before) = joined[index].kind,
        first + before.count == start
      {
        before[before.count - 1] += joined[(index + 1)...]
        joined.removeSubrange((index + 1)...)
        joined[index].kind = .ordered(start: first, before + items)
      } else {
        joined.append(block)
      }
    }
    return joined
  }
}

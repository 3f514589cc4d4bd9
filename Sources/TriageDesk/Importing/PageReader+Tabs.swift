internal import Diagnostics
internal import XMLReading

/// Tabs, in the shapes that help centres have them in: ARIA's `tablist` and `tabpanel`, lists of
/// links to the panels' ids, and lists of labels beside as many panels.
extension PageReader {
  /// What stands among the children of an element where its tabs are.
  struct Tabs {
    /// The child that has the labels.
    var index: Int
    var panels: [(label: XMLElement, panel: XMLElement)]
  }

  /// Finds labels in a child of `element` whose panels stand inside `element`.
  mutating func tabs(in element: XMLElement) -> Tabs? {
    for (index, child) in element.children.enumerated() {
      guard let outer = child.element, !takenPanels.contains(ObjectIdentifier(outer)),
        let list = outer.descendants.first(where: Self.isList),
        // A box around the list, and around nothing else.
        outer === list || outer.text.plain == list.text.plain
      else { continue }
      let labels = Self.labels(list)
      guard labels.count > 1 else { continue }
      let around = element.elements.filter { $0 !== outer }
      let panels = Self.panels(labels, among: around.flatMap(\.descendants))
      guard panels.count == labels.count else { continue }
      for panel in panels { takenPanels.insert(ObjectIdentifier(panel)) }
      return Tabs(index: index, panels: Array(zip(labels, panels)))
    }
    return nil
  }

  mutating func blocks(of panels: [(label: XMLElement, panel: XMLElement)]) -> [PageBlock] {
    panels.flatMap { label, panel -> [PageBlock] in
      let tab = PageTab(label: label.text.plain)
      if tab.audience == nil {
        decide(
          "the tab “\(tab.label)” names no audience; its steps have its label in otherprops",
          at: label.range.start, hint: "put audience=\"existing\" or \"new\" in its place, or none")
      } else {
        decide(
          "the tab “\(tab.label)” was taken for the audience “\(tab.audience ?? "")”",
          at: label.range.start)
      }
      takenPanels.remove(ObjectIdentifier(panel))
      let inside = blocks(in: panel)
      takenPanels.insert(ObjectIdentifier(panel))
      return inside.map { block in
        var block = block
        block.tab = tab
        return block
      }
    }
  }

  // MARK: Labels

  /// The labels of tabs that an element holds; none when it is something else.
  private static func labels(_ list: XMLElement) -> [XMLElement] {
    let inside = list.descendants
    let marked = inside.filter { $0["role"] == "tab" }
    if marked.count > 1 { return marked }
    let links = inside.filter {
      ["a", "button", "label"].contains($0.name) && !$0.text.plain.isEmpty
    }
    if links.count > 1 { return links }
    let items = list.elements.filter { !$0.text.plain.isEmpty && $0.elements.allSatisfy(isInline) }
    return items.count > 1 ? Array(items) : []
  }

  private static func isList(_ element: XMLElement) -> Bool {
    element["role"] == "tablist" || element.classes.contains(where: isListClass)
  }

  private static func isInline(_ element: XMLElement) -> Bool {
    ["span", "strong", "b", "a", "em", "i"].contains(element.name)
  }

  private static func isListClass(_ name: Substring) -> Bool {
    let names: Set<Substring> = [
      "tabs", "tab-list", "tablist", "tabs-menu", "tabs-nav", "tab-nav", "nav-tabs", "tab-links",
      "tabs-links", "tabs-list", "tab-buttons", "tab-menu", "tab", "tabs-link", "tab-header",
      "tabs-header", "tab-titles", "tab-labels",
    ]
    return names.contains(name)
  }

  // MARK: Panels

  private static func panels(_ labels: [XMLElement], among all: [XMLElement]) -> [XMLElement] {
    let named = labels.compactMap { label -> XMLElement? in
      let names = targets(label)
      return all.first { element in element["id"].map(names.contains) ?? false }
    }
    if named.count == labels.count { return named }
    let labelled = labels.compactMap { label -> XMLElement? in
      guard let id = label["id"] else { return nil }
      return all.first { $0["aria-labelledby"] == id }
    }
    if labelled.count == labels.count { return labelled }
    let marked = all.filter { $0["role"] == "tabpanel" || $0.classes.contains(where: isPanelClass) }
    // A box around the panels may have such a class as well.
    let innermost = marked.filter { panel in
      !panel.descendants.dropFirst().contains { inner in marked.contains { $0 === inner } }
    }
    return innermost.count == labels.count ? innermost : []
  }

  private static func isPanelClass(_ name: Substring) -> Bool {
    let names: Set<Substring> = [
      "tab", "tab-pane", "tab-panel", "tabpanel", "tab-content", "tabcontent", "tabs-content",
      "tabs-panel", "tab-body", "tab-item",
    ]
    return names.contains(name)
  }

  /// The ids that a label may lead to.
  private static func targets(_ label: XMLElement) -> Set<String> {
    var targets: Set<String> = []
    for element in label.descendants {
      for name in ["aria-controls", "data-tab", "data-target", "data-bs-target", "href", "for"] {
        if let value = element[name] {
          targets.insert(String(value.drop { $0 == "#" }))
        }
      }
      // onclick="openTab(event, 'new')"
      let parts = (element["onclick"] ?? "").split { "'\"".contains($0) }
      for part in parts { targets.insert(String(part)) }
    }
    return targets
  }
}

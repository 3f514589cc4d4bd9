/// Names of controls, and the menus that they are reached through.
enum Cascade {
  private static let arrows: Set<Character> = [">", "→", "›", "»", "➔", "⟶"]

  /// A control, or for “A > B” the way through the menus.
  static func control(_ text: String) -> DITANode {
    let names = text.split(whereSeparator: arrows.contains).map { String($0).plain }
      .filter { !$0.isEmpty }
    return names.count > 1 ? cascade(names) : .element("uicontrol", [.text(text.plain)])
  }

  /// Puts controls with nothing but an arrow between them together.
  static func joined(_ nodes: [DITANode]) -> [DITANode] {
    var joined: [DITANode] = []
    for node in nodes {
      guard let names = names(node), let arrow = joined.last, case .text(let between) = arrow,
        isArrow(between), let before = joined.dropLast().last.flatMap(Self.names)
      else {
        joined.append(node)
        continue
      }
      joined.removeLast(2)
      joined.append(cascade(before + names))
    }
    return joined
  }

  private static func cascade(_ names: [String]) -> DITANode {
    .element("menucascade", names.map { .element("uicontrol", [.text($0)]) })
  }

  private static func isArrow(_ text: String) -> Bool {
    let text = text.plain
    return text.count == 1 && text.allSatisfy(arrows.contains)
  }

  private static func names(_ node: DITANode) -> [String]? {
    switch node {
    case .element("uicontrol", _, _): [node.text]
    case .element("menucascade", _, let controls): controls.map(\.text)
    default: nil
    }
  }
}

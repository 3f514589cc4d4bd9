/// A piece of a draft in DITA, to be written as XML.
indirect enum DITANode: Sendable, Hashable {
  case text(String)
  case element(String, attributes: [Attribute], [DITANode])
  /// A note to the editor, which readers of the article never see.
  case comment(String)

  struct Attribute: Sendable, Hashable {
    var name: String
    var value: String
  }

  /// An element whose attributes without a value are left out.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?>, _ children: [DITANode]
  ) -> DITANode {
    .element(
      name,
      attributes: attributes.compactMap { name, value in
        value.map { Attribute(name: name, value: $0) }
      }, children)
  }

  static func element(_ name: String, _ children: [DITANode]) -> DITANode {
    .element(name, attributes: [], children)
  }

  /// All text inside, without comments.
  var text: String {
    switch self {
    case .text(let text): text
    case .element(_, _, let children): children.map(\.text).joined()
    case .comment: ""
    }
  }

  var isComment: Bool {
    if case .comment = self { true } else { false }
  }
}

extension [DITANode] {
  /// All text inside, without comments.
  var text: String { map(\.text).joined() }

  /// Without white space at both ends, and with each run of it inside made one space.
  var tidied: [DITANode] {
    var endsInSpace = true
    var tidy = collapsed(&endsInSpace)
    while case .text(let text)? = tidy.last {
      let trimmed = text.hasSuffix(" ") ? String(text.dropLast()) : text
      tidy.removeLast()
      guard trimmed.isEmpty else {
        tidy.append(.text(trimmed))
        break
      }
    }
    return tidy
  }

  private func collapsed(_ endsInSpace: inout Bool) -> [DITANode] {
    var nodes: [DITANode] = []
    for node in self {
      switch node {
      case .text(let text):
        var kept = ""
        for character in text {
          let isSpace = character.isWhitespace
          if !isSpace { kept.append(character) } else if !endsInSpace { kept.append(" ") }
          endsInSpace = isSpace
        }
        if case .text(let before)? = nodes.last {
          nodes[nodes.count - 1] = .text(before + kept)
        } else if !kept.isEmpty {
          nodes.append(.text(kept))
        }
      case .element(let name, let attributes, let children):
        // An image ends a word; anything else is its text.
        let inner = children.collapsed(&endsInSpace)
        if name == "image" { endsInSpace = false }
        nodes.append(.element(name, attributes: attributes, inner))
      case .comment: nodes.append(node)
      }
    }
    return nodes
  }
}

internal import Diagnostics
internal import XMLReading

/// Tells notes from text: “Tip:” before a paragraph, or a box whose class says so.
enum Callout {
  /// What stands before a colon, and the type of note that DITA has for it.
  private static let labels: [String: String] = [
    "tip": "tip", "tips": "tip", "pro tip": "tip", "note": "note", "notes": "note",
    "please note": "note", "important": "important", "important note": "important",
    "warning": "warning", "caution": "caution", "remember": "remember", "attention": "attention",
  ]

  /// A stretch of a line that is one paragraph, and the type of the note that it is.
  struct Part {
    var nodes: [XMLNode]
    var note: String?
  }

  /// Cuts a line at double line breaks, and before the label of a note. The label itself goes: the
  /// note's type says it.
  static func parts(of line: [XMLNode]) -> [Part] {
    var parts: [Part] = [Part(nodes: [])]
    var breaks = 0
    for node in line {
      if node.element?.name == "br" {
        breaks += 1
        if breaks == 1 { parts[parts.count - 1].nodes.append(node) }
        if breaks == 2 { parts.append(Part(nodes: [])) }
        continue
      }
      if case .text(let run) = node, run.text.plain.isEmpty {
        parts[parts.count - 1].nodes.append(node)
        continue
      }
      if let label = label(node) {
        var rest = Part(nodes: [], note: label.type)
        if !label.rest.plain.isEmpty {
          rest.nodes = [.text(XMLText(text: label.rest, start: node.place))]
        }
        parts.append(rest)
      } else if breaks > 0, case .text(let run) = node, let label = self.label(in: run.text) {
        parts.append(
          Part(
            nodes: [.text(XMLText(text: label.rest, start: run.start))], note: label.type))
      } else if isFirst(parts.last), case .text(let run) = node,
        let label = self.label(in: run.text)
      {
        parts[parts.count - 1].nodes.append(.text(XMLText(text: label.rest, start: run.start)))
        parts[parts.count - 1].note = label.type
      } else {
        parts[parts.count - 1].nodes.append(node)
      }
      breaks = 0
    }
    return parts.map(withoutColon).filter { !$0.nodes.isEmpty }
  }

  /// The type of note that a class names: `callout-tip`, `note`, `alert-warning`.
  static func type(ofClasses classes: [Substring]) -> String? {
    for name in classes {
      let words = name.split { $0 == "-" || $0 == "_" }.map(String.init)
      let boxes = ["callout", "alert", "box", "admonition", "notice", "panel", "message"]
      for word in words {
        guard let type = labels[word] else { continue }
        if words.count == 1 || words.contains(where: boxes.contains) { return type }
      }
    }
    return nil
  }

  private static func isFirst(_ part: Part?) -> Bool {
    part?.note == nil
      && part?.nodes.allSatisfy {
        if case .text(let run) = $0 { run.text.plain.isEmpty } else { $0.element?.name == "br" }
      } ?? true
  }

  /// The label that an element such as `<strong>Tip:</strong>` is, and text after it inside.
  private static func label(_ node: XMLNode) -> (type: String, rest: String)? {
    guard let element = node.element,
      ["b", "strong", "em", "i", "span", "u"].contains(element.name)
    else { return nil }
    let text = element.text.plain
    if let found = label(in: text) {
      // Only text is taken along; an element with a link in it is no label.
      return element.descendants.contains { $0.name == "a" } ? nil : found
    }
    let isBold = ["b", "strong"].contains(element.name)
    return isBold ? labels[text.lowercased()].map { ($0, "") } : nil
  }

  /// The label that a text begins with, and the rest.
  private static func label(in text: String) -> (type: String, rest: String)? {
    guard let colon = text.firstIndex(of: ":"), text.distance(from: text.startIndex, to: colon) < 40
    else { return nil }
    guard let type = labels[String(text[..<colon]).plain.lowercased()] else { return nil }
    return (type, String(text[text.index(after: colon)...]))
  }

  /// Takes the colon after `<strong>Tip</strong>` away.
  private static func withoutColon(_ part: Part) -> Part {
    var part = part
    if part.note != nil, case .text(var run)? = part.nodes.first {
      let text = run.text.drop { $0.isWhitespace }
      if text.hasPrefix(":") {
        run.text = String(text.dropFirst())
        part.nodes[0] = .text(run)
      }
    }
    return part
  }
}

/// A line of an article: text in which names of buttons and menus stand out.
package struct RichText: Sendable, Hashable {
  package var runs: [Run]

  package struct Run: Sendable, Hashable {
    package var text: String
    package var style: Style
  }

  package enum Style: Sendable, Hashable {
    case plain
    /// The name of a button, a menu or a field, exactly as it is on the screen.
    case control
    /// Text that leads to a page of the web.
    case link(String)
  }

  package init(runs: [Run] = []) {
    self.runs = runs
  }

  package init(_ text: String) {
    runs = text.isEmpty ? [] : [Run(text: text, style: .plain)]
  }

  /// The text alone.
  package var plain: String {
    runs.map(\.text).joined()
  }

  package var isEmpty: Bool {
    runs.isEmpty
  }

  /// Adds text, with runs of white space made one space, and none at the beginning.
  mutating func append(_ text: String, _ style: Style = .plain) {
    let endsInSpace = runs.last.map { $0.text.utf8.last == UInt8(ascii: " ") } ?? true
    let collapsed = text.collapsed(after: endsInSpace, isTrimmed: false)
    guard !collapsed.isEmpty else { return }
    if runs.last?.style == style {
      runs[runs.count - 1].text += collapsed
    } else {
      runs.append(Run(text: collapsed, style: style))
    }
  }

  /// Takes the space at the end away.
  mutating func finish() {
    while let last = runs.last, last.text.utf8.last == UInt8(ascii: " ") {
      runs[runs.count - 1].text.removeLast()
      if runs[runs.count - 1].text.isEmpty { runs.removeLast() }
    }
  }
}

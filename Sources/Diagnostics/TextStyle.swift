/// Emphasis on a terminal (ECMA-48 SGR), or none in a pipe.
package struct TextStyle: Sendable, Hashable {
  package static let plain = TextStyle(isOn: false)
  package static let terminal = TextStyle(isOn: true)

  private let isOn: Bool

  package func bold(_ text: String) -> String { wrap(text, "1") }
  package func dim(_ text: String) -> String { wrap(text, "2") }
  package func red(_ text: String) -> String { wrap(text, "1;31") }
  package func green(_ text: String) -> String { wrap(text, "32") }
  package func yellow(_ text: String) -> String { wrap(text, "33") }
  package func cyan(_ text: String) -> String { wrap(text, "36") }

  private func wrap(_ text: String, _ code: String) -> String {
    isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

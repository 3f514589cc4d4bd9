/// Makes up sentences in which a rule finds what it looks for: the shortest phrase of each part.
struct WitnessSentence {
  private let rules: CompiledRules
  private let patterns: PatternOutline
  /// The known words of each class, in the order in which the rules name them.
  private var words: [[String]]
  private let notice: Int?

  /// How many sentences are tried for a rule.
  static let attempts = 12

  init(_ rules: RuleSet, _ patterns: PatternOutline) {
    let rules = rules.compiled
    self.rules = rules
    self.patterns = patterns
    words = Array(repeating: [], count: rules.classCount)
    for (offset, text) in Self.things.enumerated() {
      words[Int(rules.words.infos[offset + 1].wordClass)].append(text)
    }
    let surfaces = rules.words.surfaces
    for number in 0..<surfaces.count {
      let wordClass = Int(rules.words.infos[number + Int(Symbol.firstWord)].wordClass)
      // A few are enough to try, and some classes have thousands.
      guard wordClass != 0, words[wordClass].count < Self.attempts else { continue }
      words[wordClass].append(String(decoding: surfaces[number], as: UTF8.self))
    }
    notice = rules.noticeOfPattern.firstIndex { $0 >= 0 }
  }

  /// What is recognised by its shape, in the order of the symbols from 1 on; invented, all of it.
  private static let things =
    ["me@example.com", "212-555-0123", "900-12-3456", "$20", "1/2/2026"]
    + (1...9).map { String(repeating: "7", count: $0) }

  /// A sentence in which all that the condition wants stands, whatever it has in `unless`.
  ///
  /// - Parameter attempt: from 0; others give other words where there is a choice.
  func sentence(of condition: UInt32, attempt: Int) -> String {
    let node = rules.rules.nodes[Int(condition)]
    let parts = node.kind == .match ? [] : positives(node)
    switch node.kind {
    case .match: return sentence(ofPattern: Int(node.start), attempt)
    case .all: return parts.map { sentence(of: $0, attempt: attempt) }.joined(separator: ", ")
    case .any:
      guard !parts.isEmpty else { return "" }
      return sentence(of: parts[attempt % parts.count], attempt: attempt / parts.count)
    case .unless: return sentence(of: rules.rules.children[Int(node.start)], attempt: attempt)
    }
  }

  private func positives(_ node: RuleTables.Node) -> [UInt32] {
    rules.rules.children[Int(node.start)..<Int(node.end)].filter {
      rules.rules.nodes[Int($0)].kind != .unless
    }
  }

  private func sentence(ofPattern pattern: Int, _ attempt: Int) -> String {
    patterns.parts(of: pattern).filter { !$0.isOptional }
      .map { phrase(of: $0.element, attempt) }.joined(separator: " ")
  }

  private func phrase(of element: UInt32, _ attempt: Int) -> String {
    let shortest = patterns.phrases(of: element).map { patterns.words(of: $0) }.enumerated()
      .sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
    guard !shortest.isEmpty else { return "" }
    return shortest[attempt % shortest.count].map { word($0, attempt / shortest.count) }
      .joined(separator: " ")
  }

  private func word(_ set: UInt32, _ attempt: Int) -> String {
    if set == PatternTables.notice {
      return notice.map { sentence(ofPattern: $0, attempt) } ?? ""
    }
    let choices = patterns.classes(of: set).flatMap { words[Int($0)] }
    return choices.isEmpty ? "" : choices[attempt % choices.count]
  }
}

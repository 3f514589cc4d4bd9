package import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

/// Writes what a knowledge base holds, for its editors.
package enum KnowledgeText {
  /// The concerns with their titles and sizes, by owner.
  package static func list(_ desk: TriageDesk, style: TextStyle = .plain) -> String {
    var text = ""
    for owner in desk.knowledge.desks {
      let concerns = desk.knowledge.concerns.filter { $0.owner == owner.id }
      text += style.bold(owner.name) + ": \(owner.handles)\n"
      for concern in concerns {
        let width = max(2, 28 - concern.id.count)
        text += "  \(concern.id)\(String(repeating: " ", count: width))\(concern.title)"
        text += style.dim("  \(concern.rules.count) rules, \(concern.examples.count) examples")
        text += "\n"
      }
    }
    return text
  }

  /// A concern as compiled; nil when there is none of that name.
  package static func show(_ id: String, of desk: TriageDesk, style: TextStyle = .plain) -> String?
  {
    guard let concern = desk.knowledge.concern(id) else { return nil }
    let weights = desk.knowledge.weights
    var text = style.bold("\(concern.id): \(concern.title)") + "\n"
    text += "answer: \(answer(concern))\n"
    if let bias = weights.biases[id] { text += "bias: \(Decimal.text(bias, places: 2))\n" }
    text += "\n" + style.bold("Rules") + "\n"
    for rule in concern.rules { text += describe(rule, weights, style) }
    text += "\n" + style.bold("Examples") + "\n"
    for example in concern.examples { text += "  \(example.text)\n" }
    text += "\n" + style.bold("Counterexamples") + "\n"
    for example in concern.counterexamples {
      text += "  \(example.text)" + style.dim("  → \(example.concern)") + "\n"
    }
    return text
  }

  /// What may have been meant by the name of no concern.
  package static func hint(_ id: String, _ desk: TriageDesk) -> String {
    let ids = desk.knowledge.concerns.map(\.id)
    return NearestName.suggestion(for: id, among: ids).map { "did you mean \($0)?" }
      ?? "triage kb list shows all of them"
  }

  private static func answer(_ concern: Concern) -> String {
    switch concern.answer {
    case .steps(let article): "steps of \(article.path)"
    case .referral(let article, let channels):
      "referral of \(article.path), by " + channels.map(\.id).joined(separator: ", ")
    case .clarify(let questions): "\(questions.count) questions back"
    case .none(let text): text
    }
  }

  private static func describe(_ rule: Rule, _ weights: Weights, _ style: TextStyle) -> String {
    let fitted = weights.rules[rule.id] == nil ? "" : " fitted"
    let weight =
      weights.weight(of: rule).map { Decimal.text($0, places: 2) + fitted } ?? "takes back"
    let place = "\(rule.range.file):\(rule.range.start.line)"
    return "  \(weight)  " + style.dim("\(rule.id) \(place)") + "\n" + describe(rule.condition, 4)
  }

  private static func describe(_ condition: Condition, _ indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    switch condition {
    case .match(let pattern): return margin + pattern.text.collapsed + "\n"
    case .all(let parts):
      return margin + "all\n" + parts.map { describe($0, indent + 2) }.joined()
    case .any(let parts):
      return margin + "any\n" + parts.map { describe($0, indent + 2) }.joined()
    case .unless(let part): return margin + "unless\n" + describe(part, indent + 2)
    }
  }
}

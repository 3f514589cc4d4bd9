package import Diagnostics
internal import KnowledgeBase

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

  /// What may have been meant by the name of no concern.
  package static func hint(_ id: String, _ desk: TriageDesk) -> String {
    let ids = desk.knowledge.concerns.map(\.id)
    return NearestName.suggestion(for: id, among: ids).map { "did you mean \($0)?" }
      ?? "triage kb list shows all of them"
  }
}

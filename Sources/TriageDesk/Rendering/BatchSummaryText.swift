internal import KnowledgeBase

/// Writes the closing summary of a batch, for a person.
package enum BatchSummaryText {
  /// - Parameters:
  ///   - rejects: how many records could not be read.
  ///   - before: how many of the tickets an earlier run judged, on which this one went on.
  ///   - seconds: how long this run took.
  package static func text(
    _ tally: BatchTally, rejects: Int, before: Int = 0, seconds: Double
  ) -> String {
    var text =
      "\(tally.tickets + rejects) records read = \(tally.tickets) judged + \(rejects) rejected"
    if seconds > 0, tally.tickets > 0 {
      text += before > 0 ? ", \(before) of them before, the rest in" : ", in"
      text += " \(tenths(seconds)) s"
      text += " (\(Int(Double(tally.tickets - before) / seconds)) tickets a second)"
    }
    text += "\n"
    guard tally.tickets > 0 else { return text }
    text += row("decided", tally.decided, tally, indent: 0)
    for kind in AnswerKind.allCases {
      text += row("answered with \(kind.rawValue)", tally.answers[kind] ?? 0, tally, indent: 0)
    }
    let owners = Dictionary(grouping: tally.concerns) { Concern.owner(of: $0.key) }
    for (owner, concerns) in owners.sorted(by: { $0.key < $1.key }) {
      text += row(owner, concerns.reduce(0) { $0 + $1.value }, tally, indent: 0)
      for (concern, count) in concerns.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
        text += row(concern, count, tally, indent: 2)
      }
    }
    return text
  }

  private static let nameWidth = 30
  private static let countWidth = 10

  private static func row(_ name: String, _ count: Int, _ tally: BatchTally, indent: Int) -> String
  {
    let name = String(repeating: " ", count: indent) + name
    let share = tenths(100 * Double(count) / Double(tally.tickets))
    return name + padding(nameWidth - name.count) + padding(countWidth - "\(count)".count)
      + "\(count)" + padding(7 - share.count) + share + " %\n"
  }

  private static func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func padding(_ count: Int) -> String {
    String(repeating: " ", count: max(count, 1))
  }
}

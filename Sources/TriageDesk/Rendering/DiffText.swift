package import Diagnostics

/// Writes for an editor which tickets a change of the knowledge base moves, and why.
package struct DiffText {
  private let style: TextStyle
  /// How many rules are told of a ticket, and of a pair of labels.
  private static let ruleLimit = 5
  private static let wordLimit = 4

  package init(style: TextStyle = .plain) {
    self.style = style
  }

  /// A ticket that is moved; its text stays out.
  package func text(_ move: TicketMove) -> String {
    var text = style.bold(printable(move.id)) + "  " + end(move.old) + " → " + end(move.new) + "\n"
    for change in move.rules.prefix(Self.ruleLimit) { text += "    \(rule(change))\n" }
    text += more(move.rules.count - Self.ruleLimit, "rules", indent: 4)
    if !move.words.isEmpty {
      let words = move.words.prefix(Self.wordLimit).map {
        "\($0.word) \(Figure.weight($0.old)) → \(Figure.weight($0.new)) for \($0.concern)"
      }
      text += "    words: " + words.joined(separator: ", ") + "\n"
    }
    if move.rules.isEmpty, move.words.isEmpty {
      text += style.dim("    no rule and no word of it: the thresholds, or how likely") + "\n"
      text += style.dim("    concerns are before anything is said") + "\n"
    }
    return text
  }

  /// What was moved in all, by pairs of labels with the rules that took part.
  package func summary(_ tally: DiffTally) -> String {
    guard tally.moved > 0 else { return "none of \(tally.tickets) tickets moves\n" }
    var text = style.bold("\(tally.moved) of \(tally.tickets) tickets move") + ": "
    let concerns = tally.moved(.concern)
    text +=
      [
        "\(tally.movedToOtherOwners) to another owner",
        "\(concerns - tally.movedToOtherOwners) to another concern of the same",
        "\(tally.moved(.nowDecided)) decided now",
        "\(tally.moved(.noLongerDecided)) no longer decided",
      ].joined(separator: ", ") + "\n"
    for (pair, counts) in tally.ranking {
      text += "\n" + style.bold("\(counts.tickets)  \(label(pair))") + "\n"
      let rules = counts.ranking
      for (change, tickets) in rules.prefix(Self.ruleLimit) {
        text += "    \(rule(change))" + style.dim("  in \(tickets)") + "\n"
      }
      text += more(rules.count - Self.ruleLimit, "rules", indent: 4)
      if rules.isEmpty { text += style.dim("    by no rule: words or thresholds") + "\n" }
    }
    return text
  }

  private func label(_ pair: DiffTally.Pair) -> String {
    switch pair.kind {
    case .concern: "\(pair.old) → \(pair.new)"
    case .nowDecided: "\(pair.new), a decision now"
    case .noLongerDecided: "\(pair.new), no longer a decision"
    }
  }

  private func end(_ end: TicketMove.End) -> String {
    let share = Decimal.percent(end.confidence)
    return end.concern + " " + style.dim(end.isDecided ? "(\(share))" : "(\(share), a suggestion)")
  }

  private func rule(_ change: RuleChange) -> String {
    let place = (change.new ?? change.old).map { "\($0.file):\($0.line)" } ?? ""
    let name = "\(change.rule) \(place)"
    switch change.kind {
    case .appeared:
      return style.green("+ \(name)") + "  \(Figure.weight(change.new?.weight))"
        + style.dim(change.isOnlyInOne ? "  new rule" : "  fires now")
    case .vanished:
      return style.red("- \(name)") + "  \(Figure.weight(change.old?.weight))"
        + style.dim(change.isOnlyInOne ? "  rule is gone" : "  fires no more")
    case .reweighted:
      return style.yellow("~ \(name)")
        + "  \(Figure.weight(change.old?.weight)) → \(Figure.weight(change.new?.weight))"
    }
  }

  private func more(_ count: Int, _ what: String, indent: Int) -> String {
    guard count > 0 else { return "" }
    return style.dim(String(repeating: " ", count: indent) + "and \(count) more \(what)") + "\n"
  }

  /// An id without what a terminal would take for a command.
  private func printable(_ id: String) -> String {
    String(
      String.UnicodeScalarView(
        id.unicodeScalars.map { $0.value < 0x20 || 0x7F...0x9F ~= $0.value ? " " : $0 }))
  }
}

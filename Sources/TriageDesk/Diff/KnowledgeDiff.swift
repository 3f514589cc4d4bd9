internal import Diagnostics
internal import KnowledgeBase
package import TicketIO
internal import TriageEngine

/// Judges tickets by two knowledge bases and finds those whose verdict differs.
///
/// A ticket is moved when its concern is another, or when it is decided by one and not by the other.
package struct KnowledgeDiff: Sendable {
  private let old: Side
  private let new: Side

  package init(from old: TriageDesk, to new: TriageDesk) {
    self.old = Side(old)
    self.new = Side(new)
  }

  /// What became of a block of records, in their order.
  package struct Compared: Sendable {
    package var moves: [TicketMove] = []
    package var tally = DiffTally()
    package var rejects: [Reject] = []

    package init() {}
  }

  /// Takes the records of a block apart and judges the tickets twice; several threads may do so at
  /// once.
  package func compare(_ block: [RawTicket], _ parser: TicketParser) -> Compared {
    var classifiers = Classifiers(old: Classifier(old.desk.rules), new: Classifier(new.desk.rules))
    var compared = Compared()
    for raw in block {
      switch parser.entry(raw) {
      case .reject(let reject): compared.rejects.append(reject)
      case .ticket(let ticket):
        compared.tally.addTicket()
        guard let move = move(of: ticket, &classifiers) else { continue }
        compared.tally.add(move)
        compared.moves.append(move)
      }
    }
    return compared
  }

  private struct Classifiers: ~Copyable {
    var old: Classifier
    var new: Classifier
  }

  private func move(of ticket: Ticket, _ classifiers: inout Classifiers) -> TicketMove? {
    let asked = AskedText(ticket.texts)
    let before = old.end(classifiers.old.classify(asked))
    let after = new.end(classifiers.new.classify(asked))
    guard before.concern != after.concern || before.isDecided != after.isDecided else {
      return nil
    }
    let ends = before.concern == after.concern ? [after.concern] : [after.concern, before.concern]
    return TicketMove(
      id: ticket.id, old: before, new: after,
      rules: rules(&classifiers, about: ends), words: words(&classifiers, about: ends))
  }

  // MARK: Reasons

  /// The rules that fire by one side only, whatever they speak for, since confidences are shared
  /// among all concerns; and those for the two concerns that weigh otherwise.
  private func rules(_ classifiers: inout Classifiers, about ends: [String]) -> [RuleChange] {
    let before = old.firings(&classifiers.old)
    let after = new.firings(&classifiers.new)
    var changes: [RuleChange] = []
    for rule in Set(before.keys).union(after.keys) {
      let (was, now) = (before[rule], after[rule])
      guard let concern = (now ?? was)?.concern else { continue }
      if was != nil, now != nil {
        guard was?.firing.weight != now?.firing.weight, ends.contains(concern) else { continue }
      }
      changes.append(
        RuleChange(
          rule: rule, concern: concern, old: was?.firing, new: now?.firing,
          isOnlyInOne: !old.ruleIDs.contains(rule) || !new.ruleIDs.contains(rule)))
    }
    return changes.sorted {
      (ends.contains($1.concern) ? 1 : 0, abs($1.effect), $0.rule)
        < (ends.contains($0.concern) ? 1 : 0, abs($0.effect), $1.rule)
    }
  }

  private func words(_ classifiers: inout Classifiers, about ends: [String]) -> [WordChange] {
    var changes: [WordChange] = []
    for concern in ends {
      let before = old.words(&classifiers.old, for: concern)
      let after = new.words(&classifiers.new, for: concern)
      for word in Set(before.keys).union(after.keys) {
        let change = WordChange(
          word: word, concern: concern, old: before[word] ?? 0, new: after[word] ?? 0)
        if abs(change.new - change.old) >= WordChange.least { changes.append(change) }
      }
    }
    return changes.sorted {
      (abs($1.new - $1.old), $0.word, $0.concern) < (abs($0.new - $0.old), $1.word, $1.concern)
    }
  }

  /// One of the two knowledge bases.
  private struct Side: Sendable {
    let desk: TriageDesk
    /// All rules for concerns.
    let ruleIDs: Set<String>

    init(_ desk: TriageDesk) {
      self.desk = desk
      ruleIDs = Set(desk.knowledge.concerns.flatMap(\.rules).map(\.id))
    }

    func end(_ decision: Decision) -> TicketMove.End {
      TicketMove.End(
        concern: desk.knowledge.concerns[decision.concern].id, confidence: decision.confidence,
        isDecided: decision.isDecided)
    }

    /// The rules for concerns that fired in the present text, by their ids.
    func firings(_ classifier: inout Classifier) -> [String: (
      concern: String, firing: RuleChange.Firing
    )] {
      var firings: [String: (concern: String, firing: RuleChange.Firing)] = [:]
      let concerns = desk.knowledge.concerns
      for evidence in classifier.evidence() where evidence.target < concerns.count {
        let rule = desk.rules.rule(evidence.rule)
        firings[rule.id] = (
          concerns[evidence.target].id,
          RuleChange.Firing(
            file: rule.range.file, line: rule.range.start.line, weight: evidence.weight)
        )
      }
      return firings
    }

    /// What the words of the present text say for a concern; nothing where there is none of that
    /// name.
    func words(_ classifier: inout Classifier, for concern: String) -> [String: Double] {
      guard let index = desk.knowledge.concerns.firstIndex(where: { $0.id == concern }) else {
        return [:]
      }
      return Dictionary(
        classifier.words(for: index).map { ($0.word, $0.weight) },
        uniquingKeysWith: { first, _ in first })
    }
  }
}

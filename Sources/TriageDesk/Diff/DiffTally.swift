internal import KnowledgeBase

/// What a change of the knowledge base moves, in numbers. It grows with the knowledge base, not with
/// the tickets.
package struct DiffTally: Sendable, Hashable {
  package private(set) var tickets = 0
  package private(set) var pairs: [Pair: Counts] = [:]

  /// Where tickets come from and go to.
  package struct Pair: Sendable, Hashable {
    package var old: String
    package var new: String
    package var kind: TicketMove.Kind
  }

  package struct Counts: Sendable, Hashable {
    package fileprivate(set) var tickets = 0
    /// In how many of them each rule took part.
    package fileprivate(set) var rules: [RuleChange: Int] = [:]
  }

  package init() {}

  mutating func addTicket() {
    tickets += 1
  }

  mutating func add(_ move: TicketMove) {
    let pair = Pair(old: move.old.concern, new: move.new.concern, kind: move.kind)
    pairs[pair, default: Counts()].tickets += 1
    for rule in move.rules { pairs[pair, default: Counts()].rules[rule, default: 0] += 1 }
  }

  package mutating func add(_ other: DiffTally) {
    tickets += other.tickets
    for (pair, counts) in other.pairs {
      pairs[pair, default: Counts()].tickets += counts.tickets
      pairs[pair, default: Counts()].rules.merge(counts.rules, uniquingKeysWith: +)
    }
  }

  // MARK: Figures

  package var moved: Int { count { _ in true } }

  package func moved(_ kind: TicketMove.Kind) -> Int {
    count { $0.kind == kind }
  }

  /// How many go to another owner.
  package var movedToOtherOwners: Int {
    count { Concern.owner(of: $0.old) != Concern.owner(of: $0.new) }
  }

  private func count(_ condition: (Pair) -> Bool) -> Int {
    pairs.reduce(0) { condition($1.key) ? $0 + $1.value.tickets : $0 }
  }

  /// The pairs, those with the most tickets first.
  package var ranking: [(pair: Pair, counts: Counts)] {
    pairs.sorted {
      ($1.value.tickets, $0.key.old, $0.key.new, $0.key.kind.rawValue)
        < ($0.value.tickets, $1.key.old, $1.key.new, $1.key.kind.rawValue)
    }
    .map { ($0.key, $0.value) }
  }
}

extension DiffTally.Counts {
  /// The rules, those in the most tickets first, and of those the ones with the greatest effect.
  package var ranking: [(rule: RuleChange, tickets: Int)] {
    rules.sorted {
      ($1.value, abs($1.key.effect), $0.key.rule) < ($0.value, abs($0.key.effect), $1.key.rule)
    }
    .map { ($0.key, $0.value) }
  }
}

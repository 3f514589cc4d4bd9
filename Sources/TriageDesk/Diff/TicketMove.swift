/// A ticket whose verdict a change of the knowledge base moves.
package struct TicketMove: Sendable, Hashable {
  package var id: String
  package var old: End
  package var new: End
  /// The rules behind it, those with the greatest effect first.
  package var rules: [RuleChange]
  /// What words say otherwise for the two concerns, the greatest difference first.
  package var words: [WordChange]

  /// A verdict, as far as it matters here.
  package struct End: Sendable, Hashable {
    package var concern: String
    package var confidence: Double
    package var isDecided: Bool
  }

  package var kind: Kind {
    old.concern != new.concern
      ? .concern : new.isDecided ? .nowDecided : .noLongerDecided
  }

  package enum Kind: String, Sendable, CaseIterable {
    /// It goes to another concern.
    case concern
    /// The concern is the same, and the verdict is a decision now.
    case nowDecided = "now-decided"
    /// The concern is the same, and the verdict is but a suggestion now.
    case noLongerDecided = "no-longer-decided"
  }
}

/// What a rule that took part in a verdict did before and does now.
package struct RuleChange: Sendable, Hashable {
  package var rule: String
  /// The concern that it speaks for.
  package var concern: String
  /// Nil where it did not fire.
  package var old: Firing?
  package var new: Firing?
  /// Whether the other knowledge base has no such rule at all.
  package var isOnlyInOne: Bool

  package struct Firing: Sendable, Hashable {
    package var file: String
    package var line: Int
    /// In natural-log odds; nil where it takes its concern back.
    package var weight: Double?
  }

  package var kind: Kind {
    switch (old, new) {
    case (nil, _): .appeared
    case (_, nil): .vanished
    default: .reweighted
    }
  }

  package enum Kind: String, Sendable {
    case appeared, vanished, reweighted
  }

  /// How much more it says for its concern than before, in natural-log odds.
  var effect: Double {
    func said(_ firing: Firing?) -> Double {
      // A rule that takes its concern back outweighs any other.
      firing.map { $0.weight ?? -100 } ?? 0
    }
    return said(new) - said(old)
  }
}

/// What a word says for a concern, before and now.
package struct WordChange: Sendable, Hashable {
  package var word: String
  package var concern: String
  /// In natural-log odds, as it counted in this text.
  package var old: Double
  package var new: Double

  /// Smaller differences explain nothing.
  static let least = 0.1
}

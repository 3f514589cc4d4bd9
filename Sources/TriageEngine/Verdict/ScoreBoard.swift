/// What speaks for each concern (and each audience) in one text, in thousandths of natural-log odds.
///
/// Concerns are taken eight at a time, as in `Scoring`.
struct ScoreBoard: ~Copyable {
  /// What words say, by block of eight concerns; which of the eight anything speaks for.
  private(set) var words: Buffer<SIMD8<Int32>>
  private(set) var spokenFor: Buffer<UInt8>
  /// What rules say, by target; the targets they speak for.
  private var rules: Buffer<RuleScore>
  private(set) var ruleTargets = Buffer<UInt32>(capacity: 64)
  private let concernCount: Int

  struct RuleScore {
    var isSpoken = false
    var isExcluded = false
    var strongest: Int32 = 0
    var sum: Int32 = 0

    /// The strongest rule in full and half of the others, which often say the same again.
    var total: Int32 { isExcluded ? 0 : (sum &+ strongest) / 2 }
  }

  init(concerns: Int, audiences: Int) {
    let blockCount = (concerns + 7) / 8
    words = Buffer(repeating: .zero, count: blockCount)
    spokenFor = Buffer(repeating: 0, count: blockCount)
    rules = Buffer(repeating: RuleScore(), count: concerns + audiences)
    concernCount = concerns
  }

  mutating func beginText() {
    for block in 0..<spokenFor.count where spokenFor[block] != 0 {
      words[block] = .zero
      spokenFor[block] = 0
    }
    for index in 0..<ruleTargets.count { rules[Int(ruleTargets[index])] = RuleScore() }
    ruleTargets.removeAll()
  }

  func ruleScore(_ target: Int) -> RuleScore { rules[target] }

  func wordScore(_ concern: Int) -> Int32 { words[concern / 8][concern % 8] }

  @inline(__always)
  mutating func add(_ weights: Scoring.Block) {
    spokenFor[weights.block] |= weights.concerns
    words[weights.block] &+= weights.all
  }

  mutating func addRule(_ weight: Int32, to target: Int) {
    if target < concernCount { spokenFor[target / 8] |= 1 << UInt8(target % 8) }
    if !rules[target].isSpoken {
      rules[target].isSpoken = true
      ruleTargets.append(UInt32(target))
    }
    if weight == RuleTables.CompiledRule.excludes {
      rules[target].isExcluded = true
      return
    }
    rules[target].sum &+= weight
    rules[target].strongest = max(rules[target].strongest, weight)
  }
}

/// What speaks for each concern (and each audience) in one text, in thousandths of natural-log odds.
///
/// They are taken eight at a time, as in `Scoring`, audiences after the concerns.
struct ScoreBoard: ~Copyable {
  /// What words say, by block of eight; a bit for each that anything speaks for, by 32.
  private(set) var words: Buffer<SIMD8<Int32>>
  private(set) var spokenFor: Buffer<UInt32>
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
    let rowCount = (concerns + audiences + 31) / 32
    words = Buffer(repeating: .zero, count: rowCount * 4)
    spokenFor = Buffer(repeating: 0, count: rowCount)
    rules = Buffer(repeating: RuleScore(), count: concerns + audiences)
    concernCount = concerns
  }

  mutating func beginText() {
    for row in 0..<spokenFor.count where spokenFor[row] != 0 {
      for block in row * 4..<row * 4 + 4 { words[block] = .zero }
      spokenFor[row] = 0
    }
    for index in 0..<ruleTargets.count { rules[Int(ruleTargets[index])] = RuleScore() }
    ruleTargets.removeAll()
  }

  func ruleScore(_ target: Int) -> RuleScore { rules[target] }

  @inline(__always)
  mutating func add(
    _ weights: Table<Scoring.WeightBlock>, at first: Int, of place: Scoring.RowPlace
  ) {
    let row = Int(place.row)
    spokenFor[row] |= place.concerns
    for block in 0..<4 { words[row * 4 + block] &+= weights[first + block].all }
  }

  /// Which concerns of a block of eight anything speaks for, a bit each.
  @inline(__always)
  func spokenFor(block: Int) -> UInt8 {
    let spoken = UInt8(truncatingIfNeeded: spokenFor[block / 4] >> UInt32(block % 4 * 8))
    // The last concerns may share their block with audiences.
    let count = concernCount - block * 8
    return count < 8 ? spoken & (1 << UInt8(count) - 1) : spoken
  }

  /// What rules and words say for a concern or audience, in thousandths of natural-log odds.
  ///
  /// - Parameter wordShare: the share in which words count.
  func said(for target: Int, wordShare: Double) -> Double {
    Double(ruleScore(target).total) + Double(words[target / 8][target % 8]) * wordShare
  }

  mutating func addRule(_ weight: Int32, to target: Int) {
    if target < concernCount { spokenFor[target / 32] |= 1 << UInt32(target % 32) }
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

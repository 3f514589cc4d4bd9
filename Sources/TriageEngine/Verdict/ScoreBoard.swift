/// What speaks for each concern (and each audience) in one text.
struct ScoreBoard: ~Copyable {
  private var stamp: UInt32 = 0
  private var entries: Buffer<Entry>
  /// The targets that anything speaks for, in the order in which it turned up.
  private(set) var touched = Buffer<UInt32>(capacity: 64)

  /// Weights in thousandths of natural-log odds.
  struct Entry {
    var stamp: UInt32 = 0
    var words: Int32 = 0
    var strongestRule: Int32 = 0
    var rules: Int32 = 0
    var isExcluded = false
  }

  init(targets: Int) {
    entries = Buffer(repeating: Entry(), count: targets)
  }

  mutating func beginText() {
    stamp &+= 1
    if stamp == 0 {
      for index in 0..<entries.count { entries[index].stamp = 0 }
      stamp = 1
    }
    touched.removeAll()
  }

  subscript(target: Int) -> Entry {
    let entry = entries[target]
    return entry.stamp == stamp ? entry : Entry()
  }

  @inline(__always)
  private mutating func touch(_ target: Int) {
    guard entries[target].stamp != stamp else { return }
    entries[target] = Entry(stamp: stamp)
    touched.append(UInt32(target))
  }

  @inline(__always)
  mutating func addWord(_ weight: Int32, to target: Int) {
    touch(target)
    entries[target].words &+= weight
  }

  mutating func addRule(_ weight: Int32, to target: Int) {
    touch(target)
    if weight == RuleTables.CompiledRule.excludes {
      entries[target].isExcluded = true
      return
    }
    entries[target].rules &+= weight
    entries[target].strongestRule = max(entries[target].strongestRule, weight)
  }
}

extension ScoreBoard.Entry {
  /// The rules' part: the strongest in full and half of the others, which often say the same again.
  var ruleScore: Int32 {
    isExcluded ? 0 : (rules &+ strongestRule) / 2
  }
}

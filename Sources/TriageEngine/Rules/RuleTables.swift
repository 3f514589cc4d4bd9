/// The rules, compiled: conditions as nodes in flat tables, and which patterns set them off.
struct RuleTables: Sendable {
  enum NodeKind: UInt8, Sendable {
    case match
    case all
    case any
    case unless
  }

  /// A condition: a pattern for `match`, otherwise a stretch of `children`.
  struct Node: Sendable {
    var kind: NodeKind
    var start: UInt32
    var end: UInt32
  }

  struct CompiledRule: Sendable {
    var node: UInt32
    /// The concern, or the audience, that it speaks for.
    var target: UInt32
    /// In thousandths of natural-log odds; `excludes` where it takes the concern back.
    var weight: Int32

    static let excludes = Int32.min
  }

  var nodes: [Node] = []
  var children: [UInt32] = []
  var rules: [CompiledRule] = []
  /// The rules that each pattern sets off, by pattern, in the order of the rules.
  var triggered = TableOfLists()
  /// The patterns of each rule that set off none: they are looked for when the rule is set off.
  var asked = TableOfLists()
}

/// Compiles conditions; a rule is set off by the rarest of what it needs.
struct RuleCompiler {
  private(set) var tables = RuleTables()
  private var triggers: [(key: UInt32, number: UInt32)] = []
  /// The patterns of each rule.
  private var patterns: [(key: UInt32, number: UInt32)] = []

  /// A condition with its patterns compiled.
  indirect enum Compiled {
    case match(Int)
    case all([Compiled])
    case any([Compiled])
    case unless(Compiled)
  }

  /// - Parameter cost: how often each pattern's keys stand in texts.
  mutating func add(_ condition: Compiled, target: Int, weight: Int32, cost: (Int) -> Int) {
    let rule = tables.rules.count
    let node = write(condition)
    tables.rules.append(
      RuleTables.CompiledRule(node: node, target: UInt32(target), weight: weight))
    for pattern in Self.unique(Self.triggers(condition, cost).patterns) {
      triggers.append((UInt32(pattern), UInt32(rule)))
    }
    for pattern in Self.unique(condition.patterns) {
      patterns.append((UInt32(rule), UInt32(pattern)))
    }
  }

  /// Each once, ascending.
  private static func unique(_ patterns: [Int]) -> [Int] {
    var unique: [Int] = []
    for pattern in patterns.sorted() where pattern != unique.last { unique.append(pattern) }
    return unique
  }

  private mutating func write(_ condition: Compiled) -> UInt32 {
    let node: RuleTables.Node
    switch condition {
    case .match(let pattern):
      node = RuleTables.Node(kind: .match, start: UInt32(pattern), end: UInt32(pattern))
    case .all(let parts): node = write(.all, parts)
    case .any(let parts): node = write(.any, parts)
    case .unless(let part): node = write(.unless, [part])
    }
    tables.nodes.append(node)
    return UInt32(tables.nodes.count - 1)
  }

  private mutating func write(_ kind: RuleTables.NodeKind, _ parts: [Compiled])
    -> RuleTables.Node
  {
    // What takes back comes first: it is cheap to know, and saves the rest.
    let written = parts.map { write($0) }
    let start = UInt32(tables.children.count)
    tables.children += written
    return RuleTables.Node(kind: kind, start: start, end: UInt32(tables.children.count))
  }

  private static func triggers(_ condition: Compiled, _ cost: (Int) -> Int)
    -> (patterns: [Int], cost: Int)
  {
    switch condition {
    case .match(let pattern): return ([pattern], cost(pattern))
    case .unless: return ([], .max)
    case .any(let parts):
      return parts.filter(\.isPositive).map { triggers($0, cost) }
        .reduce(into: ([], 0)) { sum, part in
          sum.0 += part.patterns
          sum.1 += min(part.cost, 1 << 40)
        }
    case .all(let parts):
      return parts.filter(\.isPositive).map { triggers($0, cost) }.min { $0.cost < $1.cost }
        ?? ([], .max)
    }
  }

  /// Puts the triggers in order, by pattern.
  mutating func finish(patternCount: Int) -> RuleTables {
    tables.triggered = TableOfLists(keyCount: patternCount, triggers)
    tables.asked = TableOfLists(
      keyCount: tables.rules.count,
      patterns.filter { tables.triggered.range(of: $0.number).isEmpty })
    return tables
  }
}

extension RuleCompiler.Compiled {
  fileprivate var isPositive: Bool {
    if case .unless = self { false } else { true }
  }

  fileprivate var patterns: [Int] {
    switch self {
    case .match(let pattern): [pattern]
    case .all(let parts), .any(let parts): parts.flatMap(\.patterns)
    case .unless(let part): part.patterns
    }
  }
}

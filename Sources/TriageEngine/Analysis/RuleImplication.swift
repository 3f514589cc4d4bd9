/// Proves that one condition holds wherever another does, and that one never can.
///
/// What is proven is true; what is true is not always proven (see `PatternContainment`).
struct RuleImplication {
  private let rules: RuleTables
  private var containment: PatternContainment

  init(_ rules: RuleTables, _ patterns: PatternOutline) {
    self.rules = rules
    containment = PatternContainment(patterns)
  }

  /// Whether `general` holds wherever `special` does.
  mutating func implies(_ special: UInt32, _ general: UInt32) -> Bool {
    implies(special, general, absent: [])
  }

  /// - Parameter absent: conditions that are known not to hold.
  private mutating func implies(_ special: UInt32, _ general: UInt32, absent: [UInt32]) -> Bool {
    let (from, to) = (rules.nodes[Int(special)], rules.nodes[Int(general)])
    var absent = absent
    if from.kind != .match { absent += negations(from) }
    if from.kind == .any {
      let parts = positives(from)
      return !parts.isEmpty && all(parts) { $0.implies($1, general, absent: absent) }
    }
    switch to.kind {
    case .unless: return false
    case .match:
      if from.kind == .match { return containment.covers(Int(to.start), Int(from.start)) }
      return any(positives(from)) { $0.implies($1, general, absent: absent) }
    case .any, .all:
      guard all(negations(to), { $0.isAbsent($1, absent) }) else { return false }
      let parts = positives(to)
      if to.kind == .all {
        return !parts.isEmpty && all(parts) { $0.implies(special, $1, absent: absent) }
      }
      return any(parts) { $0.implies(special, $1, absent: absent) }
        || from.kind == .all && any(positives(from)) { $0.implies($1, general, absent: absent) }
    }
  }

  /// Whether the condition holds only where one of those holds that do not.
  private mutating func isAbsent(_ condition: UInt32, _ absent: [UInt32]) -> Bool {
    any(absent) { $0.implies(condition, $1, absent: []) }
  }

  /// Whether the condition takes itself back wherever it could hold.
  mutating func neverHolds(_ condition: UInt32) -> Bool {
    let node = rules.nodes[Int(condition)]
    guard node.kind == .all || node.kind == .any else { return false }
    if any(negations(node), { $0.implies(condition, $1) }) { return true }
    return node.kind == .all
      ? any(positives(node)) { $0.neverHolds($1) } : all(positives(node)) { $0.neverHolds($1) }
  }

  // MARK: Parts

  func positives(_ node: RuleTables.Node) -> [UInt32] {
    guard node.kind != .match else { return [] }
    return rules.children[Int(node.start)..<Int(node.end)].filter {
      rules.nodes[Int($0)].kind != .unless
    }
  }

  /// What stands in the `unless` of a condition.
  private func negations(_ node: RuleTables.Node) -> [UInt32] {
    guard node.kind != .match else { return [] }
    return rules.children[Int(node.start)..<Int(node.end)].compactMap {
      let inner = rules.nodes[Int($0)]
      return inner.kind == .unless ? rules.children[Int(inner.start)] : nil
    }
  }

  private mutating func any(_ parts: [UInt32], _ test: (inout Self, UInt32) -> Bool) -> Bool {
    for part in parts where test(&self, part) { return true }
    return false
  }

  private mutating func all(_ parts: [UInt32], _ test: (inout Self, UInt32) -> Bool) -> Bool {
    for part in parts where !test(&self, part) { return false }
    return true
  }
}

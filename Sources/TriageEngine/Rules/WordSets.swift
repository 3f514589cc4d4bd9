/// Sets of words, each different one once.
struct WordSets {
  /// The groups of words in each set, ascending.
  private(set) var groups: [[WordGroups.Group]] = []
  /// The number of the set that is one group; `max` where there is none yet.
  private var single: [UInt32] = []
  private var numbers: [[WordGroups.Group]: UInt32] = [:]

  mutating func number(_ group: WordGroups.Group) -> UInt32 {
    let index = Int(group)
    while single.count <= index { single.append(.max) }
    if single[index] == .max {
      single[index] = UInt32(groups.count)
      groups.append([group])
    }
    return single[index]
  }

  /// - Parameter set: groups in any order.
  mutating func number(_ set: [WordGroups.Group]) -> UInt32 {
    var sorted = set
    sorted.sort()
    var count = 0
    for group in sorted where count == 0 || sorted[count - 1] != group {
      sorted[count] = group
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    if count == 1 { return number(sorted[0]) }
    if let known = numbers[sorted] { return known }
    let number = UInt32(groups.count)
    groups.append(sorted)
    numbers[sorted] = number
    return number
  }
}

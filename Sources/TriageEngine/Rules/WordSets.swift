/// Sets of words, each different one once.
struct WordSets {
  /// The groups of words in each set, ascending.
  private(set) var groups: [[WordGroups.Group]] = []
  /// The number of the set that is one group; `max` where there is none yet.
  private var single: [UInt32] = []
  /// The numbers of larger sets, plus one, by the hash of their groups.
  private var numbers = WordIndex()

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
    Self.sort(&sorted)
    var count = 0
    for group in sorted where count == 0 || sorted[count - 1] != group {
      sorted[count] = group
      count += 1
    }
    sorted.removeLast(sorted.count - count)
    if count == 1 { return number(sorted[0]) }
    var hash = WordHash()
    for group in sorted {
      hash.value = (hash.value ^ UInt64(UInt32(bitPattern: group))) &* 0x9E37_79B9_7F4A_7C15
    }
    if let known = numbers[hash] { return known - 1 }
    groups.append(sorted)
    numbers.insert(hash, UInt32(groups.count))
    return UInt32(groups.count - 1)
  }

  /// Words that are new in a set have ascending numbers, so small sets are mostly in order, where
  /// insertion is at its best.
  private static func sort(_ groups: inout [WordGroups.Group]) {
    guard groups.count <= 32 else { return groups.sort() }
    for index in groups.indices.dropFirst() {
      let group = groups[index]
      var place = index
      while place > 0, groups[place - 1] > group {
        groups[place] = groups[place - 1]
        place -= 1
      }
      groups[place] = group
    }
  }
}

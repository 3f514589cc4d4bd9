/// Sets of words, each different one once.
struct WordSets {
  private var groups: [WordGroups.Group] = []
  /// Where each set ends in `groups`, after a first 0.
  private var ends: [Int32] = [0]
  /// The number of the set that is one group, by group.
  private var single = NumberTable()
  /// The numbers of larger sets, by the hash of their groups.
  private var numbers = WordIndex()

  var count: Int { ends.count - 1 }

  /// The groups of words in a set, ascending.
  subscript(set: UInt32) -> ArraySlice<WordGroups.Group> {
    groups[Int(ends[Int(set)])..<Int(ends[Int(set) + 1])]
  }

  /// The same without a slice, whose references are counted.
  @inline(__always)
  func forEachGroup(of set: UInt32, _ body: (WordGroups.Group) -> Void) {
    for index in ends[Int(set)]..<ends[Int(set) + 1] { body(groups[Int(index)]) }
  }

  mutating func number(_ group: WordGroups.Group) -> UInt32 {
    if let known = single[Int(group)] { return known }
    groups.append(group)
    let number = endSet()
    single[Int(group)] = number
    return number
  }

  /// Takes the groups from `start` on away, in any order, and gives their set.
  mutating func number(_ stack: inout [WordGroups.Group], from start: Int) -> UInt32 {
    defer { stack.removeLast(stack.count - start) }
    Self.sort(&stack, from: start)
    if stack.count - start == 1 { return number(stack[start]) }
    let first = groups.count
    var hash = WordHash()
    for index in start..<stack.count where index == start || stack[index - 1] != stack[index] {
      groups.append(stack[index])
      hash.value =
        (hash.value ^ UInt64(UInt32(bitPattern: stack[index]))) &* 0x9E37_79B9_7F4A_7C15
    }
    if groups.count - first == 1 {
      groups.removeLast()
      return number(stack[start])
    }
    if let known = numbers[hash] {
      groups.removeLast(groups.count - first)
      return known
    }
    let number = endSet()
    numbers.insert(hash, number)
    return number
  }

  /// Makes a set of the groups that were added since the last.
  private mutating func endSet() -> UInt32 {
    ends.append(Int32(groups.count))
    return UInt32(count - 1)
  }

  /// Words that are new in a set have ascending numbers, so small sets are mostly in order, where
  /// insertion is at its best.
  private static func sort(_ groups: inout [WordGroups.Group], from start: Int) {
    guard groups.count - start <= 32 else { return groups[start...].sort() }
    for index in groups.indices[start...].dropFirst() {
      let group = groups[index]
      var place = index
      while place > start, groups[place - 1] > group {
        groups[place] = groups[place - 1]
        place -= 1
      }
      groups[place] = group
    }
  }
}

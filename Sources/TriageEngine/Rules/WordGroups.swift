/// Numbers the words that patterns name, while they compile.
///
/// A word of a pattern is a *group* of surface forms (`receive`: receive, receives, received …).
/// Surface forms that belong to the same groups are alike for every pattern and share a *class*,
/// so what the matcher compares is classes.
struct WordGroups {
  typealias Group = Int32

  private(set) var surfaces = WordList()
  /// The first and the last group of each surface form, -1 where it has none, and those after the
  /// first in the order in which they came.
  private var ends: [(first: Group, last: Group)] = []
  private var further: [(key: UInt32, number: UInt32)] = []
  /// Groups by the hash of their words; an exact one has a block added.
  private var groups = WordIndex()
  private(set) var groupCount: Group = 15

  /// The groups of things that are recognised by their shape come first: five shapes, nine lengths
  /// of numbers, and all numbers.
  private static let number: Group = 14

  /// The symbol of a surface form.
  mutating func symbol(_ surface: Bytes) -> Symbol {
    let (number, isNew) = surfaces.add(surface)
    if isNew {
      ends.append((-1, -1))
      if surface.allSatisfy(\.isDigit) {
        add(Group(Symbol.digits(surface.count) - 1), to: number)
        add(Self.number, to: number)
      }
    }
    return .firstWord + Symbol(number)
  }

  /// - Parameter word: folded.
  mutating func group(_ word: Bytes, exact: Bool) -> Group {
    var key = WordHash(word)
    if exact { key.add(1) }
    if let known = groups[key] { return Group(known) }
    let group = groupCount
    groupCount += 1
    groups.insert(key, Symbol(group))
    if exact {
      add(group, to: word)
    } else {
      Inflection.forEachForm(of: word) { add(group, to: $0) }
    }
    return group
  }

  private mutating func add(_ group: Group, to surface: Bytes) {
    add(group, to: Int(symbol(surface) - .firstWord))
  }

  private mutating func add(_ group: Group, to surface: Int) {
    if ends[surface].first == -1 {
      ends[surface] = (group, group)
    } else if ends[surface].last != group {
      ends[surface].last = group
      further.append((UInt32(surface), UInt32(group)))
    }
  }

  /// The group of a thing that is a word to the matcher; nil for a notice.
  func group(_ thing: Thing) -> Group? {
    switch thing {
    case .notice: nil
    case .email: Group(Symbol.email - 1)
    case .phone: Group(Symbol.phone - 1)
    case .ssn: Group(Symbol.socialSecurityNumber - 1)
    case .money: Group(Symbol.money - 1)
    case .date: Group(Symbol.date - 1)
    case .number: Self.number
    }
  }

  func group(digits: Int) -> Group {
    Group(Symbol.digits(digits) - 1)
  }

  /// The class of every symbol, and the classes of every group.
  func classes() -> WordClasses {
    var classes = WordClasses()
    classes.ofSymbols.reserveCapacity(surfaces.count + Int(Symbol.firstWord))
    // Which group has which class, in the order in which classes are made.
    var members: [(group: Group, class: UInt32)] = []
    let further = TableOfLists(keyCount: surfaces.count, further)
    var classOfGroups = WordIndex()
    var classOfGroup = [UInt32](repeating: 0, count: Int(groupCount))

    func newClass() -> UInt32 {
      classes.count += 1
      return UInt32(classes.count - 1)
    }
    func single(_ group: Group) -> UInt32 {
      if classOfGroup[Int(group)] == 0 {
        classOfGroup[Int(group)] = newClass()
        members.append((group, classOfGroup[Int(group)]))
      }
      return classOfGroup[Int(group)]
    }
    func several(_ first: Group, _ others: some Sequence<Group>) -> UInt32 {
      var key = WordHash()
      key.add(UInt64(first))
      for group in others { key.add(UInt64(group)) }
      if let known = classOfGroups[key] { return known }
      let number = newClass()
      classOfGroups.insert(key, number)
      members.append((first, number))
      for group in others { members.append((group, number)) }
      return number
    }
    for symbol in 1..<Symbol.firstWord {
      let group = Group(symbol - 1)
      classes.ofSymbols.append(
        symbol < .digits(1) ? single(group) : several(group, CollectionOfOne(Self.number)))
    }
    for number in 0..<surfaces.count {
      let first = ends[number].first
      let others = further.range(of: UInt32(number))
      if first == -1 {
        classes.ofSymbols.append(0)
      } else if others.isEmpty {
        classes.ofSymbols.append(single(first))
      } else {
        classes.ofSymbols.append(several(first, others.lazy.map { Group(further[$0]) }))
      }
    }
    classes.file(members, groupCount: Int(groupCount))
    return classes
  }
}

/// Which class each symbol has, and which classes each group consists of.
struct WordClasses: Sendable {
  /// 0 for symbols that no pattern knows.
  var ofSymbols: [UInt32] = [0]
  /// One more than the highest class.
  var count = 1
  private var members: [UInt32] = []
  private var starts: [Int32] = []

  /// Numbers the classes anew, the frequent ones first, but for the unknown one.
  ///
  /// - Returns: the frequencies in their new order.
  mutating func sort(_ frequencies: [Int]) -> [Int] {
    var frequencies = frequencies
    frequencies[0] = .max
    let order = FrequencyOrder(frequencies)
    for symbol in ofSymbols.indices {
      ofSymbols[symbol] = UInt32(order.new[Int(ofSymbols[symbol])])
    }
    for index in members.indices { members[index] = UInt32(order.new[Int(members[index])]) }
    return order.old.map { frequencies[$0] }
  }

  /// Calls `body` with the classes of a group.
  @inline(__always)
  func forEachClass(of group: WordGroups.Group, _ body: (UInt32) -> Void) {
    for index in starts[Int(group)]..<starts[Int(group) + 1] { body(members[Int(index)]) }
  }

  fileprivate mutating func file(
    _ pairs: [(group: WordGroups.Group, class: UInt32)], groupCount: Int
  ) {
    starts = Array(repeating: 0, count: groupCount + 1)
    for pair in pairs { starts[Int(pair.group) + 1] += 1 }
    for index in 1..<starts.count { starts[index] += starts[index - 1] }
    var next = starts
    members = Array(repeating: 0, count: pairs.count)
    for pair in pairs {
      members[Int(next[Int(pair.group)])] = pair.class
      next[Int(pair.group)] += 1
    }
  }
}

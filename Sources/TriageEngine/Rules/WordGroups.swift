/// Numbers the words that patterns name, while they compile.
///
/// A word of a pattern is a *group* of surface forms (`receive`: receive, receives, received …).
/// Surface forms that belong to the same groups are alike for every pattern and share a *class*,
/// so what the matcher compares is classes.
struct WordGroups {
  typealias Group = Int32

  private(set) var surfaces = WordList()
  /// The first group of each surface form, -1 where it has none, and all groups of those with more.
  private var firstGroup: [Group] = []
  private var allGroups: [Int: [Group]] = [:]
  /// Groups by the hash of their words; an exact one has a zero byte added.
  private var groups = WordIndex()
  private(set) var groupCount: Group = 15

  /// The groups of things that are recognised by their shape come first: five shapes, nine lengths
  /// of numbers, and all numbers.
  private static let number: Group = 14

  /// The symbol of a surface form.
  mutating func symbol(_ surface: ArraySlice<UInt8>) -> Symbol {
    let (number, isNew) = surfaces.add(surface)
    if isNew {
      firstGroup.append(-1)
      if surface.allSatisfy(\.isDigit) {
        firstGroup[number] = Group(Symbol.digits(surface.count) - 1)
        allGroups[number] = [firstGroup[number], Self.number]
      }
    }
    return .firstWord + Symbol(number)
  }

  /// - Parameter word: folded.
  mutating func group(_ word: ArraySlice<UInt8>, exact: Bool) -> Group {
    var key = WordHash(word)
    if exact { key.add(0) }
    if let known = groups[key] { return Group(known) }
    let group = groupCount
    groupCount += 1
    groups.insert(key, Symbol(group))
    if exact {
      add(group, to: word)
    } else {
      Inflection.forEachForm(of: Array(word)) { add(group, to: $0) }
    }
    return group
  }

  private mutating func add(_ group: Group, to surface: ArraySlice<UInt8>) {
    let number = Int(symbol(surface) - .firstWord)
    let first = firstGroup[number]
    if first == -1 {
      firstGroup[number] = group
    } else if first != group {
      var all = allGroups[number] ?? [first]
      if all.last != group { all.append(group) }
      allGroups[number] = all
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

  /// The class of every symbol, and the classes of every group, ascending.
  func classes() -> (ofSymbols: [UInt32], ofGroups: [[UInt32]], count: Int) {
    var ofSymbols: [UInt32] = [0]
    ofSymbols.reserveCapacity(surfaces.count + Int(Symbol.firstWord))
    var ofGroups = [[UInt32]](repeating: [], count: Int(groupCount))
    var classOfGroups: [[Group]: UInt32] = [:]
    var classOfGroup = [UInt32](repeating: 0, count: Int(groupCount))
    var count: UInt32 = 1

    func single(_ group: Group) -> UInt32 {
      if classOfGroup[Int(group)] == 0 {
        classOfGroup[Int(group)] = count
        ofGroups[Int(group)].append(count)
        count += 1
      }
      return classOfGroup[Int(group)]
    }
    func several(_ groups: [Group]) -> UInt32 {
      if let known = classOfGroups[groups] { return known }
      classOfGroups[groups] = count
      for group in groups { ofGroups[Int(group)].append(count) }
      count += 1
      return count - 1
    }
    for symbol in 1..<Symbol.firstWord {
      let group = Group(symbol - 1)
      ofSymbols.append(symbol < .digits(1) ? single(group) : several([group, Self.number]))
    }
    for number in 0..<surfaces.count {
      let first = firstGroup[number]
      if first == -1 {
        ofSymbols.append(0)
      } else if let all = allGroups[number] {
        ofSymbols.append(several(all))
      } else {
        ofSymbols.append(single(first))
      }
    }
    return (ofSymbols, ofGroups, Int(count))
  }
}

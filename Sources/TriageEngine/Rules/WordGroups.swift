/// Numbers the words that patterns name, while they compile.
///
/// A word of a pattern is a *group* of surface forms (`receive`: receive, receives, received …).
/// Surface forms that belong to the same groups are alike for every pattern and share a *class*,
/// so what the matcher compares is classes.
struct WordGroups {
  typealias Group = Int32

  /// Stands for a notice in a phrase; never a group of words.
  static let notice: Group = -1

  private(set) var surfaces: [String] = []
  private var surfaceIndex: [String: Int] = [:]
  private var groupsOfSurface: [[Group]] = []
  private var groups: [String: Group] = [:]
  private var groupCount: Group

  /// The groups of things that are recognised by their shape come first: five shapes, nine lengths
  /// of numbers, and all numbers.
  private static let number: Group = 14

  init() {
    groupCount = 15
  }

  /// The symbol of a surface form.
  mutating func symbol(_ surface: String) -> Symbol {
    if let index = surfaceIndex[surface] { return .firstWord + Symbol(index) }
    let index = surfaces.count
    surfaceIndex[surface] = index
    surfaces.append(surface)
    let digits = surface.utf8.allSatisfy(\.isDigit) ? surface.utf8.count : 0
    groupsOfSurface.append(digits > 0 ? Self.groups(ofDigits: digits) : [])
    return .firstWord + Symbol(index)
  }

  private static func groups(ofDigits count: Int) -> [Group] {
    [Group(Symbol.digits(count) - 1), number]
  }

  mutating func group(_ word: String, exact: Bool) -> Group {
    let key = exact ? "=" + word : word
    if let known = groups[key] { return known }
    let group = groupCount
    groupCount += 1
    groups[key] = group
    for form in exact ? [word] : Inflection.forms(of: word[...]) {
      groupsOfSurface[Int(symbol(form) - .firstWord)].append(group)
    }
    return group
  }

  func group(_ thing: Thing) -> Group {
    switch thing {
    case .notice: Self.notice
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
  func classes() -> (ofSymbols: [UInt32], ofGroups: [[UInt32]], count: Int) {
    var ofSymbols: [UInt32] = [0]
    var ofGroups = [[UInt32]](repeating: [], count: Int(groupCount))
    var classOfGroups: [[Group]: UInt32] = [:]
    var classOfGroup = [UInt32](repeating: 0, count: Int(groupCount))
    var count: UInt32 = 1

    func newClass(_ groups: [Group]) -> UInt32 {
      defer { count += 1 }
      for group in groups { ofGroups[Int(group)].append(count) }
      return count
    }
    func add(_ groups: [Group]) {
      switch groups.count {
      case 0: ofSymbols.append(0)
      case 1:
        let group = Int(groups[0])
        if classOfGroup[group] == 0 { classOfGroup[group] = newClass(groups) }
        ofSymbols.append(classOfGroup[group])
      default:
        let known = classOfGroups[groups]
        let wordClass = known ?? newClass(groups)
        if known == nil { classOfGroups[groups] = wordClass }
        ofSymbols.append(wordClass)
      }
    }
    for symbol in 1..<Symbol.firstWord {
      add(symbol < .digits(1) ? [Group(symbol - 1)] : [Group(symbol - 1), Self.number])
    }
    groupsOfSurface.forEach(add)
    return (ofSymbols, ofGroups, Int(count))
  }
}

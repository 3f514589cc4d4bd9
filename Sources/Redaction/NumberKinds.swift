/// The kinds of numbers: how each is told.
extension NumberFinder {
  /// What the first groups of a run are.
  struct Match {
    var kind: PersonalData.Kind
    /// How many groups.
    var count: Int
  }

  typealias Rule = @Sendable (NumberRun, Context) -> Match?

  static let kinds: [Rule] = [
    card, dateOfBirth, phone, shapedTaxpayer, identityPIN, bareTaxpayer, routing, account,
    lastFour, localPhone,
  ]

  /// Words that say of a number that it is something else than the one in question.
  private static let identifiers: [Topic] = [
    .socialSecurity, .taxpayer, .adoption, .employer, .routing, .account, .pin, .other,
  ]

  // MARK: Cards

  /// 13 to 19 digits that pass Luhn's check, or that stand next to a word for a card.
  private static func card(_ run: NumberRun, _ context: Context) -> Match? {
    for count in stride(from: 19, through: 13, by: -1) {
      guard let groups = run.groups(making: count) else { continue }
      let digits = run.digits(groups)
      let isCard =
        isCardGrouping(run.lengths.prefix(groups)) && Checksum.isCardShape(digits)
        && Checksum.isCard(digits)
        || context.nearest([.card, .account, .other], groups: groups) == .card
      if isCard { return Match(kind: .card, count: groups) }
    }
    return nil
  }

  /// Whether cards are written so: in one, by fours, by single digits, or as 3782 822463 10005.
  private static func isCardGrouping(_ lengths: ArraySlice<Int>) -> Bool {
    lengths.count == 1 || lengths.dropLast().allSatisfy { $0 == 4 }
      || lengths.allSatisfy { $0 == 1 } || lengths.prefix(2) == [4, 6]
  }

  // MARK: Dates

  /// A whole date next to a word for a birth.
  private static func dateOfBirth(_ run: NumberRun, _ context: Context) -> Match? {
    guard let groups = dateGroups(run), context.isOfBirth(groups: groups) else { return nil }
    return Match(kind: .dateOfBirth, count: groups)
  }

  private static func dateGroups(_ run: NumberRun) -> Int? {
    let lengths = run.lengths.prefix(3).map { $0 }
    if lengths == [8] || lengths == [6] { return 1 }
    guard lengths.count == 3 else { return lengths.first == 8 ? 1 : nil }
    let isDate =
      lengths[0] <= 2 && lengths[1] <= 2 && [2, 4].contains(lengths[2])
      || lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2
    return isDate ? 3 : lengths[0] == 8 ? 1 : nil
  }

  // MARK: Phones

  /// A phone number of the North American Numbering Plan, or any with a plus before it.
  private static func phone(_ run: NumberRun, _ context: Context) -> Match? {
    if context.followsPlus, let groups = international(run) {
      return Match(kind: .phone, count: groups)
    }
    for shape in [[3, 3, 4], [1, 3, 3, 4], [3, 7], [10], [11], [1, 10], [6, 4]] where run.has(shape)
    {
      var digits = run.digits(shape.count)
      if digits.count == 11 {
        guard digits.first == 1 else { continue }
        digits.removeFirst()
      }
      if isPhone(digits, shape, run, context) { return Match(kind: .phone, count: shape.count) }
    }
    return nil
  }

  private static func isPhone(
    _ digits: [UInt8], _ shape: [Int], _ run: NumberRun, _ context: Context
  ) -> Bool {
    let nearest = context.nearest([.phone] + identifiers, groups: shape.count)
    if nearest == .phone { return true }
    let isPlanned = digits[0] >= 2 && digits[3] >= 2
    if shape.count >= 3 {
      let isSigned = run.joiners(in: shape.count).contains { $0 != .space }
      return isSigned && !run.joiners(in: shape.count).contains(.slash) || isPlanned
    }
    return isPlanned && !context.isInAddress && (nearest == nil || nearest == .pin)
  }

  /// How many groups make a number with a country code: 8 to 15 digits (ITU-T E.164).
  private static func international(_ run: NumberRun) -> Int? {
    if run.has([1, 3, 3, 4]) { return 4 }
    for groups in stride(from: min(run.lengths.count, 6), through: 1, by: -1)
    where 8...15 ~= run.digits(groups).count {
      return groups
    }
    return nil
  }

  /// A number without its area, next to a word for phones.
  private static func localPhone(_ run: NumberRun, _ context: Context) -> Match? {
    guard run.has([3, 4]) || run.has([7]), (run.digits(1).first ?? 0) >= 2 else { return nil }
    let shape = run.has([7]) ? 1 : 2
    let topics: [Topic] = [.phone] + identifiers + (shape == 2 ? [.number] : [])
    guard let topic = context.nearest(topics, groups: shape), topic == .phone || topic == .number
    else { return nil }
    return Match(kind: .phone, count: shape)
  }

  // MARK: Taxpayers

  private static let taxpayers: [Topic] = [.socialSecurity, .taxpayer, .adoption, .employer]

  /// Nine digits in groups of three, two and four, or of two and seven with a dash.
  private static func shapedTaxpayer(_ run: NumberRun, _ context: Context) -> Match? {
    if run.has([3, 2, 4]), Set(run.joiners(in: 3)).count == 1 {
      let topic = context.nearest(taxpayers, groups: 3)
      return Match(kind: kind(topic, run.digits(3)), count: 3)
    }
    if run.has([2, 7]), run.joiners.first == .dash {
      let topic = context.nearest(taxpayers + [.other], groups: 2)
      return topic == .other ? nil : Match(kind: topic.map(kind) ?? .employerNumber, count: 2)
    }
    return nil
  }

  /// Nine digits in any grouping next to their word.
  private static func bareTaxpayer(_ run: NumberRun, _ context: Context) -> Match? {
    guard let groups = run.groups(making: 9),
      let topic = context.nearest(identifiers, groups: groups), taxpayers.contains(topic)
    else { return nil }
    return Match(kind: kind(topic), count: groups)
  }

  private static func kind(_ topic: Topic) -> PersonalData.Kind {
    switch topic {
    case .taxpayer: .taxpayerNumber
    case .adoption: .adoptionNumber
    case .employer: .employerNumber
    default: .socialSecurityNumber
    }
  }

  /// What its word says, or else its first digits: an ITIN begins with 9 and has 50–65, 70–88, 90–92
  /// or 94–99 in the middle, an ATIN has 93 there.
  ///
  /// Source: Internal Revenue Manual 3.21.263, exhibits on valid ranges.
  private static func kind(_ topic: Topic?, _ digits: [UInt8]) -> PersonalData.Kind {
    if let topic, topic != .employer { return kind(topic) }
    guard digits[0] == 9 else { return .socialSecurityNumber }
    return switch digits[3] * 10 + digits[4] {
    case 93: .adoptionNumber
    case 50...65, 70...88, 90...92, 94...99: .taxpayerNumber
    default: .socialSecurityNumber
    }
  }

  /// The last four digits of a Social Security number, which are asked for to tell people apart.
  private static func lastFour(_ run: NumberRun, _ context: Context) -> Match? {
    guard run.has([4]) else { return nil }
    let isLast =
      context.nearest([.last]) == .last
      && context.nearest([.socialSecurity, .taxpayer, .card, .account, .phone]) == .socialSecurity
    return isLast || context.isMasked ? Match(kind: .socialSecurityNumber, count: 1) : nil
  }

  /// Six digits next to a word for a PIN.
  private static func identityPIN(_ run: NumberRun, _ context: Context) -> Match? {
    guard let groups = run.groups(making: 6), groups <= 3 || groups == 6,
      context.nearest([.pin, .code, .other, .event], groups: groups) == .pin
    else { return nil }
    return Match(kind: .identityPIN, count: groups)
  }

  // MARK: Banks

  /// Nine digits next to a word for routing, or that pass the check of routing numbers next to a word
  /// for banks.
  private static func routing(_ run: NumberRun, _ context: Context) -> Match? {
    guard let groups = run.groups(making: 9) else { return nil }
    switch context.nearest(identifiers + [.bank], groups: groups) {
    case .routing: break
    case .bank: guard Checksum.isRouting(run.digits(groups)) else { return nil }
    default: return nil
    }
    return Match(kind: .routingNumber, count: groups)
  }

  /// 6 to 17 digits next to a word for an account; years and dates are none.
  private static func account(_ run: NumberRun, _ context: Context) -> Match? {
    guard let near = context.before(identifiers + [.bank], within: 5), near.topic == .account else {
      let isAfter = (run.lengths.first ?? 0) >= 8 && context.nearest(identifiers) == .account
      return isAfter ? Match(kind: .account, count: 1) : nil
    }
    var groups = 1
    while groups < run.lengths.count, run.joiners[groups - 1] == .dash, groups < 4 { groups += 1 }
    let digits = run.digits(groups)
    let isYears =
      [[4, 4], [4, 2, 2], [4, 4, 4]].contains(Array(run.lengths.prefix(groups)))
      && [19, 20].contains(digits[0] * 10 + digits[1])
    guard 6...17 ~= digits.count, !isYears else { return nil }
    return Match(kind: .account, count: groups)
  }
}

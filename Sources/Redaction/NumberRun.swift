/// Groups of digits that follow each other with one joiner between two.
struct NumberRun {
  /// Their values, 0 to 9, one after another.
  private var allDigits: [UInt8] = []
  /// How many digits each group has.
  private(set) var lengths: [Int] = []
  /// What stands before each group but the first.
  private(set) var joiners: [Joiner] = []

  /// As many groups as a card has when it is written by single digits.
  private static let limit = 19

  init(_ text: [UInt8], _ pieces: [Piece], at first: Int) {
    var index = first
    while true {
      lengths.append(pieces[index].length)
      // A group longer than any number is no part of one.
      allDigits += text[pieces[index].start..<pieces[index].end].prefix(Self.limit + 1).map {
        $0 &- UInt8(ascii: "0")
      }
      guard lengths.count < Self.limit, allDigits.count <= Self.limit, index + 1 < pieces.count,
        pieces[index + 1].isNumber,
        let joiner = Joiner(text[pieces[index].end..<pieces[index + 1].start])
      else { return }
      joiners.append(joiner)
      index += 1
    }
  }

  /// The digits of the first groups.
  func digits(_ groups: Int) -> [UInt8] {
    Array(allDigits.prefix(lengths.prefix(groups).reduce(0, +)))
  }

  /// Whether the first groups have these lengths, and nothing is joined to them by a sign.
  func has(_ wanted: [Int]) -> Bool {
    lengths.starts(with: wanted) && isComplete(wanted.count)
  }

  /// How many groups make so many digits; nil where a group goes on beyond.
  func groups(making count: Int) -> Int? {
    var sum = 0
    for (index, length) in lengths.enumerated() {
      sum += length
      if sum == count { return isComplete(index + 1) ? index + 1 : nil }
      if sum > count { return nil }
    }
    return nil
  }

  /// Whether no further group is joined to the first ones but by space.
  private func isComplete(_ groups: Int) -> Bool {
    guard groups - 1 < joiners.count else { return true }
    switch joiners[groups - 1] {
    case .space, .slash, .bracket: return true
    case .dash, .dot: return false
    }
  }

  /// The joiners inside the first groups.
  func joiners(in groups: Int) -> ArraySlice<Joiner> {
    joiners.prefix(groups - 1)
  }
}

/// What stands around a number.
struct Context {
  private let text: [UInt8]
  private let pieces: [Piece]
  private let index: Int
  /// What was found last before the number.
  private let found: PersonalData?

  /// How many words before and after a number are looked at.
  private static let before = 7
  private static let after = 5

  init(_ text: [UInt8], _ pieces: [Piece], at index: Int, after found: PersonalData?) {
    self.found = found
    self.text = text
    self.pieces = pieces
    self.index = index
  }

  /// What the nearest word says that says any of `topics`: one before the number, or else one after
  /// it that belongs to no number of its own.
  func nearest(_ topics: [Topic], groups: Int = 1) -> Topic? {
    before(topics, within: Self.before)?.topic ?? after(topics, groups)
  }

  /// The nearest word before, with the number of pieces to it, from 1.
  func before(_ topics: [Topic], within limit: Int) -> (topic: Topic, distance: Int)? {
    for distance in 1...limit where index - distance >= 0 {
      let piece = pieces[index - distance]
      guard let topic = piece.topic, topics.contains(topic) else { continue }
      // “PIN code” is a PIN.
      if topic == .code, index - distance > 0, pieces[index - distance - 1].topic == .pin {
        continue
      }
      return (topic, distance)
    }
    return nil
  }

  /// Whether a date here is one of birth: next to a word for it, or to another such date (“born 1/2/80
  /// but it says 1/3/80”).
  func isOfBirth(groups: Int = 1) -> Bool {
    if let found, found.kind == .dateOfBirth, pieces[index].start - found.bytes.upperBound < 20 {
      return before([.event], within: 3) == nil
    }
    return nearest([.birth, .event], groups: groups) == .birth
  }

  private func after(_ topics: [Topic], _ groups: Int) -> Topic? {
    let first = index + groups
    for next in first..<(first + Self.after) {
      guard next < pieces.count, !pieces[next].isNumber else { return nil }
      guard let topic = pieces[next].topic, topics.contains(topic) else { continue }
      let hasOwn = (next + 1..<next + 4).contains { $0 < pieces.count && pieces[$0].isNumber }
      return hasOwn ? nil : topic
    }
    return nil
  }

  /// Whether letters touch the number, as in `CP2000`, `5071C` and `W2`; words that speak of numbers
  /// are none (`ssn900123456`), nor is what follows a long number.
  var isPartOfWord: Bool {
    let piece = pieces[index]
    if index > 0, pieces[index - 1].end == piece.start, !pieces[index - 1].isNumber,
      pieces[index - 1].topic == nil
    {
      return true
    }
    guard index + 1 < pieces.count, pieces[index + 1].start == piece.end else { return false }
    return piece.length < 6 && piece.length > 2
  }

  /// Just past the number when it is an amount of money: after a dollar sign, or with groups of
  /// thousands.
  var amountEnd: Int? {
    let start = pieces[index].start
    let isMoney =
      start > 0 && text[start - 1] == UInt8(ascii: "$")
      || start > 1 && text[start - 1] == UInt8(ascii: " ") && text[start - 2] == UInt8(ascii: "$")
    var end = index + 1
    while end < pieces.count, pieces[end].isNumber, pieces[end].length == 3,
      pieces[end].start == pieces[end - 1].end + 1, text[pieces[end - 1].end] == UInt8(ascii: ","),
      pieces[index].length <= 3
    {
      end += 1
    }
    return isMoney || end > index + 1 ? end : nil
  }

  /// Whether the number follows a slash or an equals sign directly, as in an address of the web.
  var isInAddress: Bool {
    hasSign("/=", at: pieces[index].start - 1)
  }

  var followsPlus: Bool {
    hasSign("+", at: pieces[index].start - 1)
  }

  /// Whether masked groups stand before: `XXX-XX-`, `***-**-`.
  var isMasked: Bool {
    let start = pieces[index].start
    return start >= 3 && "- ".utf8.contains(text[start - 1]) && hasSign("xX*#•", at: start - 2)
      && hasSign("xX*#", at: start - 3)
  }

  private func hasSign(_ signs: String, at place: Int) -> Bool {
    text.indices.contains(place) && signs.utf8.contains(text[place])
  }
}

/// Finds the personal data that is made of digits.
///
/// Groups of digits with one joiner between them are taken together, as many as make a number. What
/// they are is told by their lengths, their check digits and the nearest word, in the order of
/// `kinds`: what is more certain first.
struct NumberFinder {
  private let text: [UInt8]
  private let published: Set<[UInt8]>
  private let emails: [PersonalData]
  private let pieces: [Piece]
  private var found: [PersonalData] = []

  init(_ text: [UInt8], published: Set<[UInt8]>, emails: [PersonalData]) {
    self.text = text
    self.published = published
    self.emails = emails
    pieces = Piece.pieces(of: text)
  }

  mutating func find() -> [PersonalData] {
    var index = 0
    for email in emails {
      while index < pieces.count, pieces[index].start < email.bytes.lowerBound {
        index = read(at: index, before: email.bytes.lowerBound)
      }
      while index < pieces.count, pieces[index].start < email.bytes.upperBound { index += 1 }
    }
    while index < pieces.count { index = read(at: index, before: text.count) }
    return found
  }

  /// Reads what begins at a piece, and gives the piece to go on with.
  ///
  /// - Parameter end: where an email address begins, whose digits belong to nothing else.
  private mutating func read(at index: Int, before end: Int) -> Int {
    let context = Context(text, pieces, at: index, after: found.last)
    if let last = lastOfWrittenDate(at: index), pieces[last].end <= end,
      context.isOfBirth(groups: last - index + 1)
    {
      add(.dateOfBirth, index...last)
      return last + 1
    }
    guard pieces[index].isNumber else { return index + 1 }
    if let next = context.amountEnd { return next }
    guard !context.isPartOfWord else { return index + 1 }
    let run = NumberRun(text, pieces, at: index)
    for kind in Self.kinds {
      guard let match = kind(run, context), pieces[index + match.count - 1].end <= end else {
        continue
      }
      let isPublished =
        match.kind == .phone && published.contains(Array(run.digits(match.count).suffix(10)))
      if !isPublished { add(match.kind, index...index + match.count - 1) }
      return index + match.count
    }
    return index + 1
  }

  private mutating func add(_ kind: PersonalData.Kind, _ range: ClosedRange<Int>) {
    var start = pieces[range.lowerBound].start
    let end = pieces[range.upperBound].end
    if kind == .phone {
      func precedes(_ sign: Unicode.Scalar) -> Bool {
        start > 0 && text[start - 1] == UInt8(ascii: sign)
      }
      if precedes("("), text[start..<end].contains(UInt8(ascii: ")")) { start -= 1 }
      if precedes("+") { start -= 1 }
    }
    found.append(PersonalData(kind: kind, bytes: start..<end))
  }

  // MARK: Dates with the name of a month

  /// The last piece of a date that begins here: `March 3rd, 1980`, `3 March 1980`, `4th of July`.
  private func lastOfWrittenDate(at index: Int) -> Int? {
    var next = index
    if pieces[index].topic == .month {
      guard let day = number(of: 1...2, after: index) else { return nil }
      next = day
      skipOrdinal(&next)
    } else if pieces[index].isNumber, pieces[index].length <= 2 {
      skipOrdinal(&next)
      if word("of", after: next) { next += 1 }
      guard next + 1 < pieces.count, pieces[next + 1].topic == .month, isNear(next) else {
        return nil
      }
      next += 1
    } else {
      return nil
    }
    return number(of: 4...4, after: next) ?? number(of: 2...2, after: next) ?? next
  }

  private func number(of lengths: ClosedRange<Int>, after index: Int) -> Int? {
    let next = index + 1
    guard next < pieces.count, pieces[next].isNumber, lengths.contains(pieces[next].length),
      isNear(index)
    else { return nil }
    return next
  }

  /// Goes on to the letters that touch a number (`3rd`).
  private func skipOrdinal(_ index: inout Int) {
    let next = index + 1
    if next < pieces.count, !pieces[next].isNumber, pieces[next].start == pieces[index].end {
      index = next
    }
  }

  private func word(_ word: String, after index: Int) -> Bool {
    index + 1 < pieces.count
      && text[pieces[index + 1].start..<pieces[index + 1].end].elementsEqual(word.utf8)
  }

  private func isNear(_ index: Int) -> Bool {
    pieces[index + 1].start - pieces[index].end <= 3
  }
}

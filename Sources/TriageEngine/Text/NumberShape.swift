/// What a run of digits and the signs between them is: an amount, a date, a phone number, or a
/// plain number.
///
/// Shapes as written in the United States: `900-55-5555` is a Social Security number (or an ITIN),
/// `800-555-0100`, `(800) 555-0100` or ten digits a phone number, `4/15/2025`, `4-15-25` or
/// `2025-04-15` a date.
struct NumberShape {
  var symbol: Symbol
  /// Just past the last byte of the number.
  var end: Int

  /// Reads the number that begins at `start`, which is a digit.
  ///
  /// Signs after a plain number are left alone, so that `2848-a` stays a number and a letter.
  @inline(never)
  init(_ text: UnsafeBufferPointer<UInt8>, at start: Int, afterDollar: Bool) {
    // The lengths of the groups, one hexadecimal digit each: 0x334 is 800-555-0100.
    var lengths = 0
    var separators: (first: UInt8, count: Int) = (0, 0)
    var digits = 0
    var firstEnd = start
    var position = start
    while true {
      let groupStart = position
      while position < text.count, text[position].isDigit { position += 1 }
      let length = position - groupStart
      lengths = (lengths << 4 | Swift.min(length, 15)) & 0xFFFF_FFFF
      digits += length
      if groupStart == start { firstEnd = position }
      guard separators.count < 6, let next = Self.nextGroup(text, after: position) else { break }
      if separators.count == 0 { separators.first = text[position] }
      separators.count += 1
      position = next
    }
    let isAmount =
      separators.first == UInt8(ascii: ",") || separators.first == UInt8(ascii: ".")
    if afterDollar {
      (symbol, end) = (.money, isAmount ? position : firstEnd)
      return
    }
    switch (lengths, separators.first) {
    case (0x324, UInt8(ascii: "-")): (symbol, end) = (.socialSecurityNumber, position)
    case (0x334, _), (0x1334, _), (0xA, _): (symbol, end) = (.phone, position)
    case (0x112, _), (0x122, _), (0x212, _), (0x222, _), (0x114, _), (0x124, _), (0x214, _),
      (0x224, _), (0x422, _):
      (symbol, end) = isAmount ? (.digits(digits), position) : (.date, position)
    case (0x11, UInt8(ascii: "/")), (0x12, UInt8(ascii: "/")), (0x21, UInt8(ascii: "/")),
      (0x22, UInt8(ascii: "/")):
      (symbol, end) = (.date, position)
    case (_, UInt8(ascii: ",")): (symbol, end) = (.digits(digits), position)
    default: (symbol, end) = (.digits(firstEnd - start), firstEnd)
    }
  }

  /// Where the next group begins when one sign joins it to the one that ended at `position`.
  private static func nextGroup(_ text: UnsafeBufferPointer<UInt8>, after position: Int) -> Int? {
    guard position + 1 < text.count else { return nil }
    switch text[position] {
    case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: ","),
      UInt8(ascii: " "):
      // Two numbers in a row are joined only where a phone number is written with spaces.
      return text[position + 1].isDigit
        && (text[position] != UInt8(ascii: " ")
          || joinsPhone(text, at: position))
        ? position + 1 : nil
    case UInt8(ascii: ")"):
      var next = position + 1
      if text[next] == UInt8(ascii: " ") || text[next] == UInt8(ascii: "-") { next += 1 }
      return next < text.count && text[next].isDigit ? next : nil
    default: return nil
    }
  }

  /// Whether three digits stand before the space and three and four after it.
  private static func joinsPhone(_ text: UnsafeBufferPointer<UInt8>, at space: Int) -> Bool {
    func run(_ range: Range<Int>) -> Bool {
      guard range.lowerBound >= 0, range.upperBound <= text.count else { return false }
      for index in range where !text[index].isDigit { return false }
      return true
    }
    if run(space - 3..<space), run(space + 1..<space + 4), space + 8 < text.count,
      !text[space + 4].isDigit, run(space + 5..<space + 9)
    {
      return true
    }
    return run(space - 3..<space) && space >= 7 && !text[space - 4].isDigit
      && run(space - 7..<space - 4) && run(space + 1..<space + 5)
  }
}

extension UInt8 {
  @inline(__always)
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

  /// A capital letter made small, anything else as it is.
  @inline(__always)
  var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

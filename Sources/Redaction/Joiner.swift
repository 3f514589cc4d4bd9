/// What stands between two groups of digits that are one number.
enum Joiner {
  case space, dash, dot, slash, bracket

  /// The joiner that the bytes between two groups are: spaces with at most one sign among them; nil
  /// where they are something else.
  ///
  /// Spaces are those of ASCII, U+00A0, U+2000…U+200B and U+202F, dashes also U+2010…U+2015 and
  /// U+2212, which word processors put in.
  init?(_ bytes: ArraySlice<UInt8>) {
    guard 1...7 ~= bytes.count else { return nil }
    var joiner: Joiner?
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      let sign: Joiner?
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): sign = .space
      case UInt8(ascii: "-"), UInt8(ascii: "_"): sign = .dash
      case UInt8(ascii: "."): sign = .dot
      case UInt8(ascii: "/"): sign = .slash
      case UInt8(ascii: ")"), UInt8(ascii: "("): sign = .bracket
      case 0xC2 where bytes.dropFirst(index - bytes.startIndex + 1).first == 0xA0:
        sign = .space
        index += 1
      case 0xE2 where index + 2 < bytes.endIndex:
        sign = Self.typographic(bytes[index + 1], bytes[index + 2])
        index += 2
      default: sign = nil
      }
      guard let sign else { return nil }
      if sign != .space {
        // “) -” is a bracket; two signs of one kind are no joiner.
        guard joiner == nil || joiner == .space || joiner == .bracket else { return nil }
        if joiner != .bracket { joiner = sign }
      } else if joiner == nil {
        joiner = .space
      }
      index += 1
    }
    guard let joiner else { return nil }
    self = joiner
  }

  private static func typographic(_ second: UInt8, _ third: UInt8) -> Joiner? {
    switch (second, third) {
    case (0x80, 0x80...0x8B), (0x80, 0xAF): .space
    case (0x80, 0x90...0x95), (0x88, 0x92): .dash
    default: nil
    }
  }
}

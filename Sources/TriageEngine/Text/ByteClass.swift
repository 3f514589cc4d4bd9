/// UTF-8 that belongs to somebody else, for as long as a call lasts.
typealias Bytes = UnsafeBufferPointer<UInt8>

/// What a byte of UTF-8 does to the word being read.
enum ByteClass: UInt8 {
  case letter
  case digit
  /// Disappears inside a word: `can't` is `cant`.
  case apostrophe
  case separator
  case newline
  /// `.`, `?`, `!`: ends a sentence when white space or the end follows.
  case stop
  /// `,`, `;`, `:`, brackets and dashes: ends a clause.
  case clause
  /// `$`, which makes a following number an amount of money.
  case dollar
  /// `@`, which makes the surroundings an email address.
  case at
  /// The first byte of a character outside ASCII.
  case wide

  /// The class of every byte.
  static let table: [ByteClass] = (0...255).map { byte in
    switch UInt8(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "'"), UInt8(ascii: "`"): .apostrophe
    case UInt8(ascii: "\n"): .newline
    case UInt8(ascii: "."), UInt8(ascii: "?"), UInt8(ascii: "!"): .stop
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "("),
      UInt8(ascii: ")"):
      .clause
    case UInt8(ascii: "$"): .dollar
    case UInt8(ascii: "@"): .at
    case 0x80...0xFF: .wide
    default: .separator
    }
  }
}

/// FNV-1a over the folded bytes of a word, which is what words are known by while a text is read.
///
/// Source: Fowler, Noll and Vo, RFC 9923. With 64 bits, two known words never share a value
/// (the compiler of the rule set checks), and an unknown word passes for a known one less than
/// once in 10¹⁴ words.
struct WordHash: Hashable {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x100_0000_01B3
  }

  init() {}

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { add(byte) }
  }
}

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

/// What words are known by while a text is read: a hash of their folded bytes.
///
/// Takes eight bytes at a time, the first in the lowest bits, zeros where the word ends (which is why
/// zeros at the end do not count; no word has any), and folds the 128 bits of their product with a
/// constant, as wyhash does (Wang Yi, 2019; after Makarov's MUM, 2016). A word of eight letters costs
/// one multiplication, where FNV needs eight, one after another. With 64 bits, an unknown word passes
/// for one of 100,000 known ones less than once in 10¹⁴ words.
struct WordHash: Hashable {
  var value: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The hash of no word.
  static let none = WordHash(value: 0)

  init() {}

  private init(value: UInt64) {
    self.value = value
  }

  init(_ bytes: some Sequence<UInt8>) {
    if let hash = bytes.withContiguousStorageIfAvailable({ WordHash($0) }) {
      self = hash
      return
    }
    var hasher = WordHasher()
    for byte in bytes { hasher.add(byte) }
    self = hasher.hash
  }

  /// The same for bytes that lie in a row, more than one at a time.
  init(_ word: Bytes) {
    guard let base = word.baseAddress else { return }
    let bytes = UnsafeRawPointer(base)
    func load<Number: FixedWidthInteger>(_ type: Number.Type, _ offset: Int) -> UInt64 {
      UInt64(
        truncatingIfNeeded: Number(
          littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: type)))
    }
    var start = 0
    while word.count - start >= 8 {
      add(load(UInt64.self, start))
      start += 8
    }
    let rest = word.count - start
    if rest >= 4 {
      // Two halves that overlap.
      let last = load(UInt32.self, word.count - 4) << UInt64((rest - 4) * 8)
      add(load(UInt32.self, start) | last)
    } else if rest > 0 {
      let middle = load(UInt8.self, start + rest / 2) << UInt64(rest / 2 * 8)
      let last = load(UInt8.self, word.count - 1) << UInt64((rest - 1) * 8)
      add(load(UInt8.self, start) | middle | last)
    }
  }

  /// Adds eight bytes.
  @inline(__always)
  mutating func add(_ block: UInt64) {
    let product = (value ^ block).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    value = product.high ^ product.low
  }
}

/// Makes a hash byte by byte.
struct WordHasher {
  private var full = WordHash()
  private var block: UInt64 = 0
  private var shift: UInt64 = 0

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    block |= UInt64(byte) << shift
    shift += 8
    guard shift == 64 else { return }
    full.add(block)
    (block, shift) = (0, 0)
  }

  @inline(__always)
  var hash: WordHash {
    guard shift > 0 else { return full }
    var hash = full
    hash.add(block)
    return hash
  }
}

/// Eight bytes of a text in one number, the first in the lowest bits.
struct EightBytes {
  private var bytes: UInt64

  /// The bytes from `position` on, zeros past the end of the text.
  @inline(__always)
  init(_ text: Bytes, at position: Int) {
    if position + 8 <= text.count, let base = text.baseAddress {
      bytes = UInt64(
        littleEndian: UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self))
    } else {
      bytes = 0
      for index in position..<max(min(position + 8, text.count), position) {
        bytes |= UInt64(text[index]) << UInt64((index - position) * 8)
      }
    }
  }

  /// How many of them, from the first on, are letters of ASCII.
  @inline(__always)
  var letterCount: Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // In each byte, for a small letter: adding pushes `a` and what follows over 127, and what follows
    // `z` as well. No sum reaches the next byte.
    let small = (bytes | ones * 0x20) & (ones * 0x7F)
    let atLeastA = small + ones * (0x80 - UInt64(UInt8(ascii: "a")))
    let pastZ = small + ones * (0x7F - UInt64(UInt8(ascii: "z")))
    let others = ~(atLeastA & ~pastZ & ~bytes) & (ones * 0x80)
    return others.trailingZeroBitCount / 8
  }

  /// The first `count`, at most 8, of which all are letters, made small; zeros for the others.
  @inline(__always)
  func letters(_ count: Int) -> UInt64 {
    let small = bytes | 0x2020_2020_2020_2020
    return count == 8 ? small : small & ((1 << UInt64(count * 8)) - 1)
  }
}

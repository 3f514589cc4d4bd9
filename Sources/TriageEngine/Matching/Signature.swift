/// Which classes of words there are, roughly: 256 bits, one for each class by its hash.
///
/// Two sets with no bit in common have no class in common; that is known at once, and spares most
/// patterns a closer look (Bloom, 1970, with one hash).
struct Signature: Sendable, Hashable, BitwiseCopyable {
  private var a: UInt64 = 0
  private var b: UInt64 = 0
  private var c: UInt64 = 0
  private var d: UInt64 = 0

  /// Every class.
  static let all = Signature(a: .max, b: .max, c: .max, d: .max)

  private init(a: UInt64, b: UInt64, c: UInt64, d: UInt64) {
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  init() {}

  @inline(__always)
  mutating func insert(_ wordClass: UInt32) {
    let hash = (wordClass &* 0x9E37_79B1) >> 24
    let bit: UInt64 = 1 << UInt64(hash & 63)
    let word = hash >> 6
    a |= word == 0 ? bit : 0
    b |= word == 1 ? bit : 0
    c |= word == 2 ? bit : 0
    d |= word == 3 ? bit : 0
  }

  mutating func formUnion(_ other: Signature) {
    a |= other.a
    b |= other.b
    c |= other.c
    d |= other.d
  }

  @inline(__always)
  func intersects(_ other: Signature) -> Bool {
    (a & other.a) | (b & other.b) | (c & other.c) | (d & other.d) != 0
  }
}

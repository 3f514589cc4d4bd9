/// A stretch of at most 63 tokens that is looked at together: as many sentences as fit, with a token
/// that is a break between two of them, or a part of a longer sentence.
///
/// Bit i of a bitmap is the i-th token, or the place before it; there is one more place than tokens.
struct Window: BitwiseCopyable {
  /// The most tokens, so that all places are bits of one number.
  static let size = 63
  /// A longer sentence is looked at in stretches that begin so many tokens apart, so that what
  /// reaches over no more than 31 tokens is always seen.
  static let step = 32

  /// The first token, and just past the last.
  private(set) var start: Int
  private(set) var end: Int
  /// The tokens that stand between two sentences.
  private(set) var breaks: UInt64
  /// The notices, by index, that were found in it or in the window before.
  var notices: Range<Int> {
    get { noticeBounds.0..<noticeBounds.1 }
    set { noticeBounds = (newValue.lowerBound, newValue.upperBound) }
  }
  private var noticeBounds = (0, 0)
  /// Bit i is set where the tokens from i on, as many as the index says, have no break among them;
  /// up to five, which is the longest leap of `spread`.
  private var passable: (UInt64, UInt64, UInt64, UInt64, UInt64)

  init(_ start: Int, _ end: Int, breaks: UInt64 = 0) {
    self.start = start
    self.end = end
    self.breaks = breaks
    let one = ~breaks
    let two = one & one >> 1
    let three = two & one >> 2
    let four = two & two >> 2
    passable = (one, two, three, four, four & one >> 4)
  }

  var count: Int { end - start }

  /// All tokens.
  var all: UInt64 { count >= 64 ? .max : (1 << UInt64(count)) - 1 }

  /// Adds the places up to `gap` tokens, at most 12, further on in the same sentence.
  @inline(__always)
  func spread(_ places: UInt64, _ gap: UInt8) -> UInt64 {
    var places = places
    // Doubling: 1, 2, 4 places at a time, then what is left.
    if gap >= 1 { places |= (places & passable.0) << 1 }
    switch gap {
    case 0, 1: return places
    case 2: return places | (places & passable.0) << 1
    default: places |= (places & passable.1) << 2
    }
    switch gap {
    case 3: return places
    case 4: return places | (places & passable.0) << 1
    case 5: return places | (places & passable.1) << 2
    case 6: return places | (places & passable.2) << 3
    default: places |= (places & passable.3) << 4
    }
    switch gap {
    case 7: return places
    case 8: return places | (places & passable.0) << 1
    case 9: return places | (places & passable.1) << 2
    case 10: return places | (places & passable.2) << 3
    case 11: return places | (places & passable.3) << 4
    default: return places | (places & passable.4) << 5
    }
  }
}

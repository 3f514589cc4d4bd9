/// The text of a file as UTF-8, a piece at a time, whatever encoding it has.
package struct TextSource: ~Copyable {
  package enum Encoding: String, Sendable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case windows1252 = "windows-1252"
  }

  private var source: ByteSource
  private var encoding: Encoding
  private let isGuessed: Bool
  private let isBigEndian: Bool
  /// What was read and not yet decoded: less than a sign.
  private var rest: [UInt8]
  /// The first half of a sign of two in UTF-16.
  private var surrogate: UInt32?
  /// Whether bytes were met that are no UTF-8, and were taken for Windows-1252.
  package private(set) var hasOtherBytes = false
  /// Whether the text so far has the bytes of the file.
  private var isVerbatim: Bool

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - encoding: nil to tell it from the beginning: by its byte order mark; without one, UTF-16 has
  ///     zeros in its first letters. What else is no UTF-8 is taken for Windows-1252, byte by byte,
  ///     since exports are often put together from several.
  package static func open(_ path: String, _ encoding: Encoding?) throws(ByteSource.Failure)
    -> TextSource
  {
    var source = try ByteSource.open(path)
    var beginning: [UInt8] = []
    _ = try source.read(4, into: &beginning)
    return TextSource(source, beginning, encoding)
  }

  private init(_ source: consuming ByteSource, _ beginning: [UInt8], _ encoding: Encoding?) {
    self.source = source
    rest = beginning
    isGuessed = encoding == nil
    let isLittle = beginning.starts(with: [0xFF, 0xFE])
    let isBig = beginning.starts(with: [0xFE, 0xFF])
    let hasZeros = beginning.count >= 2 && (beginning[0] == 0) != (beginning[1] == 0)
    self.encoding = encoding ?? (isLittle || isBig || hasZeros ? .utf16 : .utf8)
    isVerbatim = self.encoding == .utf8
    isBigEndian = isBig || (!isLittle && beginning.first == 0)
  }

  /// What it is, for telling the user; nil where that is nothing to tell.
  package var encodingName: String? {
    hasOtherBytes ? "utf-8 and windows-1252" : encoding == .utf8 ? nil : encoding.rawValue
  }

  /// How many bytes of the file the text so far is; nil where that cannot be told.
  package var offset: Int? {
    isVerbatim ? source.offset.map { $0 - rest.count } : nil
  }

  /// Goes to a place that `offset` told earlier; false where that cannot be done.
  package mutating func seek(_ offset: Int) -> Bool {
    guard isVerbatim, source.seek(offset) else { return false }
    rest = []
    return true
  }

  /// As in `ByteSource.shareRead`.
  package var shareRead: Double? { source.shareRead }

  /// Adds the text of up to `count` bytes to `buffer`; false at the end.
  package mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(ByteSource.Failure)
    -> Bool
  {
    var piece = rest
    rest = []
    let isMore = try source.read(count, into: &piece)
    switch encoding {
    case .utf8: decodeUTF8(piece, isLast: !isMore, into: &buffer)
    case .utf16: decodeUTF16(piece, isLast: !isMore, into: &buffer)
    case .windows1252: for byte in piece { Self.append(Windows1252.scalar(byte), to: &buffer) }
    }
    return isMore
  }

  private mutating func decodeUTF8(_ piece: [UInt8], isLast: Bool, into buffer: inout [UInt8]) {
    var end = piece.count
    // A sign that the piece cuts in two waits for the next one.
    if !isLast {
      let lead = piece.suffix(3).lastIndex { $0 & 0xC0 != 0x80 }
      if let lead, piece[lead] >= 0xC0, lead + Self.length(piece[lead]) > end { end = lead }
    }
    rest = Array(piece[end...])
    let whole = piece[..<end]
    if whole.withUnsafeBufferPointer({ String(validating: $0, as: UTF8.self) != nil }) {
      buffer += whole
      return
    }
    var index = 0
    while index < end {
      let sign = whole[index..<min(index + Self.length(whole[index]), end)]
      if String(validating: sign, as: UTF8.self) != nil {
        buffer += sign
        index += sign.count
      } else {
        hasOtherBytes = hasOtherBytes || isGuessed
        isVerbatim = false
        Self.append(isGuessed ? Windows1252.scalar(whole[index]) : "\u{FFFD}", to: &buffer)
        index += 1
      }
    }
  }

  /// How many bytes a sign has that begins so.
  private static func length(_ lead: UInt8) -> Int {
    lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  private mutating func decodeUTF16(_ piece: [UInt8], isLast: Bool, into buffer: inout [UInt8]) {
    let end = piece.count & ~1
    rest = isLast ? [] : Array(piece[end...])
    for index in stride(from: 0, to: end, by: 2) {
      let (first, second) = (UInt32(piece[index]), UInt32(piece[index + 1]))
      let unit = isBigEndian ? first << 8 | second : second << 8 | first
      if let high = surrogate {
        surrogate = nil
        if 0xDC00..<0xE000 ~= unit {
          let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (unit - 0xDC00))
          Self.append(scalar ?? "\u{FFFD}", to: &buffer)
          continue
        }
        Self.append("\u{FFFD}", to: &buffer)
      }
      if 0xD800..<0xDC00 ~= unit {
        surrogate = unit
      } else {
        Self.append(Unicode.Scalar(unit) ?? "\u{FFFD}", to: &buffer)
      }
    }
    if isLast, surrogate != nil || end < piece.count { Self.append("\u{FFFD}", to: &buffer) }
  }

  @inline(__always)
  private static func append(_ scalar: Unicode.Scalar, to buffer: inout [UInt8]) {
    if let bytes = UTF8.encode(scalar) { buffer.append(contentsOf: bytes) }
  }
}

/// Windows-1252, as the WHATWG defines it (<https://encoding.spec.whatwg.org/#windows-1252>).
enum Windows1252 {
  private static let upper = Array(
    "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ".unicodeScalars)

  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    0x80..<0xA0 ~= byte ? upper[Int(byte) - 0x80] : Unicode.Scalar(byte)
  }
}

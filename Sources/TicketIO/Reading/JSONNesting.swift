/// How deep a place lies in JSON, byte by byte.
struct JSONNesting {
  private(set) var braces = 0
  private(set) var brackets = 0
  private(set) var isInString = false
  private var isEscaped = false

  var depth: Int { braces + brackets }

  /// Goes past a byte.
  @inline(__always)
  mutating func pass(_ byte: UInt8) {
    if isEscaped {
      isEscaped = false
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInString.toggle()
    case UInt8(ascii: "\\"): isEscaped = isInString
    case UInt8(ascii: "{") where !isInString: braces += 1
    case UInt8(ascii: "}") where !isInString: braces -= 1
    case UInt8(ascii: "[") where !isInString: brackets += 1
    case UInt8(ascii: "]") where !isInString: brackets -= 1
    default: break
    }
  }
}

/// Tells quickly that a message has none of the parts that are left out, which holds for most tickets.
enum PartOpenings {
  /// The first three bytes, as small letters, of every line that can begin one.
  private static let openings: [UInt32] = [
    "on ", "fro", "beg", "sen", "get", "tha", "thx", "man", "bes", "kin", "war", "reg", "sin",
    "che", "res", "you", "con", "dis", "thi", "the", "not", "cau", "imp", "pri",
  ].map { (opening: String) in opening.utf8.reduce(0) { $0 << 8 | UInt32($1) } }

  /// Whether any line of a message of several begins like such a part.
  static func stand(in message: [UInt8]) -> Bool {
    message.withUnsafeBufferPointer { message in
      guard var index = message.firstIndex(of: UInt8(ascii: "\n")) else { return false }
      if opens(message[...]) { return true }
      while index < message.count {
        if message[index] == UInt8(ascii: "\n"), opens(message[(index + 1)...]) { return true }
        index += 1
      }
      return false
    }
  }

  private static func opens(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let line = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    switch line.first {
    case UInt8(ascii: ">"), UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "_"), 0xC2:
      return true
    default:
      let opening = line.prefix(3).reduce(UInt32(0)) { $0 << 8 | UInt32($1 | 0x20) }
      return openings.contains(opening)
    }
  }
}

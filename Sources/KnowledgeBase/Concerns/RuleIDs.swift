internal import TriageEngine

extension [Rule] {
  /// Names each rule after its owner and a hash of what it says.
  ///
  /// Four digits of the hash do as a rule. Where the first four of several rules are the same, each of
  /// these gets all eight: an id that two rules could have had is then the id of neither, and what was
  /// fitted to one is never read as the other's. Only rules that say the same share an id.
  mutating func setIDs(of owner: String) {
    let hashes = map { Fingerprint(of: $0.condition).digits }
    let sharers = Dictionary(hashes.map { ($0.prefix(4), 1) }, uniquingKeysWith: +)
    for (index, hash) in zip(indices, hashes) {
      let digits = sharers[hash.prefix(4)] == 1 ? hash.prefix(4) : hash[...]
      self[index].id = owner + "/" + digits
    }
  }
}

/// A hash of what a rule says, spaces aside.
private struct Fingerprint {
  private var value: UInt32 = 0x811C_9DC5

  init(of condition: Condition) { add(condition) }

  /// Eight hexadecimal digits, of which the first four already hang on all bits.
  var digits: String {
    let folded = (value ^ value << 16) & 0xFFFF_0000 | value & 0xFFFF
    let digits = String(folded, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// FNV-1a of 32 bits (RFC 9923), over the text without its white space.
  private mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      for byte in bytes where byte > UInt8(ascii: " ") {
        value = (value ^ UInt32(byte)) &* 0x0100_0193
      }
    }
    value = (value ^ 0x0A) &* 0x0100_0193
  }

  private mutating func add(_ condition: Condition) {
    switch condition {
    case .match(let pattern): add(pattern.text)
    case .all(let parts): add("all(", parts)
    case .any(let parts): add("any(", parts)
    case .unless(let part): add("unless(", [part])
    }
  }

  private mutating func add(_ name: String, _ parts: [Condition]) {
    add(name)
    for part in parts { add(part) }
    add(")")
  }
}

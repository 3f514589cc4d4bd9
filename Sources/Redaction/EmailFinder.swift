/// Finds email addresses: the common part of RFC 5322, `name@host.domain`, and what people make of
/// it (`name @ host.com`, `name@host`).
struct EmailFinder {
  private let text: [UInt8]

  init(_ text: [UInt8]) {
    self.text = text
  }

  func find() -> [PersonalData] {
    var found: [PersonalData] = []
    // Signs before this place belong to what stands before the last @, so that none is read twice.
    var floor = 0
    for sign in text.indices where text[sign] == UInt8(ascii: "@") {
      if let bytes = address(around: sign, from: floor) {
        found.append(PersonalData(kind: .email, bytes: bytes))
        floor = bytes.upperBound
      }
      floor = max(floor, sign + 1)
    }
    return found
  }

  private func address(around sign: Int, from floor: Int) -> Range<Int>? {
    guard floor <= sign else { return nil }
    let isSpaced = has(UInt8(ascii: " "), at: sign - 1) || has(UInt8(ascii: " "), at: sign + 1)
    let nameEnd = has(UInt8(ascii: " "), at: sign - 1) ? sign - 1 : sign
    var start = nameEnd
    while start > floor, Self.isName(text[start - 1]) { start -= 1 }
    // A stop, a dash or an apostrophe before a name belongs to the sentence.
    while start < nameEnd, Self.isMark(text[start]) { start += 1 }
    let hostStart = has(UInt8(ascii: " "), at: sign + 1) ? sign + 2 : sign + 1
    var end = hostStart
    while end < text.count, Self.isHost(text[end]) { end += 1 }
    while end > hostStart, Self.isMark(text[end - 1]) { end -= 1 }
    guard start < nameEnd, end - hostStart >= 2 else { return nil }
    // “Sign in @ id.me” has the shape of an address with spaces; only the usual domains count there.
    if isSpaced, !hasUsualDomain(hostStart..<end) { return nil }
    return start..<end
  }

  private func has(_ byte: UInt8, at index: Int) -> Bool {
    text.indices.contains(index) && text[index] == byte
  }

  private func hasUsualDomain(_ host: Range<Int>) -> Bool {
    guard let dot = text[host].lastIndex(of: UInt8(ascii: ".")) else { return false }
    let domain = String(decoding: text[(dot + 1)..<host.upperBound], as: UTF8.self).lowercased()
    return ["com", "net", "org", "edu"].contains(domain)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    isHost(byte) || "_%+'&*!#$=~".utf8.contains(byte)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    byte.isDigit || byte.isLetter || byte >= 0x80 || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: "-")
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    ".-'*!#=&".utf8.contains(byte)
  }
}

/// Takes personal data out of texts before they are shown, logged or written.
///
/// Found are Social Security numbers and the other numbers of taxpayers, cards, phone numbers, email
/// addresses, dates of birth, numbers of bank accounts, and IP PINs. What has a shape of its own
/// (`900-12-3456`, a card that passes Luhn's check) is found by it; what could be any number only
/// next to its word: nine digits after “social”, a date after “born”, six digits after “PIN”. So
/// numbers of forms and notices, years, amounts and codes stay.
///
/// Numbers of phones that are published stay too: whoever makes a redaction names them.
///
/// A text is read twice from front to back, and around a number at most a few words are looked at,
/// so that the time grows with the length and with nothing else. Regular expressions would need one
/// pass a kind, and could not tell which word stands nearest.
package struct Redaction: Sendable {
  /// The last ten digits, as values from 0 to 9, of numbers that stay.
  private let published: Set<[UInt8]>

  /// - Parameter phones: numbers that are published, written in any way.
  package init(keeping phones: some Sequence<String>) {
    published = Set(
      phones.map { phone in
        phone.utf8.filter(\.isDigit).map { $0 &- UInt8(ascii: "0") }.suffix(10)
      }.map(Array.init))
  }

  /// The personal data in a text, in its order; no two overlap.
  package func personalData(in text: [UInt8]) -> [PersonalData] {
    // Each kind has a digit or an @ in it.
    guard text.contains(where: { $0 == UInt8(ascii: "@") || $0.isDigit }) else {
      return []
    }
    let emails = EmailFinder(text).find()
    var finder = NumberFinder(text, published: published, emails: emails)
    return (emails + finder.find()).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  /// The text with a label in the place of everything personal.
  package func redacted(_ text: String) -> String {
    RedactedText(Array(text.utf8), self).text
  }
}

/// A text whose personal data is known, so that parts of it can be shown. What is personal is told by
/// the whole text: its word may stand outside the part.
package struct RedactedText: Sendable {
  private let bytes: [UInt8]
  private let personal: [PersonalData]

  package init(_ bytes: [UInt8], _ redaction: Redaction) {
    self.bytes = bytes
    personal = redaction.personalData(in: bytes)
  }

  /// All of it, with labels.
  package var text: String { self[bytes.indices] }

  /// A part, with a label for what is personal in it, also where only some of that lies inside.
  package subscript(part: Range<Int>) -> String {
    var result: [UInt8] = []
    var position = part.lowerBound
    for found in personal where found.bytes.overlaps(part) {
      if found.bytes.lowerBound > position {
        result += bytes[position..<found.bytes.lowerBound]
      }
      result += found.kind.label.utf8
      position = min(found.bytes.upperBound, part.upperBound)
    }
    result += bytes[position..<part.upperBound]
    return String(decoding: result, as: UTF8.self)
  }
}

/// The check digits of numbers.
enum Checksum {
  /// Whether digits pass the check of cards (ISO/IEC 7812-1, annex B, known as Luhn's): from the
  /// right, every second digit is doubled, and the digits of all add up to a multiple of ten.
  static func isCard(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, digit) in digits.reversed().enumerated() {
      let value = Int(digit) << (place & 1)
      sum += value > 9 ? value - 9 : value
    }
    return sum % 10 == 0
  }

  /// Whether nine digits pass the check of the American Bankers Association's routing numbers:
  /// weighed by 3, 7 and 1 in turn they add up to a multiple of ten.
  static func isRouting(_ digits: [UInt8]) -> Bool {
    guard digits.count == 9, digits.contains(where: { $0 != 0 }) else { return false }
    let weights = [3, 7, 1]
    let sum = digits.enumerated().reduce(0) { $0 + Int($1.element) * weights[$1.offset % 3] }
    return sum % 10 == 0
  }

  /// Whether a card of some scheme begins so and has that length (ISO/IEC 7812-1: Visa, Mastercard,
  /// American Express, Discover, Diners Club, JCB, UnionPay).
  static func isCardShape(_ digits: [UInt8]) -> Bool {
    guard digits.count >= 13 else { return false }
    let prefix = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    return switch prefix {
    case 4000...4999: [13, 16, 19].contains(digits.count)
    case 5100...5599, 2221...2720, 3528...3589: digits.count == 16
    case 3400...3499, 3700...3799: digits.count == 15
    case 3000...3059, 3600...3699, 3800...3999: digits.count == 14
    case 6011, 6200...6299, 6440...6599: 16...19 ~= digits.count
    default: false
    }
  }
}

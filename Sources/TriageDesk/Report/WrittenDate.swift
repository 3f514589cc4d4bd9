/// The day in a date as an export writes it; the time and its zone are left aside.
///
/// Read are ISO 8601, with `/` too (`2026-03-05T…`, `2026/03/05`, `20260305`); months by their English
/// names (`5/Mar/26`, `Mar 5, 2026`); day, month and year with dots; Unix seconds and milliseconds,
/// in UTC; and `3/5/2026`, of which only other dates tell whether the month comes first.
package enum WrittenDate: Sendable, Hashable, Codable {
  case day(CalendarDay)
  /// Two numbers, of which one is the day and one the month, and the year.
  case either(Int, Int, year: Int)

  package init?(_ text: String) {
    let tokens = Self.tokens(text)
    guard let first = tokens.first else { return nil }
    if tokens.count == 1 || first.text.count >= 8 {
      guard let day = Self.single(first.text) else { return nil }
      self = .day(day)
      return
    }
    if let date = Self.named(tokens) ?? Self.numbers(tokens) { self = date } else { return nil }
  }

  private struct Token {
    var text: Substring
    /// What stands before it.
    var separator: Character?

    var number: Int? { text.count <= 4 ? Int(text) : nil }
  }

  /// The first runs of letters or digits.
  private static func tokens(_ text: String) -> [Token] {
    var tokens: [Token] = []
    var rest = text.prefix(40)
    var separator: Character?
    while tokens.count < 4, let first = rest.first {
      let isDigit = isDigit(first)
      let run = rest.prefix { isDigit ? Self.isDigit($0) : $0.isLetter }
      if run.isEmpty {
        separator = first
        rest = rest.dropFirst()
      } else {
        tokens.append(Token(text: run, separator: separator))
        rest = rest.dropFirst(run.count)
        separator = nil
      }
    }
    return tokens
  }

  private static func isDigit(_ character: Character) -> Bool {
    "0"..."9" ~= character
  }

  /// A day in one run of digits.
  private static func single(_ text: Substring) -> CalendarDay? {
    guard let value = Int(text) else { return nil }
    switch text.count {
    case 8:
      return calendarDay(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    case 9, 10: return CalendarDay(secondsSince1970: value)
    case 13: return CalendarDay(secondsSince1970: value / 1_000)
    default: return nil
    }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// A date with the name of its month; the name of the weekday may come first.
  private static func named(_ tokens: [Token]) -> WrittenDate? {
    let names = tokens.prefix(3).enumerated()
    for (index, token) in names {
      guard let month = months.firstIndex(where: { token.text.lowercased().hasPrefix($0) }) else {
        continue
      }
      let isDayFirst = index > 0 && tokens[index - 1].number != nil
      let after = tokens[(index + 1)...].prefix(2).map(\.number)
      let day = isDayFirst ? tokens[index - 1].number : after.first ?? nil
      let year = isDayFirst ? after.first ?? nil : after.dropFirst().first ?? nil
      guard let day, let year else { return nil }
      return calendarDay(year: full(year), month: month + 1, day: day).map { .day($0) }
    }
    return nil
  }

  private static func numbers(_ tokens: [Token]) -> WrittenDate? {
    guard tokens.count >= 3, let a = tokens[0].number, let b = tokens[1].number,
      let c = tokens[2].number
    else { return nil }
    if tokens[0].text.count == 4 {
      return calendarDay(year: a, month: b, day: c).map { .day($0) }
    }
    guard tokens[2].text.count == 4 || tokens[2].text.count == 2 else { return nil }
    let year = full(c)
    let dayFirst = calendarDay(year: year, month: b, day: a)
    let monthFirst = calendarDay(year: year, month: a, day: b)
    if tokens[1].separator == "." { return dayFirst.map { .day($0) } }
    guard dayFirst != nil || monthFirst != nil else { return nil }
    return .either(a, b, year: year)
  }

  /// Tickets are from no other years.
  private static func calendarDay(year: Int, month: Int, day: Int) -> CalendarDay? {
    1970..<2100 ~= year ? CalendarDay(year: year, month: month, day: day) : nil
  }

  private static func full(_ year: Int) -> Int {
    year < 70 ? 2000 + year : year < 100 ? 1900 + year : year
  }
}

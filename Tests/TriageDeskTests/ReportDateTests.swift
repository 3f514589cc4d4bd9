import Foundation
import Testing
import TriageDesk
import TriageTestSupport

@Suite struct ReportDateTests {
  @Test(arguments: 0..<50)
  func daysAreThoseOfTheCalendar(_ seed: Int) throws {
    var random = SplitMix64(seed: seed)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let number = Int.random(in: 0..<47_482, using: &random)
    let date = Date(timeIntervalSince1970: Double(number) * 86_400)
    let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
    let day = CalendarDay(number: number)
    #expect([day.year, day.month, day.day] == [parts.year, parts.month, parts.day])
    #expect(day.weekday == ((parts.weekday ?? 0) + 5) % 7)
    #expect(day.number == number)
    #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
  }

  @Test(arguments: [
    (2025, 2, 29), (2025, 4, 31), (2025, 13, 1), (2025, 0, 1),
  ])
  func noSuchDay(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CalendarDay(year: year, month: month, day: day) == nil)
  }

  @Test(arguments: [
    ("2026-03-05T10:11:12Z", "2026-03-05"), ("2026-03-05 10:11:12", "2026-03-05"),
    ("2026/3/5", "2026-03-05"), ("20260305T101112Z", "2026-03-05"), ("2026-03-05", "2026-03-05"),
    ("5/Mar/26 10:15 AM", "2026-03-05"), ("24/Feb/21 10:15 AM", "2021-02-24"),
    ("Thu, 5 Mar 2026 10:11:12 +0000", "2026-03-05"), ("March 5, 2026", "2026-03-05"),
    ("5.3.2026 10:11", "2026-03-05"), ("05.03.26", "2026-03-05"), ("1772704800", "2026-03-05"),
    ("1772704800123", "2026-03-05"), ("2024-02-29", "2024-02-29"),
  ])
  func datesAsExportsWriteThem(_ text: String, _ wanted: String) throws {
    guard case .day(let day) = try #require(WrittenDate(text)) else {
      Issue.record("\(text) was left open")
      return
    }
    #expect(day.description == wanted)
  }

  @Test(arguments: [
    "", "yesterday", "2026", "2026-02-30", "13/13/2026", "5/3", "-", "99999999", "Mar",
    "March 2026",
    "5 Mar", "1969-01-01", "2100-01-01", "////", "00000000000000000000000000001", "١٢/٣/٢٠٢٦",
    "ticket 5 of 7",
  ])
  func whatIsNoDate(_ text: String) {
    #expect(WrittenDate(text) == nil)
  }

  @Test func openDatesAreOpen() {
    #expect(WrittenDate("3/5/2026") == .either(3, 5, year: 2026))
    #expect(WrittenDate("12-31-26 10:00") == .either(12, 31, year: 2026))
  }
}

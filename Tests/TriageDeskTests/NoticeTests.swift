import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport

/// Notices and letters of the shipped knowledge base, in the spellings that people use.
@Suite struct NoticeTests {
  private static let desk = try? TriageDesk(folder: Repository.knowledge)

  static let numbers = desk?.knowledge.notices.map(\.number) ?? []

  private func notice(_ question: String) throws -> String? {
    try #require(Self.desk).reply(to: question).notice?.number
  }

  @Test func allAreThere() {
    #expect(Self.numbers.count == 102)
    #expect(Set(Self.numbers).count == Self.numbers.count)
  }

  /// A number taken apart: letters before, digits, letters after.
  private static func parts(_ number: String) -> (front: String, digits: String, back: String) {
    let front = number.prefix { $0.isLetter }
    let digits = number.dropFirst(front.count).prefix { $0.isNumber }
    let back = number.dropFirst(front.count + digits.count).filter(\.isLetter)
    return (String(front), String(digits), String(back))
  }

  /// `CP14` as `c p 14`, `12C` as `form letter 12 c`.
  private static func spellings(_ number: String) -> [String] {
    let (front, digits, back) = parts(number)
    var spellings: [String] = []
    for end in Set([back, back.lowercased(), " " + back, "-" + back]) where back != "" || end == ""
    {
      if front.isEmpty {
        spellings += [
          "Letter ", "LTR ", "ltr", "form letter ", "letter number ", "letter no ", "Letter #",
        ].map {
          $0 + digits + end
        }
        if !back.isEmpty { spellings.append(digits + end + " letter") }
      } else {
        let spaced = front.map(String.init).joined(separator: " ")
        spellings += [
          front, front.lowercased(), front + " ", front.lowercased() + "-", spaced + " ",
          "notice " + front, "notice " + front.lowercased() + "-", "Notice " + front + " ",
        ].map { $0 + digits + end }
        spellings.append(front.lowercased() + digits + end + " notice")
      }
    }
    return back.isEmpty ? Array(Set(spellings)) : spellings.filter { $0 != digits }
  }

  @Test(arguments: numbers)
  func isRecognisedInAnySpelling(_ number: String) throws {
    for spelling in Self.spellings(number) {
      for question in [
        "I got \(spelling) in the mail, what does it mean?",
        "\(spelling.uppercased()) FROM THE IRS. NOW WHAT", "cust rcvd \(spelling) yesterday",
      ] {
        #expect(try notice(question) == number, "\(question)")
      }
    }
  }

  @Test(arguments: [
    ("my cp-2000 says I owe", "CP2000"), ("LTR 4883C came", "4883C"), ("letter 5071 c", "5071C"),
    ("notice lt11", "LT11"), ("form letter 12C", "12C"), ("a C P 14 in the mail", "CP14"),
    ("cp 5071f", "CP5071"), ("the 566b letter", "566-B"), ("ltr 566 j", "566-J"),
    ("a letter 566", "566"), ("a 566 letter", "566"), ("letter 566-L", "566-L"),
    ("CP5071C", "CP5071"), ("CP508", "CP508C"), ("the 5071c", "5071C"), ("a 5747", "5747C"),
    ("a 5747-c, it says", "5747C"), ("4883c", "4883C"),
    ("a 1058 letter and a cp 504", "1058"), ("3219-C", "3219"), ("cp1a", "CP01A"),
    ("letter no. 4883C", "4883C"), ("Letter No. 5071C", "5071C"),
    ("cp 05", "CP05"), ("cp 5", "CP05"), ("CP565A", "CP565"),
  ])
  func isRecognised(_ text: String, _ number: String) throws {
    #expect(try notice("What about \(text)?") == number)
  }

  @Test(arguments: [
    "Where is my 1099 for 2023?", "How do I file form 2848 and form 8821?",
    "I sent a 4506-T last week",
    "my W-2 from 2023 is missing", "I owe $2,000 and paid 525 dollars", "refund of 4883 dollars",
    "call me at 801-555-1058", "tax year 2022 and 2023", "form 1040 line 12", "1040-X from 2021",
    "I waited 566 days", "form 8888 and 8379", "my pin is 5071", "apartment 915, zip 63301",
    "Form 12153 hearing", "code 570 and 971 on my transcript",
    "cp time is 14 minutes", "form 4868 extension", "it is 3219 miles away", "error code 1058",
    "schedule C line 12", "1862 was a good year", "2194", "I made 4464 last month",
    "Form W-7 and W-9", "941 for 2024", "1095-A", "on 12/14/2023", "SSN 900-12-1058",
  ])
  func isNoNotice(_ text: String) throws {
    #expect(try notice(text) == nil)
  }

  /// The identity series leads to verifying a return, whatever else is said.
  @Test(arguments: ["4883C", "5071C", "5447C", "5747C", "CP5071", "6330C", "6331C"])
  func theIdentitySeriesLeadsToVerifyingAReturn(_ number: String) throws {
    let desk = try #require(Self.desk)
    let notice = try #require(desk.knowledge.notices.first { $0.number == number })
    #expect(notice.concern == "irs/verify-return")
    let name = number.hasPrefix("CP") ? "notice \(number)" : "letter \(number)"
    #expect(
      desk.reply(to: "I received \(name) today. What do I do?").concern.id == "irs/verify-return")
  }
}

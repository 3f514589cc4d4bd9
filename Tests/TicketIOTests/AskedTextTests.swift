import Testing
import TriageTestSupport

@testable import TicketIO

@Suite struct AskedTextTests {
  private func asked(_ message: String) -> (words: [String], kinds: [String], lines: [Int]) {
    let text = AskedText(message)
    let words = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    return (words, text.leftOut.map(\.kind.rawValue), text.leftOut.map(\.line))
  }

  static let mails: [(String, [String], [String], [Int])] = [
    (
      "Still locked out.\n\nOn Mon, Jan 5, 2026 at 9:12 AM Support <help@example.org> wrote:\n> Verify your identity.\n> Thanks",
      ["Still locked out."], ["quoted reply"], [3]
    ),
    (
      "On Jan 5, 2026, at 9:12, Support <help@example.org>\nwrote:\n\n> Did the code come?\n\nNo, it never came.",
      ["No, it never came."], ["quoted reply", "quoted reply"], [1, 4]
    ),
    (
      "No code yet\n\n-----Original Message-----\nFrom: Support\nSent: Monday\nTo: Jane\nSubject: Your refund\n\nYour refund was sent",
      ["No code yet"], ["quoted reply"], [3]
    ),
    (
      "Where is my refund?\r\n\r\nFrom: Support <help@example.org>\r\nSent: Monday\r\nTo: Jane\r\nSubject: code\r\n\r\nOld words",
      ["Where is my refund?\r\n\r\n"], ["quoted reply"], [3]
    ),
    (
      "FYI\n---------- Forwarded message ---------\nFrom: Jane <jane@example.org>\nDate: Mon, Jan 5\nSubject: locked out\nTo: <desk@example.org>\n\nI can't sign in to ID.me",
      ["FYI", "Subject: locked out", "I can't sign in to ID.me"],
      ["forwarded header", "forwarded header"], [2, 6]
    ),
    (
      "I never got the code.\n\nThanks,\nJane Doe\nTax Preparer\n(555) 555-0100\njane@example.org",
      ["I never got the code."], ["signature"], [3]
    ),
    (
      "Where is my refund\n-- \nJane\nRefund Solutions LLC", ["Where is my refund"], ["signature"],
      [2]
    ),
    ("can't verify\nSent from my iPhone", ["can't verify"], ["signature"], [2]),
    (
      "Refund?\n\nThis email is confidential and intended only for the named recipient.\nDelete it if it came in error.",
      ["Refund?"], ["disclaimer"], [3]
    ),
  ]

  @Test(arguments: mails)
  func whatOthersAddedIsLeftOut(
    _ message: String, _ words: [String], _ kinds: [String], _ lines: [Int]
  ) {
    let found = asked(message)
    #expect(found.words == words)
    #expect(found.kinds == kinds)
    #expect(found.lines == lines)
  }

  /// What the person says stays, whatever it looks like.
  @Test(arguments: [
    "Thanks,\nalso please reset my password", "Hi\nThanks\nI NEED MY TRANSCRIPT",
    "On Monday I wrote:\nwhere is my refund", "> where is my refund", "> one\n> two",
    "Go to\n> Settings\nand it fails", "Sent from my iPhone", "--\nJane", "a\n\nb\nc",
    "From: the IRS\nI got a letter", "This message is confidential?\nIt says so",
    "This email says my account is locked\nis it you", "\n\n\n", "-- \n-- \n",
    "-----Original Message-----", "Dear all\nOn 3 May she wrote:", "Thanks,\nWhere Is My Refund?",
    "FYI\n", "my question\n--\nand\nmore", "",
  ])
  func theAskersWordsStay(_ message: String) {
    let text = AskedText(message)
    let isDivided = message.hasSuffix("more")
    #expect(isDivided || text.bytes == Array(message.utf8))
  }

  private static let pieces = [
    "On Jan 5, 2026, Jo wrote:", "> quoted", "> more", "", "-- ", "Thanks,", "Jane Doe",
    "where is my refund", "Sent from my iPad", "-----Original Message-----", "From: Jo",
    "Sent: Monday", "To: Al", "Subject: code", "FYI", "caf\u{E9} \u{1F600}", "\r", "(555) 555-0100",
    "This email is confidential and privileged.",
  ]

  /// Whatever stays stands where it stood, what is left out is told, and something always stays.
  @Test(arguments: 0..<300)
  func placesStay(_ seed: Int) {
    var random = SplitMix64(seed: seed)
    let count = Int(random.next() % 12) + 1
    let chosen = (0..<count).map { _ in Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
    }
    let message = Array(chosen.joined(separator: "\n").utf8)
    let text = AskedText([message])
    #expect(text.bytes.count <= message.count)
    for (index, byte) in text.bytes.enumerated() where byte != message[index] {
      #expect(byte == UInt8(ascii: "\n"))
      #expect(text.leftOut.contains { $0.range.contains(index) })
    }
    let dropped = message[text.bytes.count...].indices.filter { message[$0] > 0x20 }
    for index in dropped { #expect(text.leftOut.contains { $0.range.contains(index) }) }
    let hadWords = message.contains(where: MessageParts.isWordByte)
    #expect(!hadWords || text.bytes.contains(where: MessageParts.isWordByte))
    #expect(!text.leftOut.isEmpty || text.bytes == message)
  }

  // MARK: Subject and message

  @Test func aHeaderIsOneWhereItBeginsAPart() {
    let forwarded = """
      ---------- Forwarded message ---------
      From: Jane <jane@example.org>
      Subject: locked out
      To: <desk@example.org>

      I can't sign in
      """
    let text = AskedText([Array("Fwd: locked out".utf8), Array(forwarded.utf8)])
    let words = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
    #expect(words == ["Fwd: locked out", "Subject: locked out", "I can't sign in"])
    #expect(text.leftOut.map(\.line) == [1, 4])
    for omission in text.leftOut {
      let left = String(decoding: text.message[text.place(of: omission.range)], as: UTF8.self)
      #expect(left.hasPrefix("------") || left.hasPrefix("To: "))
    }
  }

  @Test func partsAreReadEachForItself() {
    let parts = ["a < b", "<p>I can&rsquo;t <b>sign</b> in</p>\n-- \nJo Doe", "R&D"]
    let text = AskedText(parts.map { Array($0.utf8) })
    let words = String(decoding: text.bytes, as: UTF8.self).split(separator: "\n")
    #expect(words == ["a < b", "I can’t sign in", "R&D"])
    #expect(text.message == Array(parts.joined(separator: "\n\n").utf8))
    #expect(text.leftOut.map(\.kind) == [.signature])
  }

  /// Words between markup, each in its place.
  @Test(arguments: 0..<100)
  func everyWordIsFoundInTheMessage(_ seed: Int) throws {
    var random = SplitMix64(seed: seed)
    let between = [
      " ", "<b>", "</b>", "<br>", "&nbsp;", " &amp; ", "<p class=\"x\">", "</p>\n", " &#8217; ",
      "<!-- no -->", "&unknown;", " < ", "é", "\u{1}", "😀 ", "<style>p{}</style>", "\r\n",
      String(repeating: "long ", count: 300),
    ]
    var parts: [[UInt8]] = []
    var number = 0
    for _ in 0..<(1 + Int(random.next() % 3)) {
      var part = random.next() % 2 == 0 ? "" : "\u{FEFF}"
      for _ in 0..<(1 + Int(random.next() % 12)) {
        number += 1
        part += between[Int(random.next() % UInt64(between.count))] + " word\(number)x "
      }
      parts.append(Array(part.utf8))
    }
    let text = AskedText(parts)
    var start = 0
    for word in 1...number {
      let wanted = Array("word\(word)x".utf8)
      start = try #require(
        text.bytes.indices[start...].first { text.bytes[$0...].starts(with: wanted) },
        "seed \(seed), word \(word)")
      let place = text.place(of: start..<start + wanted.count)
      #expect(Array(text.message[place]) == wanted, "seed \(seed), word \(word)")
    }
  }
}

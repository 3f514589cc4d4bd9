import Testing
import TriageTestSupport

@testable import TicketIO

@Suite struct TicketReaderTests {
  /// Everything that a file gives.
  private func entries(
    _ text: String, _ options: TicketReader.Options = TicketReader.Options()
  ) throws -> [Entry] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "export")
    return try entries(of: folder, options)
  }

  private func entries(
    _ bytes: [UInt8], _ options: TicketReader.Options = TicketReader.Options()
  ) throws -> [Entry] {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "export")
    return try entries(of: folder, options)
  }

  private func entries(of folder: TemporaryFolder, _ options: TicketReader.Options) throws
    -> [Entry]
  {
    var reader = try TicketReader.open(folder.path + "/export", options)
    var entries: [Entry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
  }

  private func tickets(_ text: String) throws -> [String] {
    try entries(text).map(shown)
  }

  private func shown(_ entry: Entry) -> String {
    switch entry {
    case .ticket(let ticket): ticket.id + "=" + ticket.wording
    case .reject(let reject): "!\(reject.line)"
    }
  }

  private static func utf16(_ text: String, isBigEndian: Bool = false) -> [UInt8] {
    var bytes: [UInt8] = []
    for unit in text.utf16 {
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      bytes += isBigEndian ? [high, low] : [low, high]
    }
    return bytes
  }

  @Test(arguments: [
    utf16("\u{FEFF}id;text\n1;don’t 😀\n"),
    utf16("\u{FEFF}id;text\n1;don’t 😀\n", isBigEndian: true),
    utf16("id;text\n1;don’t 😀\n"),
    Array("id;text\n1;don’t 😀\n".utf8),
  ])
  func encodingsAreTold(_ bytes: [UInt8]) throws {
    #expect(try entries(bytes).map(shown) == ["1=don’t 😀"])
  }

  @Test func theHeaderOfAJoinedExportIsNoTicket() throws {
    let export = "id,text\n1,flat tire\nid,text\n2,loan\n\"id\",text\n"
    #expect(try tickets(export) == ["1=flat tire", "2=loan", "id=text"])
  }

  @Test func bytesThatAreNoUTF8AreWindows1252() throws {
    var bytes = Array("id,text\n1,don".utf8)
    bytes.append(0x92)
    bytes += Array("t caf".utf8)
    bytes.append(0xE9)
    bytes += Array(" é€\n".utf8)
    #expect(try entries(bytes).map(shown) == ["1=don’t café é€"])
    let strict = try entries(bytes, TicketReader.Options(encoding: .utf8))
    #expect(strict.map(shown) == ["1=don\u{FFFD}t caf\u{FFFD} é€"])
  }

  /// A sign of several bytes is whole wherever the file is cut into pieces.
  @Test(arguments: 0..<8)
  func signsThatPiecesCutAreWhole(shift: Int) throws {
    let text = String(repeating: "x", count: shift) + String(repeating: "é€😀", count: 100_000)
    #expect(try entries("text\n\(text)").map(shown) == ["1=" + text])
    #expect(try entries(Self.utf16("\u{FEFF}text\n" + text)).map(shown) == ["1=" + text])
  }

  /// `printf 'id,text\n1,hello\n2,world\n' | gzip -n`
  private static let packed: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 203, 76, 209, 41, 73, 173, 40, 225, 50, 212, 201, 72, 205, 201,
    201, 231, 50, 210, 41, 207, 47, 202, 73, 225, 2, 0, 250, 246, 151, 162, 24, 0, 0, 0,
  ]

  @Test func gzipIsUnpacked() throws {
    #expect(try entries(Self.packed).map(shown) == ["1=hello", "2=world"])
  }

  @Test func allMembersOfGzipAreRead() throws {
    // printf '3,more\n' | gzip -n
    let more: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 51, 214, 201, 205, 47, 74, 229, 2, 0, 151, 59, 68, 217, 7, 0,
      0, 0,
    ]
    #expect(try entries(Self.packed + more).map(shown) == ["1=hello", "2=world", "3=more"])
  }

  @Test(arguments: [1, 4, 9, 20])
  func gzipThatBreaksOffIsSaid(missing: Int) throws {
    #expect(throws: TicketReader.Failure.self) {
      _ = try entries(Array(Self.packed.dropLast(missing)))
    }
  }

  @Test(arguments: [
    ("id,text\n1,hello\n2,world\n", ["1=hello", "2=world"]),
    ("\u{FEFF}id;text\r\n1;\"a;b\"\r\n", ["1=a;b"]),
    ("id\ttext\n1\tx\n", ["1=x"]),
    (
      "Ticket ID,Subject,Description\n7,\"two\nlines\",\"say \"\"no\"\"\"\n",
      ["7=two\nlines. say \"no\""]
    ),
    ("Issue key,Summary,Description\nA-1,s,d", ["A-1=s. d"]),
    ("text\n\nonly\n", ["1=only"]),
    ("id,text\n1,a,b\n2,c\n", ["!2", "2=c"]),
    ("id,text\n1,\"open\n2,b\n3,c\n", ["!2", "2=b", "3=c"]),
    (
      "{\"id\":5,\"subject\":\"s\",\"description\":\"d\"}\nnonsense\n{\"id\":\"x\",\"text\":\"t\"}\n",
      ["5=s. d", "!2", "x=t"]
    ),
    ("{\"id\":5}\n", ["!1"]),
    ("id,text\n1,bare \"quote\" inside\n", ["1=bare \"quote\" inside"]),
  ])
  func reads(_ text: String, _ wanted: [String]) throws {
    #expect(try tickets(text) == wanted)
  }

  @Test(arguments: [
    // Zendesk, wrapped and by the line.
    (
      #"{"tickets":[{"id":1,"subject":"s","description":"d","tags":["a"]},"# + "\n"
        + #"{"id":2,"subject":"a]}","comments":[{"public":false,"body":"staff"},"#
        + #"{"public":true,"plain_body":"c"}]}],"next_page":null,"count":2}"#,
      ["1=s. d", "2=a]}. c"]
    ),
    (#"{"id":9,"raw_subject":"s","comments":[{"body":"c"}]}"# + "\n", ["9=s. c"]),
    // Freshdesk
    (
      #"[{"helpdesk_ticket":{"display_id":4,"id":99,"subject":"s","description_text":"d"}}]"#,
      ["4=s. d"]
    ),
    // Intercom
    (
      #"{"conversations": [ {"id":"7","source":{"subject":"","body":"b"}} ], "pages":{}}"#,
      ["7=b"]
    ),
    // Help Scout, newest first
    (
      #"{"_embedded":{"conversations":[{"id":1,"number":8,"subject":"s","_embedded":{"threads":["#
        + #"{"type":"customer","createdAt":"2026-02","body":"later"},"#
        + #"{"type":"customer","createdAt":"2026-01","body":"first"},"#
        + #"{"type":"note","createdAt":"2025-01","body":"staff"}]}}]}}"#,
      ["8=s. first"]
    ),
    // Zammad
    (
      #"[{"number":"00012","id":3,"title":"t","articles":[{"sender":"Customer","body":"b"}]}]"#,
      ["00012=t. b"]
    ),
    // Over several lines, and without a list.
    ("{\n \"id\": 1,\n \"text\": \"x\"\n}\n{\n \"id\": 2, \"text\": \"y\"}", ["1=x", "2=y"]),
    // One that is none, one without text, and a list that breaks off.
    (
      "[{\"id\":1,\"text\":\"a\"},\nnonsense\n{\"id\":2},\n{\"id\":3,\"text",
      ["1=a", "!2", "!3", "!4"]
    ),
    ("[]", []),
  ])
  func readsHelpdeskJSON(_ text: String, _ wanted: [String]) throws {
    #expect(try tickets(text) == wanted)
  }

  @Test(arguments: ["\\", "\"", "{", "\\\"", "[", "}"])
  func jsonThatBreaksOffIsRejected(end: String) throws {
    #expect(
      try tickets("[{\"id\":1,\"text\":\"a\"},\n{\"id\":2,\"text\":\"b" + end) == ["1=a", "!2"])
  }

  @Test func jsonNestedTooDeepIsRejected() throws {
    let deep =
      String(repeating: "{\"a\":", count: 10_000) + "1" + String(repeating: "}", count: 10_000)
    #expect(try tickets("[\(deep),\n{\"id\":2,\"text\":\"b\"}]") == ["!1", "2=b"])
  }

  @Test func aRejectIsKeptWhole() throws {
    #expect(
      try entries("id,text\n1,a,b\n")
        == [
          .reject(
            Reject(reason: "it has 3 fields, the header 2", line: 2, bytes: Array("1,a,b".utf8)))
        ])
  }

  @Test func recordsLongerThanAPieceAreWhole() throws {
    let long = String(repeating: "x", count: 700_000)
    #expect(try tickets("id,text\n1,\(long)\n2,b\n") == ["1=" + long, "2=b"])
  }

  @Test func aQuoteThatNeverClosesEndsAtItsLine() throws {
    let rest = String(repeating: "2,b\n", count: 1_500_000)
    let found = try tickets("id,text\n1,\"open\n" + rest)
    #expect(found.count == 1_500_001)
    #expect(found[0] == "!2")
  }

  /// The ids of all tickets, as blocks give them.
  private func ids(
    of folder: TemporaryFolder, jobs: Int, take: ([String]) throws -> Void
  ) throws {
    var reader = try TicketReader.open(folder.path + "/export")
    let parser = reader.parser
    try reader.forEachBlock(jobs: jobs) { block in
      block.map { raw in
        if case .ticket(let ticket) = parser.entry(raw) { ticket.id } else { "!" }
      }
    } take: { ids, end in
      #expect(ids.count == end.count)
      try take(ids)
    }
  }

  @Test(arguments: [1, 2, 7])
  func blocksComeInTheOrderOfTheFile(jobs: Int) throws {
    let folder = try TemporaryFolder()
    let numbers = (0..<30_000).map(String.init)
    try folder.write("id,text\n" + numbers.map { "\($0),a\n" }.joined(), to: "export")
    var found: [String] = []
    try ids(of: folder, jobs: jobs) { found += $0 }
    #expect(found == numbers)
  }

  @Test(arguments: [1, 2, 7])
  func whatStandsBeforeABreakIsGiven(jobs: Int) throws {
    let folder = try TemporaryFolder()
    let tickets = (0..<5_000).map { "<ticket><id>\($0)</id><subject>a</subject></ticket>" }
    try folder.write("<tickets>" + tickets.joined(separator: "\n") + "\n<ticket", to: "export")
    var count = 0
    #expect(throws: TicketReader.Failure.self) {
      try ids(of: folder, jobs: jobs) { count += $0.count }
    }
    #expect(count == 5_000)
  }

  /// As when the disk is full: nothing more is taken.
  @Test(arguments: [1, 2, 7])
  func noBlockIsTakenAfterAFailure(jobs: Int) throws {
    struct Full: Error {}
    let folder = try TemporaryFolder()
    try folder.write("id,text\n" + String(repeating: "1,a\n", count: 20_000), to: "export")
    var blocks = 0
    #expect(throws: Full.self) {
      try ids(of: folder, jobs: jobs) { _ in
        blocks += 1
        if blocks == 3 { throw Full() }
      }
    }
    #expect(blocks == 3)
  }

  @Test func fieldsCanBeNamed() throws {
    let options = TicketReader.Options(idField: "b", textFields: ["c"])
    #expect(
      try entries("a,b,c\n1,2,3\n", options) == [.ticket(Ticket(id: "2", texts: [Array("3".utf8)]))]
    )
    #expect(throws: TicketReader.Failure.self) {
      _ = try entries("a,b\n", TicketReader.Options(textFields: ["zzz"]))
    }
    #expect(throws: TicketReader.Failure.self) { _ = try entries("a,b\n1,2\n") }
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@x", "\t1"])
  func formulasAreNeutralised(_ cell: String) {
    #expect(CSVText.row([cell, "b"]).hasPrefix("'"))
  }

  /// What is written is read back the same.
  @Test(arguments: 0..<50)
  func rowsComeBack(seed: Int) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("ab\",\n;é")
    let cells = (0..<5).map { _ in
      "x" + String((0..<6).map { _ in alphabet.randomElement(using: &random) ?? "a" })
    }
    let row = Array(CSVText.row(cells).utf8.dropLast(2))
    let read = CSVFields(row, separator: UInt8(ascii: ","))
    #expect(read.map { String(decoding: $0, as: UTF8.self) } == cells)
  }
}

extension Ticket {
  /// Its texts with a stop between.
  var wording: String {
    texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ". ")
  }
}

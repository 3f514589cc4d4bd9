import Foundation
import Testing
import TriageTestSupport

@testable import TicketIO

/// CSV as others write and read it.
@Suite struct CSVTests {
  /// The rows of a table, as the records and their fields give them.
  private func rows(_ text: [UInt8]) throws -> [[String]] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "table.csv")
    let records = try RecordReader(try TextSource.open(folder.path + "/table.csv", nil))
    records.separator = UInt8(ascii: ",")
    var rows: [[String]] = []
    while let record = try records.next() {
      #expect(!record.isBroken)
      rows.append(
        CSVFields(record.bytes, separator: UInt8(ascii: ",")).map {
          String(decoding: $0, as: UTF8.self)
        })
    }
    return rows
  }

  struct Table: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var rows: [[String]]
  }

  /// The cases of csv-spectrum (<https://github.com/max-mapper/csv-spectrum>), by their names.
  static let spectrum = [
    Table(
      testDescription: "comma_in_quotes", text: "who,place,zip\nAda,\"Anytown, WW\",08123\n",
      rows: [["who", "place", "zip"], ["Ada", "Anytown, WW", "08123"]]),
    Table(
      testDescription: "empty", text: "a,b,c\n1,\"\",\"\"\n2,3,4\n",
      rows: [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    Table(
      testDescription: "empty_crlf", text: "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
      rows: [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
    Table(
      testDescription: "escaped_quotes", text: "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
      rows: [["a", "b"], ["1", "ha \"ha\" ha"], ["3", "4"]]),
    Table(
      testDescription: "json",
      text: "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"x\"\": [1, 2]}\"\n",
      rows: [["key", "val"], ["1", "{\"type\": \"Point\", \"x\": [1, 2]}"]]),
    Table(
      testDescription: "location_coordinates", text: "p,q,r\n1,37°36'37.8\"N 121°2'17.9\"W,Modesto",
      rows: [["p", "q", "r"], ["1", "37°36'37.8\"N 121°2'17.9\"W", "Modesto"]]),
    Table(
      testDescription: "newlines", text: "a,b\n1,2\n\"Once upon \na time\",5\n7,8\n",
      rows: [["a", "b"], ["1", "2"], ["Once upon \na time", "5"], ["7", "8"]]),
    Table(
      testDescription: "newlines_crlf", text: "a,b\r\n1,2\r\n\"Once upon \r\na time\",5\r\n7,8\r\n",
      rows: [["a", "b"], ["1", "2"], ["Once upon \r\na time", "5"], ["7", "8"]]),
    Table(
      testDescription: "newlines_cr", text: "a,b\r1,2\r\"Once upon \ra time\",5\r7,8",
      rows: [["a", "b"], ["1", "2"], ["Once upon \ra time", "5"], ["7", "8"]]),
    Table(
      testDescription: "null", text: "a,b,c\n1,,2\n3,\"NULL\",4\n5,NULL,6\n",
      rows: [["a", "b", "c"], ["1", "", "2"], ["3", "NULL", "4"], ["5", "NULL", "6"]]),
    Table(
      testDescription: "quotes_and_newlines", text: "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
      rows: [["a", "b"], ["1", "ha \n\"ha\" \nha"], ["3", "4"]]),
    Table(testDescription: "simple", text: "a,b\n1,2\n", rows: [["a", "b"], ["1", "2"]]),
    Table(
      testDescription: "simple_crlf", text: "a,b\r\n1,2\r\n", rows: [["a", "b"], ["1", "2"]]),
    Table(
      testDescription: "utf8", text: "a,b\n1,2\n4,ʤ\n",
      rows: [["a", "b"], ["1", "2"], ["4", "ʤ"]]),
  ]

  @Test(arguments: spectrum) func spectrumIsRead(_ table: Table) throws {
    #expect(try rows(Array(table.text.utf8)) == table.rows)
  }

  @Test func latin1IsRead() throws {
    let text = "a,b\n1,©\n4,é\n".unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    #expect(try rows(text) == [["a", "b"], ["1", "©"], ["4", "é"]])
  }

  /// A quote inside a bare field is no more than a sign, and holds no lines together.
  @Test func inchesAreNoQuotes() throws {
    #expect(
      try rows(Array("a,b\n1,15\" screen\n2,she said \"no\n\"3\"\"\",x\n".utf8))
        == [["a", "b"], ["1", "15\" screen"], ["2", "she said \"no"], ["3\"", "x"]])
  }

  // MARK: Python

  private static let python = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private static func python(_ program: String, _ input: [UInt8]) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    try folder.write(input, to: "in")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python ?? "")
    process.arguments = ["-c", "import csv, json, sys\n" + program]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/out")))
  }

  /// Fields with all that can go wrong in them.
  private static let fields: [[String]] = {
    var random = SplitMix64(seed: 5)
    let signs = Array("ab \",;\n\t'é😀=")
    return (0..<2_000).map { row in
      (0..<4).map { column in
        // What begins like a formula is changed on purpose.
        column == 0
          ? "\(row)"
          : "x" + String((0..<row % 9).map { _ in signs.randomElement(using: &random) ?? "a" })
      }
    }
  }()

  @Test(.enabled(if: python != nil, "Python 3 is not installed"))
  func whatPythonWritesIsRead() throws {
    let json = try JSONSerialization.data(withJSONObject: Self.fields)
    let written = try Self.python(
      "rows = csv.writer(open('out', 'w', newline='', encoding='utf-8'))\n"
        + "rows.writerows(json.load(open('in', encoding='utf-8')))", Array(json))
    #expect(try rows(written) == Self.fields)
  }

  @Test(.enabled(if: python != nil, "Python 3 is not installed"))
  func pythonReadsWhatIsWritten() throws {
    let written = Self.fields.map { CSVText.row($0) }.joined()
    let read = try Self.python(
      "rows = list(csv.reader(open('in', newline='', encoding='utf-8'), strict=True))\n"
        + "json.dump(rows, open('out', 'w'))", Array(written.utf8))
    let rows = try JSONSerialization.jsonObject(with: Data(read)) as? [[String]]
    #expect(rows == Self.fields)
  }

  // MARK: What is too long

  private func entries(_ text: [UInt8], _ format: TicketReader.Format) throws -> [Entry] {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "export")
    var reader = try TicketReader.open(
      folder.path + "/export", TicketReader.Options(format: format))
    var entries: [Entry] = []
    while let entry = try reader.next() { entries.append(entry) }
    return entries
  }

  /// A cell of many times the limit is one reject, in pieces, and the tickets after it are read.
  @Test(arguments: [
    (TicketReader.Format.csv, "id,text\n1,\"", "\"\n2,b\n"), (.csv, "id,text\n1,", "\n2,b\n"),
    (.ndjson, "{\"id\":1,\"text\":\"", "\"}\n{\"id\":2,\"text\":\"b\"}\n"),
    (.json, "[{\"id\":1,\"text\":\"", "\"},{\"id\":2,\"text\":\"b\"}]"),
  ])
  func aCellThatIsTooLongIsOneReject(
    _ format: TicketReader.Format, _ before: String, _ after: String
  ) throws {
    let sign = UInt8(ascii: "y")
    let long = [UInt8](repeating: sign, count: 3 * RecordReader.sizeLimit + 5)
    let found = try entries(Array(before.utf8) + long + Array(after.utf8), format)
    let rejects = found.compactMap { if case .reject(let reject) = $0 { reject } else { nil } }
    #expect(rejects.count { !$0.isRest } == 1)
    #expect(rejects.last?.isCut == false)
    #expect(rejects.allSatisfy { $0.bytes.count <= RecordReader.sizeLimit + 1 })
    // Nothing of it is lost.
    #expect(rejects.reduce(0) { $0 + $1.bytes.count { $0 == sign } } == long.count)
    guard case .ticket(let ticket)? = found.last else {
      Issue.record("\(found.count)")
      return
    }
    #expect(ticket.id == "2" && ticket.wording == "b")
  }
}

import Foundation
import Testing
import TriageTestSupport

@testable import TicketIO

/// Exports in the shapes of the helpdesks' own, with made-up tickets.
@Suite struct VendorTests {
  private static let first = "No code. My phone gets no code."
  private static let second = "Transcript. I need my transcript"

  private static func path(_ name: String) -> String {
    Repository.folder + "/Tests/TicketIOTests/Fixtures/Vendors/" + name
  }

  private static func shown(_ entry: Entry) -> String {
    switch entry {
    case .ticket(let ticket): ticket.id + "=" + ticket.wording
    case .reject(let reject): "!\(reject.line) \(reject.reason)"
    }
  }

  struct Export: Sendable, CustomTestStringConvertible {
    var file: String
    var vendor: String
    var fields: [String]
    var tickets: [String]
    var leftOut: [String] = []
    var isSubjectOnly = false

    var testDescription: String { file }
  }

  static let exports = [
    Export(
      file: "zendesk.csv", vendor: "Zendesk", fields: ["Id", "Subject"],
      tickets: ["4711=No code on my phone", "4712=Transcript, \"wage\""], isSubjectOnly: true),
    Export(
      file: "zendesk.ndjson", vendor: "Zendesk", fields: ["id", "subject", "description"],
      tickets: ["35=\(first)\n\nAda", "36=\(second)"]),
    Export(
      file: "zendesk-wrapped.json", vendor: "Zendesk", fields: ["id", "subject", "comments"],
      tickets: ["35=\(first)", "36=\(second)"]),
    Export(
      file: "zendesk.xml", vendor: "Zendesk", fields: ["nice id", "subject", "description"],
      tickets: [
        "35=No code. My phone gets no code & I am <locked out>.",
        "36=Transcript. I need my <transcript>", "!37 it has no field for the text",
      ]),
    Export(
      file: "freshdesk.csv", vendor: "Freshdesk", fields: ["Ticket ID", "Subject", "Description"],
      tickets: ["101=\(first)\n\nAda", "102=\(second)"]),
    Export(
      file: "freshdesk.json", vendor: "Freshdesk",
      fields: ["display id", "subject", "description"],
      tickets: ["101=\(first)", "102=\(second)"]),
    Export(
      file: "freshdesk-api.json", vendor: "Freshdesk",
      fields: ["id", "subject", "description text"],
      tickets: ["101=\(first)", "102=\(second)"]),
    Export(
      file: "freshdesk.xml", vendor: "Freshdesk", fields: ["display id", "subject", "description"],
      tickets: ["101=\(first)", "102=\(second)"]),
    Export(
      file: "jira.csv", vendor: "Jira", fields: ["Issue key", "Summary", "Description"],
      tickets: ["DESK-1=\(first)\n\nAda", "DESK-2=\(second); please"]),
    Export(
      file: "servicenow.csv", vendor: "ServiceNow",
      fields: ["number", "short_description", "description"],
      tickets: ["INC0010001=\(first)", "INC0010002=\(second)"]),
    Export(
      file: "servicenow-unload.xml", vendor: "ServiceNow",
      fields: ["number", "short description", "description"],
      tickets: ["INC0010001=\(first)", "INC0010002=\(second)"],
      leftOut: ["1 element left out that is no ticket (sys_…)"]),
    Export(
      file: "servicenow.xml", vendor: "ServiceNow",
      fields: ["number", "short description", "description"],
      tickets: ["INC0010001=\(first)", "INC0010002=\(second)"]),
    Export(
      file: "salesforce.csv", vendor: "Salesforce",
      fields: ["CaseNumber", "Subject", "Description"],
      tickets: ["00001026=\(first)", "00001027=\(second)"]),
    Export(
      file: "salesforce-report.csv", vendor: "Salesforce",
      fields: ["Case Number", "Subject", "Description"],
      tickets: ["00001026=\(first)\r\n\r\nAda", "00001027=\(second)"],
      leftOut: ["5 lines left out that are the export's footer"]),
    Export(
      file: "intercom.json", vendor: "Intercom", fields: ["id", "source.body"],
      tickets: [
        "147=<p>My phone gets no code.</p>", "148=Transcript. <p>I need my transcript</p>",
      ]),
    Export(
      file: "intercom.csv", vendor: "Intercom", fields: ["conversation_id", "message_body"],
      tickets: [
        "147=My phone gets no code.", "148=I need my transcript",
        "!9 none of its messages is the requester's",
      ],
      leftOut: ["4 rows left out that are further messages of a ticket"]),
    Export(
      file: "helpscout.json", vendor: "Help Scout",
      fields: ["number", "subject", "_embedded.threads"],
      tickets: ["35=\(first)", "36=\(second)"]),
    Export(
      file: "zammad.json", vendor: "Zammad", fields: ["number", "title", "articles"],
      tickets: ["31003=\(first)", "31004=\(second)"]),
    Export(
      file: "zammad-report.csv", vendor: "Zammad", fields: ["#", "Title"],
      tickets: ["31003=No code on my phone", "31004=Transcript"], isSubjectOnly: true),
    Export(
      file: "osticket.csv", vendor: "osTicket", fields: ["Ticket Number", "Subject"],
      tickets: ["123456=No code; on my phone", "000457=Transcript"], isSubjectOnly: true),
    Export(
      file: "plain.tsv", vendor: "of no helpdesk that is known", fields: ["id", "question"],
      tickets: ["1=My phone gets no code.", "2=I need my transcript"]),
  ]

  @Test(arguments: exports)
  func isRead(_ export: Export) throws {
    var reader = try TicketReader.open(Self.path(export.file))
    #expect(reader.vendor.name == export.vendor)
    #expect(reader.fieldNames == export.fields)
    #expect(reader.isSubjectOnly == export.isSubjectOnly)
    var tickets: [String] = []
    while let entry = try reader.next() { tickets.append(Self.shown(entry)) }
    #expect(tickets == export.tickets)
    #expect(reader.omissions.map { $0.kind.text($0.count) } == export.leftOut)
  }

  /// A fixture that no test reads proves nothing.
  @Test func everyFixtureIsRead() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.path(""))
    #expect(Set(files) == Set(Self.exports.map(\.file)))
  }

  // MARK: XML that is not as it should be

  private func entries(_ xml: String) throws -> (found: [String], failure: TicketReader.Failure?) {
    let folder = try TemporaryFolder()
    try folder.write(xml, to: "export.xml")
    var found: [String] = []
    do throws(TicketReader.Failure) {
      var reader = try TicketReader.open(folder.path + "/export.xml")
      while let entry = try reader.next() { found.append(Self.shown(entry)) }
      return (found, nil)
    } catch {
      return (found, error)
    }
  }

  @Test func xmlThatBreaksOffGivesWhatStandsBeforeAndItsLine() throws {
    let ticket = "<ticket><nice-id>1</nice-id>\n<subject>a</subject></ticket>\n"
    let (found, failure) = try entries(
      "<tickets>\n" + String(repeating: ticket, count: 500) + "<ticket><subject>b")
    #expect(found.count == 500 && Set(found) == ["1=a"])
    guard case .malformed(let line, _)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line == 1_002)
  }

  @Test(arguments: [
    "<!DOCTYPE tickets [<!ENTITY x \"y\">]><tickets><ticket><subject>&x;</subject></ticket></tickets>",
    "<!DOCTYPE tickets SYSTEM \"file:///etc/passwd\"><tickets/>",
    "<tickets><ticket><subject>&unknown;</subject></ticket></tickets>",
    "<tickets><ticket></subject></tickets>",
    "<?xml version=\"1.0\" encoding=\"shift_jis\"?><tickets/>",
  ])
  func xmlThatIsRefused(_ xml: String) throws {
    let (found, failure) = try entries(xml)
    #expect(found.isEmpty)
    guard case .malformed(let line, let reason)? = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    #expect(line == 1 && !reason.isEmpty)
  }

  @Test func xmlNestedTooDeepIsRefused() throws {
    let deep = String(repeating: "<a>", count: 10_000)
    #expect(try entries("<tickets><ticket>" + deep).failure != nil)
  }

  @Test func aTicketOfXMLThatIsTooLongIsRejectedAndTheNextRead() throws {
    let note = "<note>" + String(repeating: "x", count: 100_000) + "</note>"
    let long = "<ticket>" + String(repeating: note, count: 60) + "<subject>a</subject></ticket>"
    let (found, failure) = try entries(
      "<tickets>\(long)<ticket><subject>b</subject></ticket></tickets>")
    #expect(failure == nil)
    #expect(found == ["!1 it is longer than 4 MiB; this is its beginning", "2=b"])
  }

  @Test func theEncodingThatXMLNamesIsRead() throws {
    let folder = try TemporaryFolder()
    let xml =
      "<?xml version=\"1.0\" encoding=\"%\"?><a><ticket><subject>caf\u{E9}</subject></ticket></a>"
    var latin: [UInt8] = []
    for scalar in xml.replacingOccurrences(of: "%", with: "ISO-8859-1").unicodeScalars {
      latin.append(UInt8(truncatingIfNeeded: scalar.value))
    }
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in xml.replacingOccurrences(of: "%", with: "UTF-16").utf16 {
      wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    for bytes in [latin, wide] {
      try folder.write(bytes, to: "export.xml")
      var reader = try TicketReader.open(folder.path + "/export.xml")
      #expect(try reader.next().map(Self.shown) == "1=caf\u{E9}")
    }
  }
}

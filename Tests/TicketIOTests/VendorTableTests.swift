import Foundation
import Testing
import TriageTestSupport

@testable import TicketIO

/// The page on exports says what the code does; `RECORD_GOLDENS=1` writes its tables anew.
@Suite struct VendorTableTests {
  private static let page =
    Repository.folder + "/Sources/TriageLibrary/Triage.docc/VendorFormats.md"

  private static func code(_ names: [FieldPath], _ separator: String = ", ") -> String {
    names.map { "`\($0.text)`" }.joined(separator: separator)
  }

  /// The kinds of export that a test reads, in the order of their names.
  private static func formats(_ vendor: Vendor) -> String {
    let names = [
      "csv": "CSV", "json": "JSON", "ndjson": "JSON Lines", "tsv": "TSV", "xml": "XML",
    ]
    let kinds = VendorTests.exports.filter { $0.vendor == vendor.name }.map { export in
      let ending = export.file.split(separator: ".").last.map(String.init) ?? ""
      return (names[ending] ?? ending) + (export.isSubjectOnly ? " (subject only)" : "")
    }
    return Set(kinds).sorted().joined(separator: ", ")
  }

  private static func message(_ vendor: Vendor) -> String {
    if let rows = vendor.messageRows {
      return "\(code(vendor.messages)); in CSV a row a message, by `\(rows.id.text)`"
    }
    let threads = vendor.threads.isEmpty ? "" : "first of \(code(vendor.threads, " or "))"
    let all = [code(vendor.messages), threads].filter { !$0.isEmpty }.joined(separator: "; ")
    let comments = vendor.comments.map { "; without one, the requester's first `\($0.text)`" } ?? ""
    return all.isEmpty ? "none" : all + comments
  }

  private static var table: String {
    var lines = [
      "| helpdesk | kinds | told by | id | subject | message |", "|---|---|---|---|---|---|",
    ]
    for vendor in Vendor.all {
      let marks = vendor.marks.map { code($0, " with ") }.joined(separator: ", or ")
      lines.append(
        "| \(vendor.name) | \(formats(vendor)) | \(marks) | \(code(vendor.ids))"
          + " | \(code(vendor.subjects)) | \(message(vendor)) |")
    }
    return lines.joined(separator: "\n")
  }

  private static var plain: String {
    let vendor = Vendor.plain
    return [
      "| for | names |", "|---|---|", "| id | \(code(vendor.ids)) |",
      "| subject | \(code(vendor.subjects)) |", "| message | \(code(vendor.messages)) |",
      "| list of messages | \(code(vendor.threads)) |", "| day | \(code(TicketFields.dates)) |",
    ].joined(separator: "\n")
  }

  @Test func thePageSaysWhatTheCodeDoes() throws {
    let text = try String(contentsOfFile: Self.page, encoding: .utf8)
    var wanted = text
    for (mark, table) in [("table", Self.table), ("plain", Self.plain)] {
      let opening = try #require(wanted.range(of: "<!-- \(mark) -->\n"))
      let closing = try #require(wanted.range(of: "<!-- /\(mark) -->"))
      wanted.replaceSubrange(opening.upperBound..<closing.lowerBound, with: "\n\(table)\n\n")
    }
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      try wanted.write(toFile: Self.page, atomically: true, encoding: .utf8)
    }
    #expect(
      text == wanted, "RECORD_GOLDENS=1 writes the tables of the page anew; run again without it")
  }
}

import Diagnostics
import Foundation
import Testing
import TriageTestSupport

@testable import TriageDesk

/// The examples of the page on the pattern language, each run on the shipped knowledge base.
@Suite struct PatternPageTests {
  /// A row of one of the page's tables.
  private struct Row {
    /// A pattern, or a condition as XML.
    var rule: String
    /// The other two cells.
    var cells: [String]

    /// As it stands in a concern.
    var xml: String {
      guard !rule.hasPrefix("<") else { return rule }
      return "<match>\(rule.replacingOccurrences(of: "&", with: "&amp;"))</match>"
    }
  }

  /// The rows below headers whose second cell is `heading`.
  private static func rows(_ heading: String) throws -> [Row] {
    let page = Repository.folder + "/Sources/TriageLibrary/Triage.docc/Patterns.md"
    var rows: [Row] = []
    var isInside = false
    for line in try String(contentsOfFile: page, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      guard line.hasPrefix("|") else {
        isInside = false
        continue
      }
      let cells = line.replacingOccurrences(of: "\\|", with: "\u{0}").split(separator: "|").map {
        $0.replacingOccurrences(of: "\u{0}", with: "|").trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 3 else { continue }
      if cells[1] == heading {
        isInside = true
      } else if isInside, !cells[0].hasPrefix("-") {
        rows.append(Row(rule: cells[0].trimmingCharacters(in: ["`"]), cells: [cells[1], cells[2]]))
      }
    }
    return rows
  }

  /// The shipped knowledge base with a concern more for each row, `idme/page-0` and so on.
  private func knowledge(_ rows: [Row]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in try FileManager.default.contentsOfDirectory(atPath: Repository.knowledge)
    where name != "questions" {
      try FileManager.default.copyItem(
        atPath: Repository.knowledge + "/" + name, toPath: folder.path + "/" + name)
    }
    for (index, row) in rows.enumerated() {
      try folder.write(
        """
        <concern id="idme/page-\(index)"><title>Of the page</title>
        <steps article="../../articles/idme/mfa.dita"/>
        \(row.xml)
        </concern>
        """, to: "concerns/idme/page-\(index).xml")
    }
    return folder
  }

  @Test func eachRuleMatchesWhatThePageSays() throws {
    let rows = try Self.rows("matches")
    #expect(rows.count > 25)
    let folder = try knowledge(rows)
    let desk = try TriageDesk(folder: folder.path)
    for (index, row) in rows.enumerated() {
      let fires = row.cells.map { text in
        desk.reply(to: text).evidence.contains { $0.target == "idme/page-\(index)" }
      }
      #expect(fires == [true, false], "\(row.rule): \(row.cells)")
    }
  }

  @Test func eachMistakeIsToldAsThePageSays() throws {
    let rows = try Self.rows("code")
    #expect(rows.count > 8)
    let folder = try knowledge(rows)
    let error = #expect(throws: TriageDesk.Failure.self) { try TriageDesk(folder: folder.path) }
    guard case .invalid(let findings) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    for (index, row) in rows.enumerated() {
      let told = findings.filter { $0.range.file == "concerns/idme/page-\(index).xml" }
      #expect(told.map(\.code.id) == [row.cells[0]], "\(row.rule)")
      #expect(told.first?.message.contains(row.cells[1]) == true, "\(row.rule): \(told)")
    }
  }
}

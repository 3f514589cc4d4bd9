import Foundation
import Testing
import TriageTestSupport

/// Each threat names the tests that show what stops it.
@Suite struct ThreatModelTests {
  @Test func whatTheThreatModelNamesIsThere() throws {
    let page = Repository.folder + "/Sources/TriageDesk/TriageDesk.docc/ThreatModel.md"
    let text = try String(contentsOfFile: page, encoding: .utf8)
    let tests =
      FileManager.default.enumerator(atPath: Repository.folder + "/Tests")?
      .compactMap { ($0 as? String)?.split(separator: "/").last.map(String.init) } ?? []
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("| ") && !$0.contains("**") }
    #expect(rows.count > 15)
    for row in rows.dropFirst() {
      let shown = row.split(separator: "|").last ?? ""
      let names = shown.split(separator: "`").filter { $0.contains(#/[a-z]/#) }
      #expect(!names.isEmpty, "\(row)")
      for name in names {
        let isThere =
          name.hasPrefix(".ci/")
          ? FileManager.default.fileExists(atPath: Repository.folder + "/" + name)
          : tests.contains(name + ".swift")
        #expect(isThere, "\(name)")
      }
    }
  }
}

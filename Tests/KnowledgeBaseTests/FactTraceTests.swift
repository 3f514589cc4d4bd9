import Diagnostics
import KnowledgeBase
import Testing
import TriageTestSupport
import XMLReading

/// Every numbered fact stands somewhere in the knowledge base, or is left out for a reason.
@Suite struct FactTraceTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var fact: String
    var place: String
    var testDescription: String { fact }
  }

  /// The tables of facts: number, then places as `file#id`, or `unused: reason`.
  static let rows: [Row] = ["facts-idme.tsv", "facts-irs.tsv"].flatMap { name in
    let path = Repository.folder + "/Tests/KnowledgeBaseTests/Fixtures/" + name
    let text = String(decoding: (try? FileSystem.read(path)) ?? [], as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line -> Row? in
      let fields = line.split(separator: "\t")
      return fields.count == 2 ? Row(fact: String(fields[0]), place: String(fields[1])) : nil
    }
  }

  @Test(arguments: rows)
  func isCarried(_ row: Row) throws {
    if row.place.hasPrefix("unused: ") {
      #expect(!row.fact.hasPrefix("S"), "facts of the seed article may not be left out")
      return
    }
    for place in row.place.split(separator: " ") {
      let parts = place.split(separator: "#")
      try #require(parts.count == 2, "\(place) names no element")
      let text = try Self.text(of: String(parts[1]), in: String(parts[0]))
      #expect(text?.isEmpty == false, "\(place) is not there, or empty")
    }
  }

  /// The facts that the articles must say: 58 of the seed article, 203 of ID.me, 142 of the IRS.
  @Test(arguments: [("S", 58), ("I", 203), ("R", 142)])
  func noneIsMissing(_ series: String, _ count: Int) {
    let named = Set(Self.rows.map(\.fact))
    let missing = (1...count).map { "\(series)\($0)" }.filter { !named.contains($0) }
    #expect(missing == [])
  }

  private static func text(of id: String, in file: String) throws -> String? {
    var sink = DiagnosticSink()
    let document = try FileSystem.read(Repository.knowledge + "/" + file).withUnsafeBytes {
      XMLTreeReader.read($0, file: file, into: &sink)
    }
    return document.flatMap { find(id, in: $0.root) }
  }

  private static func find(_ id: String, in element: XMLElement) -> String? {
    if element["id"] == id { return element.text.collapsed }
    for child in element.elements {
      if let found = find(id, in: child) { return found }
    }
    return nil
  }
}

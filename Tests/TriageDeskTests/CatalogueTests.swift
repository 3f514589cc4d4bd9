import Diagnostics
import Foundation
import Testing
import TriageDesk
import TriageTestSupport

/// Every code has a page, and every page a code.
@Suite struct CatalogueTests {
  /// The codes that the sources declare, with the names they are known by there.
  private static func declared() throws -> [(name: String, code: String)] {
    let pattern = /static let (\w+) = DiagnosticCode\("(TK\d{4})"\)/
    return try sources().flatMap { text in
      text.matches(of: pattern).map { (String($0.output.1), String($0.output.2)) }
    }
  }

  private static func sources() throws -> [String] {
    let folder = URL(fileURLWithPath: Repository.folder + "/Sources")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var sources: [String] = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      sources.append(try String(contentsOf: file, encoding: .utf8))
    }
    return sources
  }

  @Test func everyCodeHasAPage() throws {
    let codes = try Self.declared().map(\.code)
    #expect(codes.count > 20)
    #expect(Set(codes).count == codes.count, "a code stands for two kinds of findings")
    #expect(Set(codes).subtracting(CodePage.all.map(\.code)).sorted() == [])
  }

  @Test func everyPageIsOfACodeThatIsReported() throws {
    let declared = try Self.declared()
    let sources = try Self.sources()
    let pages = CodePage.all.map(\.code)
    #expect(pages.sorted() == pages)
    #expect(Set(pages).subtracting(declared.map(\.code)).sorted() == [])
    for (name, code) in declared {
      let uses = [",", " ", ")", ":"].map { ".\(name)\($0)" }
      #expect(
        sources.contains { text in uses.contains { text.contains($0) } },
        "nothing reports \(code)")
    }
  }

  @Test func aPageSaysWhatItIs() {
    for page in CodePage.all {
      #expect(!page.title.isEmpty && !page.why.isEmpty && !page.wrong.isEmpty)
      #expect(page.wrong != page.right, "\(page.code)")
    }
    let text = CodePage.page("TK0201")?.text ?? ""
    #expect(Golden.difference(text, "explain.txt") == nil)
  }
}

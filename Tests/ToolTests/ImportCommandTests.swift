import Foundation
import Testing
import TriageTestSupport

/// `triage import` from the outside.
@Suite struct ImportCommandTests {
  private let page = Repository.folder + "/Tests/TriageDeskTests/Pages/using-the-irs-for-work.html"

  @Test func onePageGoesToStandardOutput() throws {
    let result = try RunTool.run(["import", page])
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("<?xml version=\"1.0\""))
    #expect(result.output.hasSuffix("</task>\n"))
    #expect(
      result.errors.contains(".html:47:5: warning: the tab “I already have an ID.me account”"))
  }

  @Test func aFileIsNotReplacedUnasked() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/a.dita"
    #expect(try RunTool.run(["import", page, "-o", file]).status == 0)
    try folder.write("mine", to: "a.dita")
    let refused = try RunTool.run(["import", page, "-o", file])
    #expect(refused.status == 73)
    #expect(refused.errors.contains("--force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    #expect(try RunTool.run(["import", page, "-o", file, "--force"]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasPrefix("<?xml"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.dita"])
  }

  @Test func manyPagesGoIntoAFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("<h1>Other page</h1><p>x</p>", to: "in/b.html")
    try folder.write("nothing", to: "in/c.html")
    let inside = folder.path + "/in"
    let result = try RunTool.run(
      ["import", page, inside + "/b.html", inside + "/c.html", "-o", folder.path + "/out/"])
    #expect(result.status == 65)
    #expect(result.errors.contains("c.html cannot be made an article"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out")
    #expect(names.sorted() == ["other-page.dita", "using-the-irs-for-work.dita"])
  }

  @Test func twoDraftsOfOneNameAreNotOneFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("<h1>Page</h1><p>x</p>", to: "a.html")
    try folder.write("<h1>Page</h1><p>y</p>", to: "b.html")
    let result = try RunTool.run(
      ["import", "a.html", "b.html", "-o", "out/", "--force"], folder: folder.path)
    #expect(result.status == 73)
    let text = try String(contentsOfFile: folder.path + "/out/page.dita", encoding: .utf8)
    #expect(text.contains("<shortdesc>x</shortdesc>"))
  }

  static let mistakes: [([String], Int32)] = [
    (["import"], 64), (["import", "/nowhere.html"], 66), (["import", "/"], 74),
    (["import", "a.html", "b.html"], 64), (["import", "a.html", "b.html", "-o", "c.dita"], 64),
  ]

  @Test(arguments: mistakes)
  func exitCodes(_ arguments: [String], _ status: Int32) throws {
    #expect(try RunTool.run(arguments).status == status)
  }
}

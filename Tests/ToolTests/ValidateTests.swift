import Foundation
import FoundationXML
import Testing
import TriageTestSupport

/// `triage validate`, from the outside.
@Suite struct ValidateTests {
  @Test func theShippedKnowledgeBaseIsSilent() throws {
    let result = try RunTool.run(["validate", "--strict"])
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("0 errors, 0 warnings, "))
    #expect(result.status == 0)
  }

  @Test func anErrorFailsAndIsShownWithItsLine() throws {
    let folder = try BicycleShop.folder()
    try folder.write(
      "<vocabulary><set id='a'><phrase>(b</phrase></set></vocabulary>", to: "vocabulary/more.xml")
    let result = try RunTool.run(["validate", "--strict", "shop"], folder: try moved(folder))
    #expect(result.status == 1)
    #expect(
      result.output == """
        shop/vocabulary/more.xml:1:33: error: the parenthesis is not closed [TK0201]
          <vocabulary><set id='a'><phrase>(b</phrase></set></vocabulary>
                                          ^~
          hint: add “)”

        """)
    #expect(result.errors.hasPrefix("1 error, 0 warnings, "))
  }

  /// A folder in which the knowledge base is called `shop`.
  private func moved(_ folder: TemporaryFolder) throws -> String {
    let outer = folder.path + "-outer"
    try FileManager.default.createDirectory(atPath: outer, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: outer + "/shop", withDestinationPath: folder.path)
    return outer
  }

  @Test func warningsFailOnlyUnderStrict() throws {
    let folder = try BicycleShop.folder()
    let loan = BicycleShop.files.first { $0.name == "concerns/bank/loan.xml" }?.text ?? ""
    try folder.write(
      loan.replacing("</concern>", with: "<example>my tire is flat</example></concern>"),
      to: "concerns/bank/loan.xml")
    #expect(try RunTool.run(["validate", folder.path]).status == 0)
    #expect(try RunTool.run(["validate", "--strict", folder.path]).status == 1)
  }

  @Test(arguments: ["json", "sarif", "github", "junit"])
  func standardOutputIsTheReportAlone(_ format: String) throws {
    let folder = try BicycleShop.folder()
    try folder.write("<vocabulary/", to: "vocabulary/words.xml")
    let result = try RunTool.run(["validate", "--format", format, folder.path])
    #expect(result.status == 1)
    switch format {
    case "github":
      #expect(result.output.split(separator: "\n").allSatisfy { $0.hasPrefix("::error file=") })
    case "junit": #expect(XMLParser(data: Data(result.output.utf8)).parse())
    default:
      #expect(throws: Never.self) {
        try JSONSerialization.jsonObject(with: Data(result.output.utf8))
      }
    }
  }

  @Test func codesAreExplained() throws {
    let page = try RunTool.run(["validate", "--explain", "tk0301"])
    #expect(page.status == 0)
    #expect(page.output.hasPrefix("TK0301: "))
    let near = try RunTool.run(["validate", "--explain", "TK301"])
    #expect(near.status == 64)
    #expect(near.errors.contains("did you mean TK0301?"))
    let far = try RunTool.run(["validate", "--explain", "everything"])
    #expect(far.status == 64)
    #expect(far.errors.contains("TK0201  A pattern does not follow the grammar"))
  }

  @Test(arguments: [
    (["validate", "/nowhere"], 66), (["validate", "--format", "pdf"], 64),
    (["validate", "/etc/hostname"], 65), (["validate", "--articles", "/etc/hostname"], 65),
  ])
  func whatCannotBeDoneIsSaid(_ arguments: [String], _ status: Int) throws {
    let result = try RunTool.run(arguments)
    #expect(Int(result.status) == status)
    #expect(result.output == "")
    #expect(!result.errors.isEmpty)
  }
}

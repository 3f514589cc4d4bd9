import Foundation
import Testing
import TriageTestSupport

/// The built command, from the outside.
@Suite struct AskTests {
  @Test func worksFromAnyFolderWithoutOptions() throws {
    let result = try RunTool.run(["ask", "How do I add my work email to ID.me?"], folder: "/")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.hasPrefix("ID.me Support: "))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func readsAQuestionThatIsPipedIn() throws {
    let result = try RunTool.run(
      ["ask", "--format", "json"], input: Array("it doesn't work\n".utf8))
    #expect(result.status == 0)
    let record = try JSONSerialization.jsonObject(with: Data(result.output.utf8))
    let verdict = try #require(record as? [String: Any])
    #expect(verdict["schema"] as? String == "triage.verdict/1")
    #expect(verdict["concern"] as? String == "other/unclear")
    #expect((verdict["answer"] as? [String: Any])?["kind"] as? String == "clarify")
  }

  @Test func theSameQuestionGivesTheSameBytes() throws {
    let question = ["ask", "--why", "locked out of id.me and need my transcript"]
    #expect(try RunTool.run(question).output == RunTool.run(question).output)
  }

  @Test(arguments: [
    [UInt8](repeating: UInt8(ascii: "a"), count: 1 << 20),
    Array(String(repeating: "verify my refund ", count: 60_000).utf8),
    [0xFF, 0xFE, 0x80, 0xC3, 0x28], [0, 0, 0], [],
  ])
  func anyInputHasAnAnswer(_ input: [UInt8]) throws {
    let result = try RunTool.run(["ask", "--format", "json"], input: input)
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("{\"schema\":"))
  }

  @Test func tooLongAQuestionIsRefused() throws {
    let input = [UInt8](repeating: UInt8(ascii: "a"), count: (1 << 20) + 1)
    let result = try RunTool.run(["ask"], input: input)
    #expect(result.status == 65)
    #expect(result.errors.contains("longer than 1048576 bytes"))
  }

  @Test func anotherKnowledgeBaseCanBeNamed() throws {
    let folder = try BicycleShop.folder()
    let option = try RunTool.run(["ask", "--knowledge", folder.path, "flat", "tire"])
    #expect(option.output.hasPrefix("The workshop: A flat tire"))
    let variable = try RunTool.run(
      ["ask", "flat tire"], environment: ["TRIAGE_KNOWLEDGE": folder.path])
    #expect(variable.output == option.output)
  }

  @Test func aBrokenKnowledgeBaseIsExplained() throws {
    let folder = try BicycleShop.folder()
    try folder.write(
      "<vocabulary><set id='tire'><phrase>(a</phrase></set></vocabulary>",
      to: "vocabulary/words.xml")
    let result = try RunTool.run(["ask", "--knowledge", folder.path, "flat tire"])
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(result.errors.contains("vocabulary/words.xml:1:36: error: "))
    #expect(result.errors.contains("hint: add “)”"))
  }

  static let mistakes: [([String], Int32)] = [
    (["ask", "--knowledge", "/nowhere", "x"], 66), (["ask", "--format", "xml", "x"], 64),
    (["nonsense"], 64), (["ask", "--audience", "somebody", "x"], 64),
    (["kb", "show", "idme/mfaa"], 66), (["eval", "/nowhere.jsonl"], 66),
    (["validate", "/nowhere"], 66),
  ]

  @Test(arguments: mistakes)
  func exitCodes(_ arguments: [String], _ status: Int32) throws {
    let result = try RunTool.run(arguments)
    #expect(result.status == status)
    #expect(result.output == "")
    #expect(!result.errors.isEmpty)
  }

  @Test func fitWritesTheSameFileEveryTime() throws {
    let folder = try BicycleShop.folder()
    try folder.write(#"{"text":"air in the wheel","label":"shop/flat-tire"}"#, to: "a.jsonl")
    let arguments = ["fit", "--knowledge", folder.path, folder.path + "/a.jsonl"]
    #expect(try RunTool.run(arguments).status == 0)
    let first = try String(contentsOfFile: folder.path + "/weights.tsv", encoding: .utf8)
    #expect(try RunTool.run(arguments).status == 0)
    #expect(try String(contentsOfFile: folder.path + "/weights.tsv", encoding: .utf8) == first)
    #expect(first.contains("bias\tshop/flat-tire\t"))
  }
}

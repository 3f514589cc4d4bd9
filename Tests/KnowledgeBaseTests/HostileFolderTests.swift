import Diagnostics
import Foundation
import KnowledgeBase
import Testing
import TriageTestSupport

/// A knowledge base from elsewhere that tries to reach out of its folder, or never to end.
@Suite struct HostileFolderTests {
  private func findings(_ folder: TemporaryFolder) throws -> [Diagnostic] {
    var sink = DiagnosticSink()
    _ = try KnowledgeBaseReader.read(folder.path, into: &sink)
    return sink.sorted()
  }

  @Test(arguments: ["/dev/zero", "/proc/self/mem"])
  func aLinkToADeviceIsRefused(_ device: String) throws {
    let folder = try BicycleShop.folder()
    try FileManager.default.removeItem(atPath: folder.path + "/denials.xml")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/denials.xml", withDestinationPath: device)
    #expect(try findings(folder).map(\.range.file) == ["denials.xml"])
  }

  @Test func aPipeIsNotWaitedFor() throws {
    let folder = try BicycleShop.folder()
    #expect(mkfifo(folder.path + "/articles/pipe.dita", 0o600) == 0)
    let findings = try findings(folder)
    #expect(findings.map(\.range.file) == ["articles/pipe.dita"])
    #expect(findings.first?.message.contains("not a plain file") == true)
  }

  @Test(arguments: [
    "../../../articles/loan.dita", "../../../../../../etc/passwd", "/etc/passwd",
    "file:///etc/passwd", "../../articles/../../secret.dita",
  ])
  func aReferenceOutOfTheFolderIsAnError(_ reference: String) throws {
    let folder = try BicycleShop.folder()
    let original = BicycleShop.files.first { $0.name == "concerns/bank/loan.xml" }?.text ?? ""
    let text = original.replacingOccurrences(of: "../../articles/loan.dita", with: reference)
    try folder.write(text, to: "concerns/bank/loan.xml")
    let errors = try findings(folder).filter { $0.severity == .error }
    #expect(Set(errors.map(\.range.file)) == ["concerns/bank/loan.xml"])
    #expect(!errors.contains { $0.message.contains("root:") })
  }
}

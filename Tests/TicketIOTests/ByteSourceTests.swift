import Foundation
import Testing
import TicketIO
import TriageTestSupport

@Suite struct ByteSourceTests {
  /// A file that is cut while it is read would pass for a whole one of fewer tickets.
  @Test func aFileThatBecomesShorterIsAnError() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/export.csv"
    try folder.write([UInt8](repeating: 0x61, count: 5_000), to: "export.csv")
    var source = try ByteSource.open(path)
    var bytes: [UInt8] = []
    #expect(try source.read(1_000, into: &bytes))
    #expect(truncate(path, 2_000) == 0)
    #expect(try source.read(2_000, into: &bytes))
    #expect(bytes.count == 2_000)
    do throws(ByteSource.Failure) {
      _ = try source.read(1_000, into: &bytes)
      Issue.record("the end of a cut file is taken for its own")
    } catch {
      #expect(error.reason.contains("shorter"))
    }
  }

  @Test func aFileThatGrowsIsReadOn() throws {
    let folder = try TemporaryFolder()
    try folder.write("ab", to: "export.csv")
    var source = try ByteSource.open(folder.path + "/export.csv")
    var bytes: [UInt8] = []
    #expect(try source.read(10, into: &bytes))
    try folder.write("abcd", to: "export.csv")
    while try source.read(10, into: &bytes) {}
    #expect(bytes == Array("ab".utf8) || bytes == Array("abcd".utf8))
  }
}

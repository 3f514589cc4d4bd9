import Foundation
import Testing
import TriageTestSupport

/// What a batch leaves when it cannot be finished; `.ci/faults` tries it with kills at random, full
/// disks and limits.
@Suite struct BatchFaultTests {
  private let folder: TemporaryFolder
  private var out: String { folder.path + "/out.csv" }

  init() throws {
    folder = try BicycleShop.folder()
    try folder.write("id,text\n1,flat tire\n", to: "good.csv")
  }

  private func batch(_ inputs: String...) throws -> RunTool.Result {
    try RunTool.run(["batch", "--knowledge", folder.path, "-o", out] + inputs)
  }

  private func content() -> String? {
    try? String(contentsOfFile: out, encoding: .utf8)
  }

  /// A folder, a device that gives an error, and a file that is not there, after a good export.
  @Test(arguments: [("/", Int32(74)), ("/proc/self/mem", 74), ("/nowhere.csv", 66)])
  func anExportThatCannotBeReadLeavesWhatWasThere(_ path: String, _ status: Int32) throws {
    let good = folder.path + "/good.csv"
    #expect(try batch(good, path).status == status)
    #expect(content() == nil)
    try folder.write("as before", to: "out.csv")
    let result = try batch(good, path)
    #expect(result.status == status)
    #expect(result.errors.contains("triage: \(path) cannot be read: "))
    #expect(content() == "as before")
  }

  @Test func aPackedExportThatBreaksOffLeavesNoFile() throws {
    // What gzip makes of “id,text\n1,flat tire\n”, without its last bytes.
    try folder.write(
      [
        0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0, 0x03, 0xCB, 0x4C, 0xD1, 0x29, 0x49, 0xAD, 0x28, 0xE1,
        0x32,
        0xD4, 0x49,
      ], to: "cut.csv.gz")
    let result = try batch(folder.path + "/cut.csv.gz")
    #expect(result.status == 65)
    #expect(content() == nil)
  }

  /// With few files to open it does its work or says why not; it ended with a signal once.
  @Test(arguments: 4...12) func fewDescriptorsAreNoCrash(_ count: Int) throws {
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", "ulimit -n \(count) && exec \"$@\"", "sh", RunTool.url(of: "triage").path, "batch",
      "--quiet", "--jobs", "2", "--knowledge", folder.path, "-o", out, folder.path + "/good.csv",
    ]
    shell.environment = ["SWIFT_BACKTRACE": "enable=no"]
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    shell.waitUntilExit()
    #expect(shell.terminationReason == .exit)
    #expect((content() != nil) == (shell.terminationStatus == 0))
  }

  @Test func aFullDeviceIsTold() throws {
    let result = try RunTool.run(
      ["batch", "--knowledge", folder.path, "--rejects", "/dev/full/x", folder.path + "/good.csv"])
    #expect(result.status == 73)
    #expect(result.errors.contains("cannot be created"))
  }
}

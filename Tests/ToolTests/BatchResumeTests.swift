import Foundation
import Testing
import TriageTestSupport

/// Runs that are stopped, and runs that go on.
@Suite struct BatchResumeTests {
  private let folder: TemporaryFolder
  private var output: String { folder.path + "/out.csv" }
  private var rejects: String { folder.path + "/rejects" }

  init() throws {
    folder = try BicycleShop.folder()
  }

  private func arguments(_ names: [String], _ more: [String] = []) -> [String] {
    ["batch", "--knowledge", folder.path, "--quiet", "-o", output, "--rejects", rejects] + more
      + names.map { folder.path + "/" + $0 }
  }

  private func export(_ range: Range<Int>) -> String {
    let words = ["flat", "tire", "loan", "weather", "my", "form 123"]
    let rows = range.map { number in
      // Some are rejects.
      let tail = number % 97 == 0 ? ",more" : ""
      return "\(number),\(words[number % 6]) \(words[number / 7 % 6])\(tail)\n"
    }
    return "id,text\n" + rows.joined()
  }

  private func bytes(_ path: String) -> Data? {
    FileManager.default.contents(atPath: path)
  }

  private func size(_ path: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return (attributes?[.size] as? NSNumber)?.intValue ?? 0
  }

  @Test func aRunThatIsKilledAtAnyMomentEndsWithTheSameBytes() throws {
    try folder.write(export(0..<12_000), to: "a.csv")
    try folder.write(export(12_000..<24_000), to: "b.csv")
    let inputs = ["a.csv", "b.csv"]
    #expect(try RunTool.run(arguments(inputs)).status == 0)
    let whole = try #require(bytes(output))
    let wholeRejects = try #require(bytes(rejects))
    var resumed = 0
    for seed in 0..<20 {
      try FileManager.default.removeItem(atPath: output)
      try FileManager.default.removeItem(atPath: rejects)
      var random = SplitMix64(seed: seed)
      let moment = Int.random(in: 0..<whole.count, using: &random)
      let draft = output + ".part"
      try RunTool.kill(arguments(inputs)) { size(draft) >= moment }
      if FileManager.default.fileExists(atPath: output + ".journal") { resumed += 1 }
      #expect(try RunTool.run(arguments(inputs, ["--resume"])).status == 0, "seed \(seed)")
      #expect(bytes(output) == whole, "seed \(seed)")
      #expect(bytes(rejects) == wholeRejects, "seed \(seed)")
      #expect(!FileManager.default.fileExists(atPath: output + ".journal"))
    }
    // Otherwise the runs began anew each time, and nothing was resumed.
    #expect(resumed >= 10)
  }

  /// The report needs all tickets, those of the run that was killed too.
  @Test(arguments: [false, true])
  func aReportThatIsResumedIsTheSame(isPacked: Bool) throws {
    let page = folder.path + "/report.html"
    try folder.write(export(0..<12_000), to: "a.csv")
    try folder.write(export(12_000..<24_000), to: "b.csv")
    var names = ["a.csv", "b.csv"]
    if isPacked {
      // What is packed is read again up to the place.
      for name in names {
        let gzip = try Process.run(
          URL(fileURLWithPath: "/usr/bin/gzip"), arguments: [folder.path + "/" + name])
        gzip.waitUntilExit()
      }
      names = names.map { $0 + ".gz" }
    }
    let arguments = arguments(names, ["--report", page, "--format", "ndjson"])
    #expect(try RunTool.run(arguments).status == 0)
    let whole = try [output, page, rejects].map { try #require(bytes($0)) }
    for moment in [1, whole[0].count / 2, whole[0].count * 9 / 10] {
      for path in [output, page, rejects] { try FileManager.default.removeItem(atPath: path) }
      try RunTool.kill(arguments) { size(output + ".part") >= moment }
      #expect(try RunTool.run(arguments + ["--resume"]).status == 0)
      #expect([output, page, rejects].map { bytes($0) } == whole)
    }
  }

  /// A journal that is not to the byte what was written is told, and nothing goes on from it.
  @Test func aDamagedJournalIsNotResumed() throws {
    try stopped()
    let path = output + ".journal"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let broken = [
      String(text.dropLast(3)), "", "{}", String(text.dropFirst()),
      text.replacingOccurrences(of: "\"tickets\":", with: "\"tickets\":9"),
    ]
    for journal in broken {
      try folder.write(journal, to: "out.csv.journal")
      let result = try RunTool.run(arguments(["a.csv"], ["--resume"]))
      #expect(result.status == 65)
      #expect(result.errors.contains("out.csv.journal is damaged"))
    }
  }

  /// A run of which the middle is done.
  private func stopped(_ more: [String] = []) throws {
    try folder.write(export(0..<12_000), to: "a.csv")
    try RunTool.kill(arguments(["a.csv"], more)) { size(output + ".journal") > 0 }
  }

  @Test func otherWorkIsNotResumed() throws {
    try stopped()
    let ndjson = try RunTool.run(arguments(["a.csv"], ["--resume", "--format", "ndjson"]))
    #expect(ndjson.status == 65)
    #expect(ndjson.errors.contains("its format was csv, and is ndjson now"))
    try folder.write("id,text\n1,x\n", to: "b.csv")
    let inputs = try RunTool.run(arguments(["a.csv", "b.csv"], ["--resume"]))
    #expect(inputs.status == 65)
    #expect(inputs.errors.contains("its inputs were"))
    try folder.write(export(0..<12_001), to: "a.csv")
    let changed = try RunTool.run(arguments(["a.csv"], ["--resume"]))
    #expect(changed.status == 65)
    #expect(changed.errors.contains("a.csv has changed since"))
    // Nothing of the unfinished run was touched.
    #expect(size(output + ".part") > 0)
    #expect(try RunTool.run(arguments(["a.csv"])).status == 0)
  }

  @Test func otherKnowledgeIsNotResumed() throws {
    try stopped()
    let file = folder.path + "/desks.xml"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    try folder.write(text + "\n", to: "desks.xml")
    let result = try RunTool.run(arguments(["a.csv"], ["--resume"]))
    #expect(result.status == 65)
    #expect(result.errors.contains("the knowledge has changed since"))
  }

  @Test func whatCannotBeReadAgainIsNotResumed() throws {
    #expect(try RunTool.run(["batch", "--resume", "-o", output, "-"]).status == 64)
    #expect(try RunTool.run(["batch", "--resume", "x.csv"]).status == 64)
  }

  @Test(arguments: [(SIGINT, 130), (SIGTERM, 143)] as [(Int32, Int32)])
  func aStopSaysHowToGoOn(_ signal: Int32, _ status: Int32) throws {
    try folder.write(export(0..<40_000), to: "a.csv")
    let result = try RunTool.stop(arguments(["a.csv"]), with: signal) {
      size(output + ".journal") > 0
    }
    #expect(result.status == status)
    #expect(result.errors.contains("--resume goes on from here"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test func twoRunsDoNotWriteOneFile() throws {
    try folder.write(export(0..<12_000), to: "a.csv")
    let lock = open(output + ".part", O_RDWR | O_CREAT, 0o644)
    #expect(flock(lock, LOCK_EX | LOCK_NB) == 0)
    let second = try RunTool.run(arguments(["a.csv"]))
    #expect(second.status == 73)
    #expect(second.errors.contains("is being written by another run"))
    close(lock)
    #expect(try RunTool.run(arguments(["a.csv"])).status == 0)
  }
}

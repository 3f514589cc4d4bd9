internal import Glibc
internal import KnowledgeBase
internal import TriageDesk

/// Where a batch keeps its journal: beside the output, under its name and `.journal`.
struct JournalFile {
  private let output: String
  private(set) var isWritten = false
  private var written = ContinuousClock.now
  /// How long the last one took.
  private var cost = Duration.zero

  static let hint = "  hint: the same command with --resume goes on from here\n"

  init(of output: String) {
    self.output = output
  }

  private var path: String { output + ".journal" }

  /// The journal that an earlier run left; nil where there is none.
  ///
  /// - Parameter new: the journal of this run, which must be of the same work.
  /// - Throws: a complaint when this run cannot go on where the earlier one stopped.
  func read(for new: BatchJournal) throws -> BatchJournal? {
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read(path)
    } catch {
      if error.isMissing { return nil }
      throw Complaint(error)
    }
    guard let old = BatchJournal(bytes) else {
      throw refusal("\(path) is damaged")
    }
    if let difference = old.difference(from: new) {
      throw refusal("\(output) cannot be resumed: \(difference)")
    }
    for input in old.inputs {
      let now = FileIdentity(input.path)
      guard now?.size == input.size, now?.changed == input.changed else {
        throw refusal(
          "\(output) cannot be resumed: \(input.path) \(now == nil ? "is gone" : "has changed since")"
        )
      }
    }
    // All was written, and perhaps one file had got its name already.
    if old.isWhole { try OutputFile.takeBack(output, keeping: old.outputSize) }
    if old.isWhole, let rejects = new.settings["rejects"], !rejects.isEmpty {
      try OutputFile.takeBack(rejects, keeping: old.rejectsSize)
    }
    return old
  }

  private func refusal(_ message: String) -> Complaint {
    Complaint(.badInput, message, hint: "begin anew, without --resume")
  }

  /// Whether it is time to write: not more than a twentieth of the time goes into it.
  var isDue: Bool { !isWritten || written.duration(to: .now) >= cost * 19 }

  /// - Parameter sync: brings to disk what the journal tells of; before it, so that it never tells of
  ///   more than there is.
  mutating func write(_ journal: BatchJournal, after sync: () throws -> Void) throws {
    let start = ContinuousClock.now
    try sync()
    do throws(FileError) {
      try FileSystem.replace(path, with: journal.text)
    } catch {
      throw Complaint(.inputOutput, "\(path) cannot be written: \(error.reason)")
    }
    isWritten = true
    written = .now
    cost = start.duration(to: written)
  }

  /// - Returns: whether there was one.
  @discardableResult
  func remove() -> Bool {
    unlink(path) == 0
  }

  /// A number that changes with the knowledge base in a folder.
  static func fingerprint(_ folder: String) throws -> String {
    do throws(FileError) {
      return try KnowledgeFingerprint.of(folder)
    } catch {
      throw Complaint(error)
    }
  }
}

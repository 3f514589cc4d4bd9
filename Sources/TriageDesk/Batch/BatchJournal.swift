internal import FoundationEssentials
package import TicketIO

/// How far a batch has come, kept beside its output so that another run can go on after this one was
/// stopped at any moment.
///
/// It is replaced as a whole, and only after the output that it counts is on disk: so it never tells
/// of more than there is. What the output has beyond it is judged again.
package struct BatchJournal: Codable, Hashable, Sendable {
  /// An input as it was when it was read.
  package struct Input: Codable, Hashable, Sendable {
    package var path: String
    /// In bytes.
    package var size: Int
    /// When it was last changed, in nanoseconds since 1970.
    package var changed: Int

    package init(path: String, size: Int, changed: Int) {
      self.path = path
      self.size = size
      self.changed = changed
    }
  }

  /// What else decides on the bytes of the output: options, the knowledge base, the program.
  package var settings: [String: String]
  /// The names of all inputs, in their order.
  package var paths: [String]
  /// The inputs that were begun; all but the last are done.
  package var inputs: [Input] = []
  /// How many records of the last of them are done.
  package var records = 0
  /// Where in it the next record begins; nil where it has to be read again to get there.
  package var bookmark: TicketReader.Bookmark?
  /// The columns to which verdicts are appended: those of the first export.
  package var columns: [String]?
  package var tally = BatchTally()
  package var rejectCount = 0
  /// What the report is made of.
  package var report: ReportTally?
  /// How many bytes of the output and of the rejects are right.
  package var outputSize = 0
  package var rejectsSize = 0
  /// Whether all is written, and only the names are to be given.
  package var isWhole = false

  package init(settings: [String: String], paths: [String]) {
    self.settings = settings
    self.paths = paths
  }

  /// Nil for what is not, to the byte, what `text` gave.
  package init?(_ bytes: [UInt8]) {
    guard let end = bytes.lastIndex(of: UInt8(ascii: "\n")),
      Self.sum(bytes[..<end]).utf8.elementsEqual(bytes[(end + 1)...]),
      let journal = try? JSONDecoder().decode(Self.self, from: Data(bytes[..<end]))
    else { return nil }
    self = journal
  }

  /// A line of JSON, and one with its sum.
  package var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = (try? encoder.encode(self)) ?? Data()
    return String(decoding: json, as: UTF8.self) + "\n" + Self.sum(json)
  }

  private static func sum(_ bytes: some Sequence<UInt8>) -> String {
    String(FNV1a.of(bytes), radix: 16)
  }

  /// Why a run with other settings or inputs cannot go on where this one stopped; nil when it can.
  package func difference(from other: BatchJournal) -> String? {
    if paths != other.paths { return "its inputs were " + paths.joined(separator: ", ") }
    let names = Set(settings.keys).union(other.settings.keys).sorted()
    guard let name = names.first(where: { settings[$0] != other.settings[$0] }) else { return nil }
    return switch (settings[name] ?? "", other.settings[name] ?? "") {
    case let (old, new) where old.utf8.count > 40 || new.utf8.count > 40 || name == "knowledge":
      "the \(name) has changed since"
    case let (old, new):
      "its \(name) was \(old.isEmpty ? "none" : old), and is \(new.isEmpty ? "none" : new) now"
    }
  }
}

extension AnswerKind: Codable {}

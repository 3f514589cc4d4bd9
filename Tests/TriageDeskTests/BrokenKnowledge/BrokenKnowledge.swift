import Foundation
import Testing
import TriageTestSupport

/// A knowledge base with something wrong in it: the bicycle shop with a few changes, and all that must
/// be found, as `CODE file:line`.
struct BrokenKnowledge: Sendable, CustomTestStringConvertible {
  var name: String
  var changes: [Change]
  var findings: [String]

  var testDescription: String { name }

  init(_ name: String, _ changes: Change..., finds findings: String...) {
    (self.name, self.changes, self.findings) = (name, changes, findings.sorted())
  }

  enum Change: Sendable {
    /// Puts other text in the place of some that stands there once.
    case edit(String, String, String)
    case write(String, String)
    case bytes(String, [UInt8])
    case remove(String)
    /// A symbolic link with that target.
    case link(String, to: String)
    /// A file of so many bytes, none of which takes room.
    case sparse(String, Int)
    /// A pipe that nobody writes into.
    case pipe(String)
    /// The shipped schemas, with the file naming one of them.
    case schema(String, String)
  }
}

extension BrokenKnowledge {
  /// Writes the knowledge base into a folder of its own.
  func folder() throws -> TemporaryFolder {
    let folder = try BicycleShop.folder()
    for change in changes { try apply(change, folder) }
    return folder
  }

  private struct NotOnce: Error {
    var text: String
  }

  private func apply(_ change: Change, _ folder: TemporaryFolder) throws {
    func text(_ file: String) throws -> String {
      try String(contentsOfFile: folder.path + "/" + file, encoding: .utf8)
    }
    switch change {
    case .edit(let file, let old, let new):
      let parts = try text(file).components(separatedBy: old)
      guard parts.count == 2 else { throw NotOnce(text: old) }
      try folder.write(parts.joined(separator: new), to: file)
    case .write(let file, let text): try folder.write(text, to: file)
    case .bytes(let file, let bytes): try folder.write(bytes, to: file)
    case .remove(let file): try FileManager.default.removeItem(atPath: folder.path + "/" + file)
    case .link(let file, let target):
      try FileManager.default.createSymbolicLink(
        atPath: folder.path + "/" + file, withDestinationPath: target)
    case .sparse(let file, let size):
      try folder.write("", to: file)
      truncate(folder.path + "/" + file, size)
    case .pipe(let file): mkfifo(folder.path + "/" + file, 0o644)
    case .schema(let file, let schema):
      for name in ["concern", "patterns", "vocabulary", "desks", "notices", "denials", "audiences"]
      {
        let path = "schema/\(name).rng"
        try folder.write(
          String(contentsOfFile: Repository.knowledge + "/" + path, encoding: .utf8), to: path)
      }
      let up = String(repeating: "../", count: file.count { $0 == "/" })
      try folder.write("<?xml-model href=\"\(up)schema/\(schema)\"?>" + text(file), to: file)
    }
  }
}

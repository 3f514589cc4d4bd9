internal import Foundation

/// Compares rendered output with a file in the tree; `RECORD_GOLDENS=1` writes the file anew and
/// still fails, so that nobody records by accident.
package enum Golden {
  /// - Returns: nil when `text` is what the file holds, otherwise what to tell.
  package static func difference(_ text: String, _ name: String, testFile: String = #filePath)
    -> String?
  {
    let folder = URL(fileURLWithPath: testFile).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Goldens").appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] == "1" {
      do {
        try Data(text.utf8).write(to: file)
        return "recorded \(name); run again without RECORD_GOLDENS"
      } catch {
        return "\(name) cannot be written: \(error)"
      }
    }
    guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
      return "there is no golden \(name); record it with RECORD_GOLDENS=1"
    }
    guard wanted != text else { return nil }
    let pairs = zip(wanted.split(separator: "\n"), text.split(separator: "\n"))
    let first = pairs.first { $0 != $1 }
    return "\(name) differs, first at:\n- \(first?.0 ?? "(length)")\n+ \(first?.1 ?? "(length)")"
  }
}

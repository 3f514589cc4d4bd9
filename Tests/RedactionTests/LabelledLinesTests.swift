import Foundation
import Testing

@testable import Redaction

/// The lines of `Fixtures`, in which what is personal is marked.
@Suite struct LabelledLinesTests {
  /// A line without its marks, and what was marked.
  struct Line {
    var text: [UInt8] = []
    var marked: [PersonalData] = []

    init(_ line: Substring) {
      var rest = line[...]
      while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
        let colon = rest[open..<close].firstIndex(of: ":"),
        let kind = PersonalData.Kind(rawValue: String(rest[rest.index(after: open)..<colon]))
      {
        text += rest[..<open].utf8
        let start = text.count
        text += rest[rest.index(after: colon)..<close].utf8
        marked.append(PersonalData(kind: kind, bytes: start..<text.count))
        rest = rest[rest.index(after: close)...]
      }
      text += rest.utf8
    }

    var string: String { String(decoding: text, as: UTF8.self) }
  }

  private static func lines(_ name: String) -> [Line] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("Fixtures").appendingPathComponent(name)
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") || $0.hasPrefix("#1") }
      .map(Line.init)
  }

  static let personal = lines("personal.txt")
  static let ordinary = lines("ordinary.txt")

  /// Some of the numbers that a knowledge base gives.
  static let redaction = Redaction(keeping: [
    "800-829-1040", "800-829-4933", "866-860-4259", "267-941-1000", "844-545-5640", "877-777-4778",
    "800-829-4059", "800-908-4490", "1-800-777-4778",
  ])

  @Test func almostAllIsFoundAndAlmostNothingElse() {
    #expect(Self.personal.count >= 150)
    #expect(Self.ordinary.count >= 150)
    var (marked, hit, found, right) = (0, 0, 0, 0)
    var mistakes: [String] = []
    for line in Self.personal + Self.ordinary {
      let data = Self.redaction.personalData(in: line.text)
      let missed = line.marked.filter { mark in
        !data.contains { $0.bytes.clamped(to: mark.bytes) == mark.bytes }
      }
      let wrong = data.filter { one in !line.marked.contains { $0.bytes.overlaps(one.bytes) } }
      marked += line.marked.count
      hit += line.marked.count - missed.count
      found += data.count
      right += data.count - wrong.count
      if !missed.isEmpty || !wrong.isEmpty {
        mistakes.append("\(line.string)  →  \(Self.redaction.redacted(line.string))")
      }
    }
    let recall = Double(hit) / Double(marked)
    let precision = Double(right) / Double(found)
    let text = mistakes.joined(separator: "\n")
    // For .ci/compare-redaction.
    print("triage: recall \(hit)/\(marked), precision \(right)/\(found)")
    #expect(recall >= 0.99, "recall \(hit)/\(marked)\n\(text)")
    #expect(precision >= 0.97, "precision \(right)/\(found)\n\(text)")
  }

  @Test func theLabelSaysWhatItWas() {
    var wrong: [String] = []
    var marked = 0
    for line in Self.personal {
      let data = Self.redaction.personalData(in: line.text)
      for mark in line.marked {
        guard let one = data.first(where: { $0.bytes.overlaps(mark.bytes) }) else { continue }
        marked += 1
        if one.kind != mark.kind { wrong.append(line.string) }
      }
    }
    #expect(marked >= 150)
    #expect(wrong.count * 100 <= marked, "\(wrong)")
  }
}

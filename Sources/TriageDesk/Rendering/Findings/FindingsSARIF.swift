internal import Diagnostics

/// Findings in the Static Analysis Results Interchange Format, which code hosts and editors show.
///
/// Source: SARIF Version 2.1.0, OASIS Standard, <https://docs.oasis-open.org/sarif/sarif/v2.1.0/>.
package enum FindingsSARIF {
  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// - Parameter version: of the program.
  package static func text(_ report: CheckReport, version: String) -> String {
    let codes = Set(report.findings.map(\.code.id)).sorted()
    var json = JSONText()
    json.object { json in
      json.member("$schema", schema)
      json.member("version", "2.1.0")
      json.name("runs")
      json.array([report]) { json, report in
        json.object { json in
          json.name("tool")
          json.object { json in
            json.name("driver")
            json.object { driver(&$0, version, codes) }
          }
          json.member("columnKind", "unicodeCodePoints")
          json.name("results")
          json.array(report.findings) { result(&$0, $1, codes) }
        }
      }
    }
    return json.text + "\n"
  }

  private static func driver(_ json: inout JSONText, _ version: String, _ codes: [String]) {
    json.member("name", "triage")
    json.member("version", version)
    json.name("rules")
    json.array(codes) { json, code in
      json.object { json in
        json.member("id", code)
        guard let page = CodePage.page(code) else { return }
        message(&json, "shortDescription", page.title)
        message(&json, "fullDescription", page.why)
        message(&json, "help", page.text)
        json.name("defaultConfiguration")
        json.object { $0.member("level", page.severity.rawValue) }
      }
    }
  }

  private static func result(_ json: inout JSONText, _ finding: Diagnostic, _ codes: [String]) {
    json.object { json in
      json.member("ruleId", finding.code.id)
      if let index = codes.firstIndex(of: finding.code.id) { json.member("ruleIndex", index) }
      json.member("level", finding.severity.rawValue)
      message(
        &json, "message", finding.message + (finding.hint.map { "\nHint: \($0)" } ?? ""))
      json.name("locations")
      json.array([finding.range]) { json, range in
        json.object { location(&$0, range) }
      }
      guard !finding.notes.isEmpty else { return }
      json.name("relatedLocations")
      json.array(finding.notes) { json, note in
        json.object { json in
          location(&json, note.range)
          message(&json, "message", note.message)
        }
      }
    }
  }

  private static func message(_ json: inout JSONText, _ name: StaticString, _ text: String) {
    json.name(name)
    json.object { $0.member("text", text) }
  }

  private static func location(_ json: inout JSONText, _ range: SourceRange) {
    json.name("physicalLocation")
    json.object { json in
      json.name("artifactLocation")
      json.object { $0.member("uri", uri(range.file)) }
      json.name("region")
      json.object { json in
        json.member("startLine", range.start.line)
        json.member("startColumn", range.start.column)
        json.member("endLine", range.end.line)
        json.member("endColumn", range.end.column)
      }
    }
  }

  /// A path as a reference of RFC 3986: everything but unreserved characters and `/` as `%` and two
  /// digits; `file://` before an absolute one.
  private static func uri(_ path: String) -> String {
    let hex = Array("0123456789ABCDEF".utf8)
    var bytes = Array((path.hasPrefix("/") ? "file://" : "").utf8)
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

internal import Diagnostics

/// Findings as a JUnit report: a suite for each file, with a case for each finding, or one that
/// passes; and a suite with a case for each concern's examples.
///
/// Source: the schema that Jenkins and GitLab read,
/// <https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd>.
package struct FindingsJUnit {
  /// Whether warnings fail.
  private let isStrict: Bool

  package static func text(_ report: CheckReport, strict: Bool) -> String {
    FindingsJUnit(isStrict: strict).text(report)
  }

  private func text(_ report: CheckReport) -> String {
    let byFile = Dictionary(grouping: report.findings, by: \.range.file)
    let files = Set(report.files).union(byFile.keys).sorted()
    var suites = files.map { suite($0, (byFile[$0] ?? []).map(testCase), passing: "is sound") }
    if !report.concerns.isEmpty {
      suites.append(suite("examples", report.concerns.map(testCase), passing: ""))
    }
    let tests = suites.reduce(0) { $0 + $1.tests }
    let failures = suites.reduce(0) { $0 + $1.failures }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="triage validate" tests="\(tests)" failures="\(failures)" errors="0">
      \(suites.map(\.xml).joined())</testsuites>

      """
  }

  private func suite(_ name: String, _ cases: [TestCase], passing: String)
    -> (xml: String, tests: Int, failures: Int)
  {
    let cases = cases.isEmpty ? [TestCase(name: passing)] : cases
    let failures = cases.count { $0.isFailure }
    var xml = "  <testsuite name=\"\(escaped(name))\" tests=\"\(cases.count)\""
    xml += " failures=\"\(failures)\" errors=\"0\">\n"
    for testCase in cases {
      xml += "    <testcase name=\"\(escaped(testCase.name))\" classname=\"\(escaped(name))\""
      guard let text = testCase.text else {
        xml += "/>\n"
        continue
      }
      let body = text.split(separator: "\n").map(escaped).joined(separator: "\n")
      xml +=
        testCase.isFailure
        ? ">\n      <failure message=\"\(escaped(testCase.message))\">\(body)</failure>\n"
        : ">\n      <system-out>\(body)</system-out>\n"
      xml += "    </testcase>\n"
    }
    return (xml + "  </testsuite>\n", cases.count, failures)
  }

  private struct TestCase {
    var name: String
    var message = ""
    var text: String?
    var isFailure = false
  }

  private func testCase(_ finding: Diagnostic) -> TestCase {
    let place = "\(finding.range.start.line):\(finding.range.start.column)"
    return TestCase(
      name: "\(finding.code.id) at \(place)", message: finding.message,
      text: DiagnosticText().render(finding),
      isFailure: finding.severity == .error || isStrict && finding.severity == .warning)
  }

  private func testCase(_ result: CheckReport.ConcernResult) -> TestCase {
    let isGood = result.landed == result.examples && result.caught == 0
    let text =
      "\(result.landed) of \(result.examples) examples land here; "
      + "\(result.caught) of \(result.counterexamples) counterexamples do"
    return TestCase(
      name: result.id, message: text, text: isGood ? nil : text, isFailure: !isGood && isStrict)
  }

  /// The text without characters that XML 1.0 has not, and with entities for its marks.
  private func escaped(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      case "\t": result += "&#9;"
      case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

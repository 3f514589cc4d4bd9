internal import Diagnostics

/// Findings as workflow commands, which GitHub shows beside the lines of a pull request.
///
/// Source: <https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions>.
package enum FindingsGitHub {
  package static func text(_ report: CheckReport) -> String {
    report.findings.map(line).joined()
  }

  private static func line(_ finding: Diagnostic) -> String {
    let place = finding.range
    var text = finding.message
    if let hint = finding.hint { text += "\nHint: \(hint)" }
    for note in finding.notes {
      text += "\n\(note.range.file):\(note.range.start.line): \(note.message)"
    }
    var line = "::\(finding.severity == .note ? "notice" : finding.severity.rawValue)"
    line += " file=\(property(place.file)),line=\(place.start.line),col=\(place.start.column)"
    // A column of the end is understood only on the same line.
    if place.end.line > place.start.line {
      line += ",endLine=\(place.end.line)"
    } else if place.end.column > place.start.column {
      line += ",endColumn=\(place.end.column)"
    }
    return line + ",title=\(finding.code.id)::\(data(text))\n"
  }

  private static func data(_ text: String) -> String {
    escaped(text, ["%", "\r", "\n"])
  }

  private static func property(_ text: String) -> String {
    escaped(text, ["%", "\r", "\n", ":", ","])
  }

  private static func escaped(_ text: String, _ special: [Unicode.Scalar]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if special.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

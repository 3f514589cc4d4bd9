internal import Diagnostics

/// Findings as one JSON object, for programs.
package enum FindingsJSON {
  package static func text(_ report: CheckReport) -> String {
    var json = JSONText()
    json.object { json in
      json.member("schema", "triage.findings/1")
      json.name("summary")
      json.object { json in
        json.member("errors", report.count(.error))
        json.member("warnings", report.count(.warning))
        json.member("notes", report.count(.note))
      }
      json.name("findings")
      json.array(report.findings, finding)
      json.name("concerns")
      json.array(report.concerns, concern)
    }
    return json.text + "\n"
  }

  private static func finding(_ json: inout JSONText, _ finding: Diagnostic) {
    json.object { json in
      json.member("code", finding.code.id)
      json.member("severity", finding.severity.rawValue)
      json.member("message", finding.message)
      json.member("hint", finding.hint)
      place(&json, finding.range)
      json.name("notes")
      json.array(finding.notes) { json, note in
        json.object { json in
          json.member("message", note.message)
          place(&json, note.range)
        }
      }
    }
  }

  private static func place(_ json: inout JSONText, _ range: SourceRange) {
    json.member("file", range.file)
    json.member("line", range.start.line)
    json.member("column", range.start.column)
    json.member("endLine", range.end.line)
    json.member("endColumn", range.end.column)
  }

  private static func concern(_ json: inout JSONText, _ result: CheckReport.ConcernResult) {
    json.object { json in
      json.member("concern", result.id)
      json.member("examples", result.examples)
      json.member("landed", result.landed)
      json.member("counterexamples", result.counterexamples)
      json.member("caught", result.caught)
      json.member("rules", result.rules)
      json.member("exercised", result.exercised)
      json.member("tested", result.tested)
    }
  }
}

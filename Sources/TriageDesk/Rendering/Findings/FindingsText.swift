/// What a check tells a person besides the findings themselves (see `DiagnosticText`).
package enum FindingsText {
  /// A line for each concern: how many of its examples land, and of its rules are tested.
  package static func concerns(_ report: CheckReport) -> String {
    let width = report.concerns.map(\.id.count).max() ?? 0
    return report.concerns.map { result in
      let name = result.id + String(repeating: " ", count: width - result.id.count)
      return "\(name)  \(result.landed) of \(result.examples) examples land, "
        + "\(result.caught) of \(result.counterexamples) counterexamples are caught, "
        + "\(result.tested) of \(result.rules) rules are tested\n"
    }.joined()
  }
}

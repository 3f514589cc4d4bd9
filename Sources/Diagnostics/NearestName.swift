/// Finds the name a writer probably meant, for "did you mean …?".
package enum NearestName {
  /// The candidate nearest to `name` by edit distance, if it is near enough to be a slip; the first
  /// in order of the alphabet among equals.
  package static func suggestion(for name: String, among candidates: some Sequence<String>)
    -> String?
  {
    let written = Array(name.unicodeScalars)
    let limit = max(1, written.count / 3)
    return
      candidates
      .map { (distance: editDistance(written, Array($0.unicodeScalars)), name: $0) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?
      .name
  }

  /// Levenshtein distance, one row at a time (Wagner and Fischer, 1974).
  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[b.count]
  }
}

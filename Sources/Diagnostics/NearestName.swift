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

  /// Optimal string alignment distance: letters more, less or other, and neighbours swapped (Damerau,
  /// 1964), by rows.
  private static func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var row = [i + 1]
      for (j, y) in b.enumerated() {
        var best = min(last[j] + (x == y ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, x == b[j - 1], a[i - 1] == y { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}

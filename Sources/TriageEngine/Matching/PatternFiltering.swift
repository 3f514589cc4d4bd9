/// From the words and phrases of a window to the patterns that can match in it.
extension CompiledRules {
  /// Notes the patterns whose keys and gates stand in the window, from a term of it on.
  func filterPatterns(from first: Int = 0, _ workspace: inout Workspace) {
    for index in first..<workspace.terms.count {
      workspace.readAhead &+=
        filter.postings[filter.range(of: workspace.terms[index]).lowerBound].index
    }
    for index in first..<workspace.terms.count {
      let range = filter.range(of: workspace.terms[index])
      workspace.note(steps: range.count)
      for entry in range {
        let posting = filter.postings[entry]
        let row = Int(posting.index) / 4
        if !workspace.isPresent(row) { workspace.setPresent(row, open: filter.rows[row].open) }
        workspace.rows[Int(posting.index)] |= posting.bits
      }
    }
  }

  /// Calls `body` with the patterns of some rows that can match in the window, and whether their key
  /// alone is a match.
  @inline(__always)
  func forEachOpen(
    in rows: Range<Int>, _ workspace: inout Workspace,
    _ body: (_ pattern: Int, _ isWhole: Bool, inout Workspace) -> Void
  ) {
    for row in rows where workspace.isPresent(row) {
      var bits = workspace.openBits(row)
      let whole = filter.rows[row].whole
      while bits != 0 {
        workspace.note(steps: 1)
        let bit = bits.trailingZeroBitCount
        bits &= bits &- 1
        body(Int(filter.patterns[row * 64 + bit]), whole >> UInt64(bit) & 1 != 0, &workspace)
      }
    }
  }
}

extension Workspace {
  /// Whether a row has to do with the present window.
  @inline(__always)
  func isPresent(_ row: Int) -> Bool { rows[row * 4 + 3] == UInt64(stamp) }

  /// Gets a row ready for the present window.
  @inline(__always)
  mutating func setPresent(_ row: Int, open: (UInt64, UInt64)) {
    rows[row * 4] = 0
    rows[row * 4 + 1] = open.0
    rows[row * 4 + 2] = open.1
    rows[row * 4 + 3] = UInt64(stamp)
  }

  /// The patterns of a row whose key and gates stand in the window.
  @inline(__always)
  func openBits(_ row: Int) -> UInt64 {
    rows[row * 4] & rows[row * 4 + 1] & rows[row * 4 + 2]
  }
}

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
        workspace.add(filter.postings[entry])
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
    guard !rows.isEmpty else { return }
    for index in rows.lowerBound / 64...(rows.upperBound - 1) / 64 {
      var present = workspace.presentRows(index, of: rows)
      while present != 0 {
        let row = index * 64 + present.trailingZeroBitCount
        present &= present &- 1
        var bits = workspace.openBits(row, filter.rows[row].open)
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
}

extension Workspace {
  /// Notes what a term says about a row. No branch: which rows a word has to do with cannot be foreseen.
  @inline(__always)
  mutating func add(_ posting: PatternFilter.Posting) {
    let row = Int(posting.index / 4)
    presentRows[row / 64] |= 1 &<< UInt64(row & 63)
    rows[Int(posting.index)] |= posting.bits
  }

  /// Which of the 64 rows from `index` times 64 on are of `rows` and have to do with the present window.
  @inline(__always)
  func presentRows(_ index: Int, of rows: Range<Int>) -> UInt64 {
    let (first, end) = (rows.lowerBound - index * 64, rows.upperBound - index * 64)
    return presentRows[index] & (UInt64.max << UInt64(max(first, 0)))
      & (end < 64 ? (1 << UInt64(end)) - 1 : .max)
  }

  /// The patterns of a row whose key and gates stand in the window, where `open` have none.
  @inline(__always)
  func openBits(_ row: Int, _ open: (UInt64, UInt64)) -> UInt64 {
    rows[row * 4] & (rows[row * 4 + 1] | open.0) & (rows[row * 4 + 2] | open.1)
  }

  /// Empties the rows of the last window.
  mutating func forgetRows() {
    for index in 0..<presentRows.count {
      var present = presentRows[index]
      while present != 0 {
        let row = index * 64 + present.trailingZeroBitCount
        present &= present &- 1
        for number in 0..<3 { rows[row * 4 + number] = 0 }
      }
      presentRows[index] = 0
    }
  }
}

/// From the words and phrases of a window to the patterns that can match in it.
extension CompiledRules {
  /// Notes the patterns whose keys stand in the window, from a term of it on.
  func findKeys(from first: Int, _ workspace: inout Workspace) {
    for index in first..<workspace.terms.count {
      for entry in filter.keys.range(of: workspace.terms[index]) {
        let posting = filter.keys[entry]
        let row = posting.index / 4
        workspace.touch(row, filter.rows[Int(row)].open)
        workspace.rows[Int(posting.index)] |= posting.bits
      }
    }
  }

  /// Notes the patterns whose gates stand in the window, once all keys and terms are known.
  func openGates(_ workspace: inout Workspace) {
    for index in 0..<workspace.terms.count {
      let range = filter.gates.range(of: workspace.terms[index])
      workspace.note(steps: range.count)
      for entry in range {
        let posting = filter.gates[entry]
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
    for index in 0..<workspace.touchedRows.count {
      let row = Int(workspace.touchedRows[index])
      guard rows.contains(row) else { continue }
      var bits = workspace.openBits(row)
      let whole = filter.rows[row].whole
      workspace.note(steps: bits.nonzeroBitCount)
      while bits != 0 {
        let bit = bits.trailingZeroBitCount
        bits &= bits &- 1
        body(
          Int(filter.patterns[row * 64 + bit]), whole >> UInt64(bit) & 1 != 0, &workspace)
      }
    }
  }
}

extension Workspace {
  /// Gets a row ready for the present window.
  @inline(__always)
  mutating func touch(_ row: UInt32, _ open: (UInt64, UInt64)) {
    let first = Int(row) * 4
    guard rows[first + 3] != UInt64(stamp) else { return }
    rows[first] = 0
    rows[first + 1] = open.0
    rows[first + 2] = open.1
    rows[first + 3] = UInt64(stamp)
    touchedRows.append(row)
  }

  /// The patterns of a row whose key and gates stand in the window.
  @inline(__always)
  func openBits(_ row: Int) -> UInt64 {
    rows[row * 4] & rows[row * 4 + 1] & rows[row * 4 + 2]
  }
}

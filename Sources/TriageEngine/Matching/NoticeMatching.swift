/// Finds the notices that a text names.
extension RuleSet {
  func findNotices(_ workspace: inout Workspace) {
    for index in 0..<workspace.found.count {
      let element = Int(workspace.found[index])
      for entry in noticePatterns.range(of: UInt32(element)) {
        addNotices(
          patterns.elements[element], noticeOfPattern[Int(noticePatterns[entry])], &workspace)
      }
    }
  }

  private func addNotices(
    _ element: PatternTables.Element, _ notice: Int32, _ workspace: inout Workspace
  ) {
    var lengths = element.lengths
    var slot = Int(element.slot)
    while lengths != 0 {
      var starts = workspace.slots[slot]
      while starts != 0 {
        let start = workspace.window.start + starts.trailingZeroBitCount
        workspace.addNotice(start..<start + lengths.trailingZeroBitCount, notice)
        starts &= starts &- 1
      }
      lengths &= lengths &- 1
      slot += 1
    }
  }
}

extension Workspace {
  /// Notes a notice; where one begins at the same word, the longer is kept, and the listed one
  /// before a series.
  fileprivate mutating func addNotice(_ tokens: Range<Int>, _ notice: Int32) {
    namesNotice = true
    let end = UInt32(tokens.upperBound)
    for index in 0..<notices.count where notices[index].start == UInt32(tokens.lowerBound) {
      let known = notices[index]
      guard (known.end, -known.notice) < (end, -notice) else { return }
      notices[index].end = end
      notices[index].notice = notice
      return
    }
    notices.append(NoticeMatch(start: UInt32(tokens.lowerBound), end: end, notice: notice))
  }

  /// From the places where a notice begins to the place just past it.
  func passNotices(_ places: UInt64) -> UInt64 {
    var passed: UInt64 = 0
    for index in 0..<notices.count {
      let (start, end) = (Int(notices[index].start), Int(notices[index].end))
      guard start >= window.start, end <= window.end,
        places >> UInt64(start - window.start) & 1 != 0
      else { continue }
      passed |= 1 << UInt64(end - window.start)
    }
    return passed
  }
}

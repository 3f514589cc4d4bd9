/// Finds the notices that a text names.
extension CompiledRules {
  func findNotices(_ workspace: inout Workspace) {
    forEachOpen(in: filter.noticeRows, &workspace) { pattern, _, workspace in
      // A notice is a pattern of one part.
      let part = patterns.parts[Int(patterns.patterns[pattern].start)]
      let notice = noticeOfPattern[pattern]
      if part.words != PatternTables.noWords {
        workspace.addNotices(tokens(ofSet: part.words, workspace), length: 1, notice)
      }
      var (lengths, slot) = (part.lengths, Int(part.slot))
      while lengths != 0 {
        workspace.addNotices(
          workspace.slots[slot], length: lengths.trailingZeroBitCount, notice)
        lengths &= lengths &- 1
        slot += 1
      }
    }
  }
}

extension Workspace {
  /// Notes that a notice begins at some tokens.
  fileprivate mutating func addNotices(_ tokens: UInt64, length: Int, _ notice: Int32) {
    var starts = tokens
    while starts != 0 {
      let start = window.start + starts.trailingZeroBitCount
      addNotice(start..<start + length, notice)
      starts &= starts &- 1
    }
  }

  /// Notes a notice; where one begins at the same word, the longer is kept, and the listed one
  /// before a series.
  private mutating func addNotice(_ tokens: Range<Int>, _ notice: Int32) {
    let end = UInt32(tokens.upperBound)
    note(steps: notices.count - nearNotices)
    for index in nearNotices..<notices.count
    where notices[index].start == UInt32(tokens.lowerBound) {
      let known = notices[index]
      guard (known.end, -known.notice) < (end, -notice) else { return }
      notices[index].end = end
      notices[index].notice = notice
      return
    }
    notices.append(NoticeMatch(start: UInt32(tokens.lowerBound), end: end, notice: notice))
  }

  /// The tokens of the window with which a notice begins.
  var noticeStarts: UInt64 {
    var starts: UInt64 = 0
    for index in window.notices {
      let start = Int(notices[index].start)
      if window.start <= start, start < window.end { starts |= 1 << UInt64(start - window.start) }
    }
    return starts
  }

  /// From the places where a notice begins to the place just past it.
  func passNotices(_ places: UInt64) -> UInt64 {
    var passed: UInt64 = 0
    for index in window.notices {
      let (start, end) = (Int(notices[index].start), Int(notices[index].end))
      guard start >= window.start, end <= window.end,
        places >> UInt64(start - window.start) & 1 != 0
      else { continue }
      passed |= 1 << UInt64(end - window.start)
    }
    return passed
  }
}

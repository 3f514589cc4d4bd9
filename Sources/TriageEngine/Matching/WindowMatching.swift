/// From the words of a window to the phrases that stand in it, and to the patterns that can.
///
/// Every step goes from what is there: a word leads to the longer phrases whose rarest place it can
/// take, most of which the word beside it turns away, and words and phrases to bits of patterns
/// (`PatternFilter`).
///
/// An automaton over words (Aho and Corasick, 1975) would find the phrases in one pass too, but a
/// place is a set of words, and it would have to be made deterministic, which costs more time than
/// a question may take to start.
extension CompiledRules {
  /// Makes a window the present one, and finds its words and phrases.
  func enter(_ window: Window, _ workspace: inout Workspace) {
    workspace.begin(window)
    workspace.note(steps: window.count)
    readWords(&workspace)
    for token in 0..<window.count {
      // `neighbours` begins with the one before the first.
      let wordClass = Int(workspace.neighbours[token + 1])
      let (start, end) = (patterns.keyedStarts[wordClass], patterns.keyedStarts[wordClass + 1])
      guard start < end else { continue }
      workspace.note(steps: Int(end - start))
      for index in Int(start)..<Int(end) {
        let keyed = patterns.keyedPhrases[index]
        let neighbour = workspace.neighbours[token + Int(keyed.beside)]
        guard keyed.neighbours.mayContain(neighbour) else { continue }
        findPhrase(keyed.phrase, at: token, &workspace)
      }
    }
  }

  @inline(__always)
  private func readWords(_ workspace: inout Workspace) {
    let window = workspace.window
    for offset in 0..<window.count {
      let wordClass = workspace.tokens[window.start + offset].word.wordClass
      workspace.neighbours[offset + 1] = wordClass
      guard wordClass != 0 else { continue }
      let known = workspace.classTokens[Int(wordClass)]
      if known == 0 { workspace.terms.append(wordClass) }
      workspace.classTokens[Int(wordClass)] = known | 1 << UInt64(offset)
    }
    workspace.neighbours[window.count + 1] = 0
  }

  /// Notes the phrase if it stands where a token is at its rarest place.
  @inline(never)
  private func findPhrase(_ number: UInt32, at token: Int, _ workspace: inout Workspace) {
    let phrase = patterns.phrases[Int(number)]
    let start = token - Int(phrase.key)
    guard start >= 0, start + Int(phrase.count) <= workspace.window.count else { return }
    for offset in 0..<Int(phrase.count) where offset != Int(phrase.key) {
      let wordClass = workspace.neighbours[start + offset + 1]
      guard patterns.contains(wordClass, inSet: patterns.places[Int(phrase.start) + offset])
      else { return }
    }
    let first = Int(phrase.slotStart)
    for index in first..<first + Int(phrase.slotCount) {
      workspace.add(1 << UInt64(start), toSlot: patterns.phraseSlots[index])
    }
    workspace.terms.append(filter.firstPhrase + number)
  }

  /// The tokens that are words of the set.
  func tokens(ofSet set: UInt32, _ workspace: borrowing Workspace) -> UInt64 {
    var found: UInt64 = 0
    let range = patterns.classesOfSets.range(of: set)
    var index = range.lowerBound
    while index < range.upperBound {
      found |=
        workspace.classTokens[Int(patterns.classesOfSets[index])]
        | workspace.classTokens[Int(patterns.classesOfSets[index &+ 1])]
        | workspace.classTokens[Int(patterns.classesOfSets[index &+ 2])]
        | workspace.classTokens[Int(patterns.classesOfSets[index &+ 3])]
      index &+= 4
    }
    return found
  }

  // MARK: Notices

  /// Finds the phrases in which a notice stands, once the notices of the window are known.
  func findNoticePhrases(_ workspace: inout Workspace) {
    workspace.note(steps: workspace.window.notices.count)
    let notices = workspace.noticeStarts
    guard notices != 0 else { return }
    for index in patterns.noticePhrases.indices {
      let phrase = patterns.noticePhrases[index]
      let first = patterns.places[Int(phrase.start)]
      var starts = first == PatternTables.notice ? notices : tokens(ofSet: first, workspace)
      var isFound = false
      while starts != 0 {
        isFound = findNoticePhrase(phrase, at: starts.trailingZeroBitCount, &workspace) || isFound
        starts &= starts &- 1
      }
      if isFound { workspace.terms.append(filter.firstNoticePhrase + UInt32(index)) }
    }
  }

  private func findNoticePhrase(
    _ phrase: PatternTables.NoticePhrase, at start: Int, _ workspace: inout Workspace
  ) -> Bool {
    var places: UInt64 = 1 << UInt64(start)
    for place in Int(phrase.start)..<Int(phrase.end) where places != 0 {
      let set = patterns.places[place]
      places =
        set == PatternTables.notice
        ? workspace.passNotices(places) : (places & tokens(ofSet: set, workspace)) << 1
    }
    var isFound = false
    while places != 0 {
      let length = places.trailingZeroBitCount - start
      places &= places &- 1
      guard phrase.lengths >> UInt64(length) & 1 != 0 else { continue }
      let slot = PatternTables.slot(of: length, in: phrase.lengths)
      workspace.add(1 << UInt64(start), toSlot: phrase.slot + UInt32(slot))
      isFound = true
    }
    return isFound
  }
}

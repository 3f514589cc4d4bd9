/// From the words of a window to the phrases that stand in it, and to the patterns that can.
///
/// Every step goes from what is there: a class of words leads to the longer phrases whose rarest
/// place it can take, and words and phrases to bits of patterns (`PatternFilter`). A phrase is the AND
/// of its places' bitmaps, shifted: all its occurrences at once (Baeza-Yates and Gonnet, 1992, over
/// words instead of letters).
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
    for index in 0..<workspace.terms.count {
      let wordClass = workspace.terms[index]
      let start = Int(patterns.keyedStarts[Int(wordClass)])
      let end = Int(patterns.keyedStarts[Int(wordClass) + 1])
      guard start < end else { continue }
      workspace.note(steps: end - start)
      let (before, after) = workspace.beside(workspace.classTokens[Int(wordClass)])
      for index in start..<end {
        let keyed = patterns.keyedPhrases[index]
        guard keyed.neighbours.mayShare(keyed.isKeyLast ? before : after) else { continue }
        findPhrase(keyed.phrase, &workspace)
      }
    }
  }

  @inline(__always)
  private func readWords(_ workspace: inout Workspace) {
    let window = workspace.window
    for offset in 0..<window.count {
      let wordClass = workspace.classes[window.start + offset]
      workspace.neighbours[offset + 1] = wordClass
      guard wordClass != 0 else { continue }
      let known = workspace.classTokens[Int(wordClass)]
      if known == 0 { workspace.terms.append(wordClass) }
      workspace.classTokens[Int(wordClass)] = known | 1 << UInt64(offset)
    }
    workspace.neighbours[window.count + 1] = 0
  }

  @inline(never)
  private func findPhrase(_ number: UInt32, _ workspace: inout Workspace) {
    let phrase = patterns.phrases[Int(number)]
    let starts = starts(ofPhrase: phrase, &workspace)
    guard starts != 0 else { return }
    let first = Int(phrase.slotStart)
    for index in first..<first + Int(phrase.slotCount) {
      workspace.add(starts, toSlot: patterns.phraseSlots[index])
    }
    workspace.terms.append(filter.firstPhrase + number)
  }

  /// The tokens with which the phrase begins.
  @inline(__always)
  private func starts(ofPhrase phrase: PatternTables.Phrase, _ workspace: inout Workspace)
    -> UInt64
  {
    let start = Int(phrase.start)
    let key = start + Int(phrase.key)
    var found = tokens(ofSet: patterns.places[key], &workspace)
    for place in key + 1..<start + Int(phrase.count) where found != 0 {
      found = found << 1 & tokens(ofSet: patterns.places[place], &workspace)
    }
    // Back to the key, then to the start.
    found >>= UInt64(Int(phrase.count) - 1 - Int(phrase.key))
    var place = key
    while found != 0, place > start {
      place -= 1
      found = found >> 1 & tokens(ofSet: patterns.places[place], &workspace)
    }
    return found
  }

  /// The tokens that are words of the set.
  @inline(__always)
  func tokens(ofSet set: UInt32, _ workspace: inout Workspace) -> UInt64 {
    workspace.tokens(ofSet: Int(set)) ?? gather(set, &workspace)
  }

  @inline(never)
  private func gather(_ set: UInt32, _ workspace: inout Workspace) -> UInt64 {
    var found: UInt64 = 0
    let range = patterns.classesOfSets.range(of: set)
    var index = range.lowerBound
    while index < range.upperBound {
      func tokens(_ offset: Int) -> UInt64 {
        workspace.classTokens[Int(patterns.classesOfSets[index &+ offset])]
      }
      found |= tokens(0) | tokens(1) | tokens(2) | tokens(3)
      index &+= 4
    }
    workspace.set(found, ofSet: Int(set))
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
      var starts = first == PatternTables.notice ? notices : tokens(ofSet: first, &workspace)
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
    for place in phrase.start..<phrase.end where places != 0 {
      let set = patterns.places[Int(place)]
      places =
        set == PatternTables.notice
        ? workspace.passNotices(places) : (places & tokens(ofSet: set, &workspace)) << 1
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

extension Workspace {
  /// The classes of all words that stand right before some tokens, and of those right after.
  @inline(__always)
  fileprivate func beside(_ tokens: UInt64) -> (before: ClassFilter, after: ClassFilter) {
    var (before, after, rest) = (ClassFilter(), ClassFilter(), tokens)
    while rest != 0 {
      // `neighbours` begins with the one before the first.
      let token = rest.trailingZeroBitCount
      before.insert(neighbours[token])
      after.insert(neighbours[token + 2])
      rest &= rest &- 1
    }
    return (before, after)
  }
}

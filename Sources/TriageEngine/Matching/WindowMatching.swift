/// From the words of a window to the elements of patterns that stand in it.
///
/// Every step goes from what is there: a class of words leads to the slots that it is a phrase of and
/// to the sets that are the key of longer phrases, a key to its phrases, a phrase to its slots. A
/// phrase is the AND of its places' bitmaps, shifted: all its occurrences at once (Baeza-Yates and
/// Gonnet, 1992, over words instead of letters).
///
/// An automaton over words (Aho and Corasick, 1975) would find the phrases in one pass too, but a
/// place is a set of words, and it would have to be made deterministic, which costs more time than
/// a question may take to start.
extension CompiledRules {
  /// Makes a window the present one, and finds the elements that patterns wait for.
  func enter(_ window: Window, _ workspace: inout Workspace) {
    workspace.begin(window)
    workspace.note(steps: window.count)
    readWords(&workspace)
    for index in 0..<workspace.windowClasses.count {
      let wordClass = workspace.windowClasses[index]
      let tokens = workspace.classTokens[Int(wordClass)]
      for entry in patterns.wordSlots.range(of: wordClass) {
        add(tokens, toSlot: patterns.wordSlots[entry], &workspace)
      }
      for entry in patterns.keySets.range(of: wordClass) {
        workspace.add(tokens, toSet: Int(patterns.keySets[entry]))
      }
    }
    for index in 0..<workspace.keySets.count {
      let set = Int(workspace.keySets[index])
      let tokens = workspace.tokens(ofSet: set) ?? 0
      let (before, after) = workspace.beside(tokens)
      workspace.note(steps: Int(patterns.firstPhrases[set + 1] - patterns.firstPhrases[set]))
      for index in Int(patterns.firstPhrases[set])..<Int(patterns.firstPhrases[set + 1]) {
        let phrase = patterns.phrases[index]
        guard phrase.neighbours & (phrase.isKeyLast ? before : after) != 0 else { continue }
        add(phrase, &workspace)
      }
    }
  }

  @inline(__always)
  private func readWords(_ workspace: inout Workspace) {
    let window = workspace.window
    for offset in 0..<window.count {
      let wordClass = workspace.classes[window.start + offset]
      workspace.neighbours[offset + 1] = UInt8(truncatingIfNeeded: wordClass & 63)
      guard wordClass != 0 else { continue }
      let known = workspace.classTokens[Int(wordClass)]
      if known == 0 { workspace.windowClasses.append(wordClass) }
      workspace.classTokens[Int(wordClass)] = known | 1 << UInt64(offset)
    }
    workspace.neighbours[window.count + 1] = 0
  }

  @inline(__always)
  private func add(_ phrase: PatternTables.Phrase, _ workspace: inout Workspace) {
    let starts = starts(ofPhrase: phrase, &workspace)
    guard starts != 0 else { return }
    let first = Int(phrase.slotStart)
    for index in first..<first + Int(phrase.slotCount) {
      add(starts, toSlot: patterns.phraseSlots[index], &workspace)
    }
  }

  @inline(__always)
  private func add(_ starts: UInt64, toSlot slot: UInt32, _ workspace: inout Workspace) {
    let known = workspace.slots[Int(slot)]
    workspace.slots[Int(slot)] = known | starts
    if known == 0 {
      workspace.found.append(slot)
      workspace.uses.formUnion(slotUses[Int(slot)])
    }
  }

  /// The tokens with which the phrase begins.
  @inline(never)
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
  private func tokens(ofSet set: UInt32, _ workspace: inout Workspace) -> UInt64 {
    if let known = workspace.tokens(ofSet: Int(set)) { return known }
    var found: UInt64 = 0
    for index in patterns.classesOfSets.range(of: set) {
      found |= workspace.classTokens[Int(patterns.classesOfSets[index])]
    }
    workspace.set(found, ofSet: Int(set))
    return found
  }

  /// Looks for an element that is not awaited, once a window.
  @inline(never)
  func look(for index: Int, _ workspace: inout Workspace) {
    workspace.setKnown(index)
    let element = patterns.elements[index]
    let first = Int(element.slot)
    for slot in first..<first + element.lengths.nonzeroBitCount { workspace.slots[slot] = 0 }
    for entry in patterns.wordsOfElements.range(of: UInt32(index)) {
      workspace.slots[first] |= tokens(ofSet: patterns.wordsOfElements[entry], &workspace)
    }
    for entry in patterns.phrasesOfElements.range(of: UInt32(index)) {
      let phrase = patterns.phrases[Int(patterns.phrasesOfElements[entry])]
      let slot = PatternTables.slot(of: Int(phrase.count), in: element.lengths)
      workspace.slots[first + slot] |= starts(ofPhrase: phrase, &workspace)
    }
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
      while starts != 0 {
        findNoticePhrase(phrase, at: starts.trailingZeroBitCount, &workspace)
        starts &= starts &- 1
      }
    }
  }

  private func findNoticePhrase(
    _ phrase: PatternTables.NoticePhrase, at start: Int, _ workspace: inout Workspace
  ) {
    var places: UInt64 = 1 << UInt64(start)
    for place in phrase.start..<phrase.end where places != 0 {
      let set = patterns.places[Int(place)]
      places =
        set == PatternTables.notice
        ? workspace.passNotices(places) : (places & tokens(ofSet: set, &workspace)) << 1
    }
    while places != 0 {
      let length = places.trailingZeroBitCount - start
      places &= places &- 1
      guard phrase.lengths >> UInt64(length) & 1 != 0 else { continue }
      let slot = PatternTables.slot(of: length, in: phrase.lengths)
      add(1 << UInt64(start), toSlot: phrase.slot + UInt32(slot), &workspace)
    }
  }
}

extension Workspace {
  /// The bits, as in `PatternTables.Phrase.neighbours`, of all words that stand right before some
  /// tokens, and of those right after.
  @inline(__always)
  fileprivate func beside(_ tokens: UInt64) -> (before: UInt64, after: UInt64) {
    var (before, after, rest): (UInt64, UInt64, UInt64) = (0, 0, tokens)
    while rest != 0 {
      // `neighbours` begins with the one before the first.
      let token = rest.trailingZeroBitCount
      before |= 1 << UInt64(neighbours[token] & 63)
      after |= 1 << UInt64(neighbours[token + 2] & 63)
      rest &= rest &- 1
    }
    return (before, after)
  }
}

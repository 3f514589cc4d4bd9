/// From the words of a window to the elements of patterns that stand in it.
///
/// Every step goes from what is there: a class of words leads to the sets that are the key of a
/// phrase, a key to its phrases, a phrase to its elements. A phrase is the AND of its places' bitmaps,
/// shifted: all its occurrences at once (Baeza-Yates and Gonnet, 1992, over words instead of
/// letters). An element keeps, for each length of its phrases, where they begin.
///
/// An automaton over words (Aho and Corasick, 1975) would find the phrases in one pass too, but a
/// place is a set of words, and it would have to be made deterministic, which costs more time than
/// a question may take to start.
extension RuleSet {
  /// Makes a window the present one, and finds the elements that patterns wait for.
  func enter(_ window: Window, _ workspace: inout Workspace) {
    workspace.begin(window)
    for token in window.start..<window.end {
      let wordClass = Int(workspace.classes[token])
      guard wordClass != 0 else { continue }
      let known = workspace.classTokens[wordClass]
      if known == 0 { workspace.windowClasses.append(UInt32(wordClass)) }
      workspace.classTokens[wordClass] = known | 1 << UInt64(token - window.start)
    }
    for index in 0..<workspace.windowClasses.count {
      let wordClass = workspace.windowClasses[index]
      let tokens = workspace.classTokens[Int(wordClass)]
      for key in patterns.keySets.range(of: wordClass) {
        workspace.add(tokens, toSet: Int(patterns.keySets[key]))
      }
    }
    for index in 0..<workspace.keySets.count {
      for phrase in patterns.keyedPhrases.range(of: workspace.keySets[index]) {
        findPhrase(patterns.keyedPhrases[phrase], &workspace)
      }
    }
  }

  @inline(__always)
  private func findPhrase(_ phrase: UInt32, _ workspace: inout Workspace) {
    let starts = starts(ofPhrase: phrase, &workspace)
    guard starts != 0 else { return }
    for index in patterns.phraseSlots.range(of: phrase) {
      add(starts, toSlot: patterns.phraseSlots[index], &workspace)
    }
  }

  @inline(__always)
  private func add(_ starts: UInt64, toSlot slot: UInt32, _ workspace: inout Workspace) {
    let element = Int(patterns.elementOfSlots[Int(slot)])
    if !workspace.isKnown(element) {
      clear(element, &workspace)
      workspace.found.append(UInt32(element))
    }
    workspace.slots[Int(slot)] |= starts
  }

  @inline(__always)
  private func clear(_ index: Int, _ workspace: inout Workspace) {
    let element = patterns.elements[index]
    workspace.setKnown(index)
    for slot in 0..<element.lengths.nonzeroBitCount {
      workspace.slots[Int(element.slot) + slot] = 0
    }
  }

  /// The tokens with which the phrase, which has no notice in it, begins.
  @inline(__always)
  private func starts(ofPhrase phrase: UInt32, _ workspace: inout Workspace) -> UInt64 {
    let range = patterns.phrases[Int(phrase)]
    var place = Int(range.start)
    var found = tokens(ofSet: patterns.places[place], &workspace)
    place += 1
    while found != 0, place < Int(range.end) {
      found = found << 1 & tokens(ofSet: patterns.places[place], &workspace)
      place += 1
    }
    return found >> UInt64(range.end - range.start - 1)
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

  /// Whether the element may stand in the window; looks at it now if nothing has so far.
  @inline(__always)
  func isPresent(_ index: Int, _ element: PatternTables.Element, _ workspace: inout Workspace)
    -> Bool
  {
    if workspace.isKnown(index) { return true }
    guard !element.isAwaited else { return false }
    clear(index, &workspace)
    for entry in patterns.phrasesOfElements.range(of: UInt32(index)) {
      let phrase = patterns.phrasesOfElements[entry]
      let starts = starts(ofPhrase: phrase, &workspace)
      guard starts != 0 else { continue }
      let range = patterns.phrases[Int(phrase)]
      let slot = PatternTables.slot(of: Int(range.end - range.start), in: element.lengths)
      workspace.slots[Int(element.slot) + slot] |= starts
    }
    return true
  }

  // MARK: Notices

  /// Finds the phrases in which a notice stands, once the notices of the window are known.
  func findNoticePhrases(_ workspace: inout Workspace) {
    guard workspace.namesNotice else { return }
    for index in patterns.noticeElements.indices {
      let element = patterns.noticeElements[index]
      for entry in patterns.noticePhrases.range(of: element) {
        findNoticePhrase(patterns.noticePhrases[entry], of: element, &workspace)
      }
    }
  }

  private func findNoticePhrase(
    _ phrase: UInt32, of index: UInt32, _ workspace: inout Workspace
  ) {
    let element = patterns.elements[Int(index)]
    let range = patterns.phrases[Int(phrase)]
    for start in 0..<workspace.window.count {
      var places: UInt64 = 1 << UInt64(start)
      for place in range.start..<range.end where places != 0 {
        let set = patterns.places[Int(place)]
        places =
          set == PatternTables.notice
          ? workspace.passNotices(places) : (places & tokens(ofSet: set, &workspace)) << 1
      }
      while places != 0 {
        let length = places.trailingZeroBitCount - start
        places &= places &- 1
        guard element.lengths >> UInt64(length) & 1 != 0 else { continue }
        let slot = PatternTables.slot(of: length, in: element.lengths)
        add(1 << UInt64(start), toSlot: element.slot + UInt32(slot), &workspace)
      }
    }
  }
}

/// Reads a text and finds in it what the rules speak of.
extension CompiledRules {
  /// Fills `workspace` with the tokens, notices, hits and fired rules of a text.
  func match(_ text: UnsafeBufferPointer<UInt8>, _ workspace: inout Workspace) {
    workspace.beginText()
    var tokenizer = Tokenizer(text)
    var start = 0
    // The sentences that wait to be looked at together.
    var waiting = 0..<0
    var breaks: UInt64 = 0
    while tokenizer.nextSentence(into: &workspace.tokens) {
      let end = workspace.tokens.count
      if end - waiting.lowerBound > Window.size {
        scan(waiting, breaks, text, &workspace)
        waiting = start..<end
        breaks = 0
      } else {
        waiting = waiting.lowerBound..<end
      }
      if end - waiting.lowerBound < Window.size { breaks |= 1 << UInt64(end - waiting.lowerBound) }
      workspace.tokens.append(.sentenceBreak(at: workspace.tokens[end - 1].end))
      start = end + 1
    }
    scan(waiting, breaks, text, &workspace)
    fireRules(&workspace)
  }

  /// Looks at sentences that fit in a window, or at one that is longer, part by part.
  private func scan(
    _ tokens: Range<Int>, _ breaks: UInt64, _ text: Bytes, _ workspace: inout Workspace
  ) {
    guard !tokens.isEmpty else { return }
    words.find(tokens, of: text, in: &workspace.tokens)
    var start = tokens.lowerBound
    while true {
      let end = min(start + Window.size, tokens.upperBound)
      scan(
        Window(start, end, breaks: tokens.count > Window.size ? 0 : breaks), &workspace)
      if end == tokens.upperBound { return }
      start += Window.step
    }
  }

  private func scan(_ window: Window, _ workspace: inout Workspace) {
    workspace.beginNotices()
    enter(window, &workspace)
    filterPatterns(&workspace)
    takeOutDenied(&workspace)
    findNotices(&workspace)
    workspace.keepWindow()
    let termCount = workspace.terms.count
    findNoticePhrases(&workspace)
    filterPatterns(from: termCount, &workspace)
    findWords(&workspace)
    forEachOpen(in: filter.ruleRows, &workspace) { pattern, isWhole, workspace in
      tryPattern(pattern, isWhole, &workspace)
    }
  }

  /// Notes the words of the window that have weights, then the pairs of them that do.
  private func findWords(_ workspace: inout Workspace) {
    workspace.pairs.removeAll()
    var before: UInt32 = 0
    for token in workspace.window.start..<workspace.window.end {
      let feature = workspace.tokens[token].word.feature
      workspace.addFeature(feature & WordFeatures.mask)
      let hash = WordTable.pairHash(before & WordFeatures.mask, feature & WordFeatures.mask)
      workspace.readAhead &+= words.readAhead(ofPair: hash)
      workspace.pairs.append(
        hash, if: before & WordFeatures.leads != 0 && feature & WordFeatures.follows != 0)
      before = feature
    }
    for index in 0..<workspace.pairs.count {
      workspace.addPair(words.feature(ofPair: workspace.pairs[index]))
    }
  }

  /// Makes a window of the present text the present one again, which it still is if there is no other.
  func reenter(_ window: Int, _ workspace: inout Workspace) {
    guard workspace.windows.count > 1 else { return }
    enter(workspace.windows[window], &workspace)
    findNoticePhrases(&workspace)
  }

  @inline(__always)
  private func tryPattern(_ pattern: Int, _ isWhole: Bool, _ workspace: inout Workspace) {
    guard !workspace.isFound(pattern),
      isWhole || ends(of: pattern, from: workspace.window.all, &workspace) != 0
    else { return }
    workspace.setFound(pattern, inWindow: workspace.windows.count - 1)
    for entry in rules.triggered.range(of: UInt32(pattern)) {
      workspace.addCandidate(rules.triggered[entry])
    }
  }

  /// Looks for the patterns that the rules which were set off need besides.
  private func matchAsked(_ workspace: inout Workspace) {
    for index in 0..<workspace.candidates.count {
      for entry in rules.asked.range(of: workspace.candidates[index]) {
        workspace.ask(for: rules.asked[entry])
      }
    }
    guard !workspace.asked.isEmpty else { return }
    for window in 0..<workspace.windows.count {
      reenter(window, &workspace)
      for index in 0..<workspace.asked.count {
        let pattern = Int(workspace.asked[index])
        if !workspace.isFound(pattern),
          ends(of: pattern, from: workspace.window.all, &workspace) != 0
        {
          workspace.setFound(pattern, inWindow: window)
        }
      }
    }
  }

  private func fireRules(_ workspace: inout Workspace) {
    matchAsked(&workspace)
    var index = 0
    while index < workspace.candidates.count {
      let rule = workspace.candidates[index]
      if holds(rules.rules[Int(rule)].node, &workspace) { workspace.fired.append(rule) }
      index += 1
    }
  }

  func holds(_ node: UInt32, _ workspace: inout Workspace) -> Bool {
    let node = rules.nodes[Int(node)]
    switch node.kind {
    case .match: return workspace.isFound(Int(node.start))
    case .unless: return holds(rules.children[Int(node.start)], &workspace)
    case .all:
      for index in Int(node.start)..<Int(node.end) {
        let child = rules.children[index]
        let isUnless = rules.nodes[Int(child)].kind == .unless
        if holds(child, &workspace) == isUnless { return false }
      }
      return true
    case .any:
      var found = false
      for index in Int(node.start)..<Int(node.end) {
        let child = rules.children[index]
        let isUnless = rules.nodes[Int(child)].kind == .unless
        if isUnless {
          if holds(child, &workspace) { return false }
        } else if !found {
          found = holds(child, &workspace)
        }
      }
      return found
    }
  }
}

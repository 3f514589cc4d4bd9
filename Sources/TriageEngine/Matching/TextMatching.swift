/// Reads a text and finds in it what the rules speak of.
extension RuleSet {
  /// Fills `workspace` with the tokens, notices, hits and fired rules of a text.
  func match(_ text: UnsafeBufferPointer<UInt8>, _ workspace: inout Workspace) {
    workspace.beginText()
    var tokenizer = Tokenizer(text)
    var start = 0
    while tokenizer.nextSentence(words, into: &workspace.tokens) {
      workspace.sentences.append(UInt32(start))
      let end = workspace.tokens.count
      var signature = Signature()
      for index in start..<end {
        let wordClass = words.classes[Int(workspace.tokens[index].symbol)]
        signature.insert(wordClass)
        workspace.classes.append(wordClass)
        workspace.noticeEnds.append(0)
      }
      workspace.sentenceWords = signature
      workspace.textWords.formUnion(signature)
      for window in Windows(of: start..<end) {
        workspace.beginWindow(window)
        takeOutDenied(&workspace)
        findNotices(window, &workspace)
        scan(window, &workspace)
      }
      start = end
    }
    workspace.sentences.append(UInt32(start))
    fireRules(&workspace)
  }

  private func findNotices(_ window: Range<Int>, _ workspace: inout Workspace) {
    for place in window {
      let wordClass = workspace.classes[place]
      guard wordClass != 0 else { continue }
      for index in noticeKeys.range(of: wordClass) {
        let key = noticeKeys[index]
        guard let hit = hit(key, at: place, &workspace) else { continue }
        let tokens = tokens(of: Int(key.pattern), hit, &workspace)
        workspace.addNotice(tokens, noticeOfPattern[Int(key.pattern)])
      }
    }
  }

  private func scan(_ window: Range<Int>, _ workspace: inout Workspace) {
    var before: UInt32 = 0
    for place in window {
      let token = workspace.tokens[place]
      let feature = words.features[Int(token.symbol)]
      if feature != 0 {
        workspace.addFeature(feature)
        if before != 0 { workspace.addPair(words.feature(before, feature)) }
      }
      before = feature
      let wordClass = workspace.classes[place]
      if wordClass != 0 {
        for index in ruleKeys.range(of: wordClass) {
          tryKey(ruleKeys[index], at: place, &workspace)
        }
      }
      if workspace.noticeEnds[place] != 0 {
        for key in ruleKeys.noticeKeys { tryKey(key, at: place, &workspace) }
      }
    }
  }

  @inline(__always)
  private func tryKey(
    _ key: PatternTables.Key, at place: Int, _ workspace: inout Workspace
  ) {
    let pattern = Int(key.pattern)
    guard workspace.hits[pattern].text != workspace.text,
      patterns.canMatch(pattern, workspace.sentenceWords)
    else { return }
    guard let hit = hit(key, at: place, &workspace) else { return }
    workspace.hits[pattern] = hit
    for index in rules.triggerStarts[pattern]..<rules.triggerStarts[pattern + 1] {
      workspace.addCandidate(rules.triggered[Int(index)])
    }
  }

  // MARK: Rules

  private func fireRules(_ workspace: inout Workspace) {
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
    case .match: return isFound(Int(node.start), &workspace)
    case .unless: return holds(rules.children[Int(node.start)], &workspace)
    case .all:
      for index in node.start..<node.end {
        let child = rules.children[Int(index)]
        let isUnless = rules.nodes[Int(child)].kind == .unless
        if holds(child, &workspace) == isUnless { return false }
      }
      return true
    case .any:
      var found = false
      for index in node.start..<node.end {
        let child = rules.children[Int(index)]
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

  /// Whether the pattern stands in the text; looks for it now if no rule was waiting for it.
  func isFound(_ pattern: Int, _ workspace: inout Workspace) -> Bool {
    let hit = workspace.hits[pattern]
    if hit.text == workspace.text { return hit.isFound }
    let wasScanned = rules.triggerStarts[pattern] < rules.triggerStarts[pattern + 1]
    let found = wasScanned ? nil : search(pattern, &workspace)
    workspace.hits[pattern] = found ?? Workspace.Hit(text: workspace.text)
    return found != nil
  }

  private func search(_ pattern: Int, _ workspace: inout Workspace) -> Workspace.Hit? {
    guard patterns.canMatch(pattern, workspace.textWords) else { return nil }
    for sentence in 1..<max(workspace.sentences.count, 1) {
      let range = Int(workspace.sentences[sentence - 1])..<Int(workspace.sentences[sentence])
      for window in Windows(of: range) {
        workspace.beginWindow(window)
        let starts: UInt64 = window.count >= 64 ? .max : (1 << UInt64(window.count)) - 1
        if !ends(of: pattern, from: starts, &workspace).isEmpty {
          return Workspace.Hit(
            text: workspace.text, isFound: true, windowStart: UInt32(window.lowerBound),
            windowEnd: UInt32(window.upperBound), starts: starts)
        }
      }
    }
    return nil
  }
}

/// The stretches of at most 64 tokens in which a sentence is looked at: the whole of it, or, where
/// it is longer, one every 32 tokens, so that what reaches over 32 tokens or less is always seen.
struct Windows: Sequence, IteratorProtocol {
  private let end: Int
  private var start: Int?

  init(of sentence: Range<Int>) {
    end = sentence.upperBound
    start = sentence.isEmpty ? nil : sentence.lowerBound
  }

  mutating func next() -> Range<Int>? {
    guard let start else { return nil }
    let stop = Swift.min(start + 64, end)
    self.start = stop == end ? nil : start + 32
    return start..<stop
  }
}

extension Workspace {
  /// Notes a notice; where one begins at the same word, the longer is kept, and the listed one
  /// before a series.
  fileprivate mutating func addNotice(_ tokens: Range<Int>, _ notice: Int32) {
    guard !tokens.isEmpty else { return }
    let end = UInt32(tokens.upperBound)
    for index in 0..<notices.count where notices[index].start == UInt32(tokens.lowerBound) {
      let known = notices[index]
      guard (known.end, -known.notice) < (end, -notice) else { return }
      notices[index].end = end
      notices[index].notice = notice
      noticeEnds[tokens.lowerBound] = end
      return
    }
    notices.append(NoticeMatch(start: UInt32(tokens.lowerBound), end: end, notice: notice))
    noticeEnds[tokens.lowerBound] = end
  }
}

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
      for index in start..<end {
        workspace.classes.append(words.classes[Int(workspace.tokens[index].symbol)])
        workspace.noticeEnds.append(0)
      }
      findNotices(start..<end, &workspace)
      scan(start..<end, &workspace)
      start = end
    }
    workspace.sentences.append(UInt32(start))
    fireRules(&workspace)
  }

  private func findNotices(_ sentence: Range<Int>, _ workspace: inout Workspace) {
    for place in sentence {
      let wordClass = workspace.classes[place]
      guard wordClass != 0 else { continue }
      for index in noticeKeys.range(of: wordClass) {
        let key = noticeKeys[index]
        guard let hit = hit(key, at: place, in: sentence, workspace) else { continue }
        let tokens = tokens(of: Int(key.pattern), hit, workspace)
        workspace.addNotice(tokens, noticeOfPattern[Int(key.pattern)])
      }
    }
  }

  private func scan(_ sentence: Range<Int>, _ workspace: inout Workspace) {
    var before: UInt32 = 0
    for place in sentence {
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
          tryKey(ruleKeys[index], at: place, in: sentence, &workspace)
        }
      }
      if workspace.noticeEnds[place] != 0 {
        for key in ruleKeys.noticeKeys { tryKey(key, at: place, in: sentence, &workspace) }
      }
    }
  }

  @inline(__always)
  private func tryKey(
    _ key: PatternTables.Key, at place: Int, in sentence: Range<Int>,
    _ workspace: inout Workspace
  ) {
    let pattern = Int(key.pattern)
    guard workspace.hits[pattern].text != workspace.text else { return }
    guard let hit = hit(key, at: place, in: sentence, workspace) else { return }
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
    let found = wasScanned ? nil : search(pattern, workspace)
    workspace.hits[pattern] = found ?? Workspace.Hit(text: workspace.text)
    return found != nil
  }

  private func search(_ pattern: Int, _ workspace: borrowing Workspace) -> Workspace.Hit? {
    let keys = Int(patterns.keyStarts[pattern])..<Int(patterns.keyStarts[pattern + 1])
    for sentence in 1..<max(workspace.sentences.count, 1) {
      let range =
        Int(workspace.sentences[sentence - 1])..<Int(workspace.sentences[sentence])
      for place in range {
        for index in keys {
          let key = patterns.keys[index]
          guard isKey(key, at: place, workspace) else { continue }
          if let hit = hit(key, at: place, in: range, workspace) { return hit }
        }
      }
    }
    return nil
  }

  @inline(__always)
  private func isKey(
    _ key: PatternTables.Key, at place: Int, _ workspace: borrowing Workspace
  ) -> Bool {
    key.wordSet == PatternTables.notice
      ? workspace.noticeEnds[place] != 0
      : patterns.contains(Int(key.wordSet), workspace.classes[place])
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

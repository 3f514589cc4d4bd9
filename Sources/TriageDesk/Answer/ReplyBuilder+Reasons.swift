internal import Diagnostics
internal import KnowledgeBase
internal import Redaction
internal import TicketIO
internal import TriageEngine

/// Puts names and places to the reasons of a decision.
extension ReplyBuilder {
  func fired(_ evidence: Evidence, _ words: RedactedText) -> [Reply.FiredRule] {
    let rule = desk.rules.rule(evidence.rule)
    return evidence.places.map { place in
      let scalars = scalars(of: place)
      return Reply.FiredRule(
        rule: rule.id, target: target(evidence.target), file: rule.range.file,
        line: rule.range.start.line, weight: evidence.weight, matched: words[place].collapsed,
        start: scalars.lowerBound, end: scalars.upperBound)
    }
  }

  func excluded(_ exclusion: Exclusion, _ decision: Decision, _ words: RedactedText)
    -> Reply.Excluded
  {
    switch exclusion {
    case .words(let place, let denial):
      let pattern = knowledge.denials[denial].pattern
      return excluded(
        .denial, words[place].collapsed, by: pattern.text.collapsed, pattern.file,
        pattern.start.line, [place], words)
    case .rule(let index, let pattern, let places):
      let rule = desk.rules.rule(index)
      return excluded(
        .unless, rule.id, of: target(desk.rules.concern(ofRule: index)),
        by: pattern.text.collapsed, pattern.file, pattern.start.line, places, words)
    case .target(let index, let rule, let places):
      let rule = desk.rules.rule(rule)
      return excluded(
        .takenBack, target(index), by: rule.id, rule.range.file, rule.range.start.line, places,
        words)
    case .errand(let concern):
      return excluded(
        .blocked, target(concern), by: knowledge.concerns[decision.concern].id, nil, nil, [], words)
    case .owner(let concern):
      return excluded(
        .desk, target(concern), by: knowledge.concerns[decision.concern].owner, nil, nil, [], words)
    }
  }

  /// - Parameter places: what excluded it; the first is told.
  private func excluded(
    _ kind: Reply.Excluded.Kind, _ what: String, of target: String? = nil, by: String,
    _ file: String?, _ line: Int?, _ places: [Range<Int>], _ words: RedactedText
  ) -> Reply.Excluded {
    let scalars = places.first.map(scalars)
    return Reply.Excluded(
      kind: kind, what: what, target: target, by: by, file: file, line: line,
      matched: places.first.map { words[$0].collapsed }, start: scalars?.lowerBound,
      end: scalars?.upperBound)
  }

  /// The concern, or the audience, of a target of rules.
  private func target(_ index: Int) -> String {
    index < knowledge.concerns.count
      ? knowledge.concerns[index].id
      : "audience/" + knowledge.audiences[index - knowledge.concerns.count].id
  }

  func leftOut(_ omission: AskedText.Omission) -> Reply.LeftOut {
    let scalars = scalars(of: omission.range)
    return Reply.LeftOut(
      kind: omission.kind.rawValue, line: omission.line, start: scalars.lowerBound,
      end: scalars.upperBound)
  }

  /// A stretch of the text that was judged, in Unicode scalars of the message as it came.
  private func scalars(of range: Range<Int>) -> Range<Int> {
    guard let asked else { return 0..<0 }
    let place = asked.place(of: range)
    func count(_ bytes: ArraySlice<UInt8>) -> Int {
      // Every byte but the continuations of UTF-8 begins a scalar.
      bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
    let start = count(asked.message[..<place.lowerBound])
    return start..<start + count(asked.message[place])
  }
}

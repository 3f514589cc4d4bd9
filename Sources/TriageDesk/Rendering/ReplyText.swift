package import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

/// Writes a reply for an agent with a caller on the line: who owns it first, then what to read out.
package struct ReplyText {
  private var layout: Layout
  private let style: TextStyle

  /// - Parameters:
  ///   - why: whether the reasons follow: rules, words, runners-up, margin.
  ///   - width: the columns that lines may have.
  package static func text(
    _ reply: Reply, style: TextStyle = .plain, why: Bool = false, width: Int = 88
  ) -> String {
    var text = ReplyText(layout: Layout(width: width), style: style)
    text.headline(reply)
    if let check = reply.check { text.question(check) }
    text.answer(reply)
    text.also(reply)
    if why { text.reasons(reply) }
    return text.layout.text
  }

  /// The reasons alone.
  package static func reasons(_ reply: Reply, style: TextStyle = .plain, width: Int = 88) -> String
  {
    var text = ReplyText(layout: Layout(width: width), style: style)
    text.reasons(reply)
    return text.layout.text
  }

  // MARK: Headline

  private mutating func headline(_ reply: Reply) {
    let share = style.dim("(\(Decimal.percent(reply.confidence)))")
    let subject = reply.concern.title
    let line =
      switch reply.answer {
      case .clarify: style.yellow("Not clear yet") + " – ask the caller"
      case .none:
        reply.isDecided
          ? style.yellow(subject) : style.yellow("Probably: \(subject)") + " – ask the caller"
      case .steps, .referral:
        reply.isDecided
          ? style.green(reply.ownerName) + ": " + style.bold(subject) + " " + share
          : style.yellow("Probably \(reply.ownerName)") + ": " + style.bold(subject) + " " + share
            + " – ask the caller"
      }
    layout.add([Layout.StyledWord(plain: "", styled: line)])
    guard let notice = reply.notice else { return }
    var words = "Notice \(notice.number)"
    if !notice.title.isEmpty { words += ": \(notice.title)." }
    if let phone = notice.phone { words += " Its own line: \(phone)." }
    if let page = notice.page { words += " \(page)" }
    paragraph(words)
  }

  // MARK: Answer

  private mutating func answer(_ reply: Reply) {
    layout.blank()
    switch reply.answer {
    case .steps(let procedure): write(procedure)
    case .referral(let referral): write(referral)
    case .none(let text): paragraph(text)
    case .clarify(let clarification): question(clarification)
    }
  }

  private mutating func question(_ clarification: Clarification) {
    layout.add(words(clarification.question, style.bold))
    for (index, choice) in clarification.choices.enumerated() {
      layout.add(
        words(choice.text) + words("→ " + choice.concern, style.dim), lead: "  \(index + 1)  ")
    }
  }

  private mutating func write(_ procedure: Procedure) {
    layout.add(words(procedure.title, style.bold))
    line(procedure.summary)
    body(procedure)
  }

  private mutating func write(_ referral: Referral) {
    line(referral.procedure.summary)
    if !referral.procedure.steps.isEmpty { section(referral.procedure.title) }
    body(referral.procedure) { text in
      guard !referral.channels.isEmpty else { return }
      text.section("How to reach \(referral.to)")
      for channel in referral.channels {
        text.layout.add(text.words(channel.sentence), lead: "  • ")
      }
    }
  }

  /// - Parameter channels: writes what comes after the steps.
  private mutating func body(
    _ procedure: Procedure, channels: (inout ReplyText) -> Void = { _ in }
  ) {
    if !procedure.prerequisites.isEmpty {
      section("Before you start")
      passages(procedure.prerequisites, indent: 2)
    }
    if procedure.steps.isEmpty {
      layout.blank()
      passages(procedure.points, indent: 0)
    } else {
      passages(procedure.points, indent: 0)
      layout.blank()
      steps(procedure.steps)
    }
    if !procedure.outcome.isEmpty {
      section("Then")
      passages(procedure.outcome, indent: 2)
    }
    channels(&self)
    source(procedure)
  }

  /// Paths of different audiences get a heading each; other steps are numbered.
  private mutating func steps(_ steps: [Step]) {
    guard steps.arePaths else { return numbered(steps, indent: 2) }
    for path in steps {
      section(path.text.plain)
      numbered(path.steps, indent: 2)
    }
  }

  private mutating func numbered(_ steps: [Step], indent: Int, prefix: String = "") {
    let width = "\(steps.count)".count + prefix.count + 1
    for (index, step) in steps.enumerated() {
      let number = "\(prefix)\(index + 1)" + (prefix.isEmpty ? "." : "")
      let lead =
        String(repeating: " ", count: indent + max(0, width - number.count)) + number + " "
      let optional = step.isOptional ? words("Optional:") : []
      layout.add(optional + words(step.text), lead: lead, style: style.bold)
      let inner = lead.unicodeScalars.count
      passages(step.notes, indent: inner)
      if !step.steps.isEmpty {
        numbered(step.steps, indent: inner, prefix: "\(prefix)\(index + 1).")
      }
      if let result = step.result {
        layout.add(words(result), lead: String(repeating: " ", count: inner) + "⇒ ")
      }
    }
  }

  private mutating func passages(_ passages: [Passage], indent: Int) {
    let margin = String(repeating: " ", count: indent)
    for passage in passages {
      switch passage.kind {
      case .paragraph: layout.add(words(passage.text), lead: margin)
      case .item: layout.add(words(passage.text), lead: margin + "• ")
      case .heading:
        layout.blank()
        layout.add(words(passage.text.plain, style.bold), lead: margin)
      case .note(let kind):
        let label = kind.prefix(1).uppercased() + kind.dropFirst() + ":"
        layout.add(words(label, style.cyan) + words(passage.text), lead: margin + "▸ ")
      }
    }
  }

  private mutating func source(_ procedure: Procedure) {
    guard let source = procedure.source else { return }
    layout.blank()
    let checked = procedure.checked.map { " (checked \($0))" } ?? ""
    layout.add(words("Source: \(source)\(checked)", style.dim))
  }

  private mutating func also(_ reply: Reply) {
    guard !reply.also.isEmpty else { return }
    section("Also asked")
    for ranked in reply.also {
      layout.add(
        words("\(ranked.ownerName):") + words(ranked.concern.title, style.bold), lead: "  ")
      for advice in ranked.advice { layout.add(words(advice), lead: "    ") }
    }
  }

  // MARK: Reasons

  private mutating func reasons(_ reply: Reply) {
    section("Why")
    let second = reply.alternatives.first?.confidence ?? 0
    let margin = Decimal.percent(max(0, reply.confidence - max(second, 0)))
    paragraph(
      "\(reply.concern.id) \(Decimal.percent(reply.confidence)), margin \(margin)", indent: 2)
    for ranked in reply.also + reply.alternatives {
      paragraph("\(ranked.concern.id) \(Decimal.percent(ranked.confidence))", indent: 2)
    }
    let own = reply.evidence.filter { $0.target == reply.concern.id }
    let others = reply.evidence.filter { $0.target != reply.concern.id }
    if !own.isEmpty { section("Rules for \(reply.concern.id)") }
    for fired in own { rule(fired) }
    if !others.isEmpty { section("Rules for others") }
    for fired in others { rule(fired) }
    if !reply.excluded.isEmpty { section("Excluded") }
    for excluded in reply.excluded { exclusion(excluded) }
    if !reply.leftOut.isEmpty {
      section("Left out")
      let parts = reply.leftOut.map { "\($0.kind), line \($0.line)" }
      paragraph(parts.joined(separator: "; "), indent: 2)
    }
    if !reply.words.isEmpty { section("Words") }
    for word in reply.words {
      paragraph("\(Decimal.signed(word.weight))  \(word.word)", indent: 2)
    }
    audienceReasons(reply)
  }

  private mutating func audienceReasons(_ reply: Reply) {
    guard let audience = reply.audience, let reasons = reply.audienceReasons else { return }
    section("Audience \(audience)")
    paragraph("\(Decimal.signed(reasons.asking))  asks about \(reply.concern.id)", indent: 2)
    for word in reasons.words {
      paragraph("\(Decimal.signed(word.weight))  \(word.word)", indent: 2)
    }
  }

  private mutating func rule(_ fired: Reply.FiredRule) {
    let weight = fired.weight.map(Decimal.signed) ?? "takes it back"
    layout.add(
      words("\(weight)  “\(fired.matched)”")
        + words("\(fired.rule) \(fired.file):\(fired.line)", style.dim),
      lead: "  ")
  }

  private mutating func exclusion(_ excluded: Reply.Excluded) {
    let place = [excluded.file, excluded.line.map(String.init)].compactMap(\.self)
    layout.add(
      words(excluded.sentence) + words(place.joined(separator: ":"), style.dim), lead: "  ")
  }

  // MARK: Pieces

  private mutating func section(_ title: String) {
    layout.blank()
    layout.add(words(title, style.cyan))
  }

  private mutating func paragraph(_ text: String, indent: Int = 0) {
    layout.add(words(text), lead: String(repeating: " ", count: indent))
  }

  private mutating func line(_ text: RichText) {
    if !text.isEmpty { layout.add(words(text)) }
  }

  private func words(_ text: String, _ style: (String) -> String = { $0 }) -> [Layout.StyledWord] {
    text.split(separator: " ").map {
      Layout.StyledWord(plain: String($0), styled: style(String($0)))
    }
  }

  /// Runs that touch without a space between stay one word.
  private func words(_ text: RichText) -> [Layout.StyledWord] {
    var words: [Layout.StyledWord] = []
    var touches = false
    for run in text.runs {
      let pieces = run.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, piece) in pieces.enumerated() where !piece.isEmpty {
        let styled = styled(String(piece), run.style)
        if index == 0, touches, !words.isEmpty {
          words[words.count - 1].plain += piece
          words[words.count - 1].styled += styled
        } else {
          words.append(Layout.StyledWord(plain: String(piece), styled: styled))
        }
      }
      if case .link(let href) = run.style, href != run.text {
        words.append(Layout.StyledWord(plain: "<\(href)>", styled: style.dim("<\(href)>")))
      }
      touches = run.text.last != " "
    }
    return words
  }

  private func styled(_ text: String, _ runStyle: RichText.Style) -> String {
    runStyle == .control ? style.bold(text) : text
  }
}

extension [Step] {
  /// Whether each is the path of one audience, with the steps of it inside.
  var arePaths: Bool {
    count > 1 && allSatisfy { $0.audience != nil && !$0.steps.isEmpty && $0.reference == nil }
  }
}

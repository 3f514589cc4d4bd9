internal import KnowledgeBase

/// Writes a reply as Markdown (CommonMark 0.31), ready to paste into an answer to the person who
/// asked: no confidences, no reasons.
package struct ReplyMarkdown {
  private var text = ""

  package static func text(_ reply: Reply) -> String {
    var markdown = ReplyMarkdown()
    markdown.answer(reply)
    markdown.also(reply)
    return markdown.text
  }

  private mutating func answer(_ reply: Reply) {
    switch reply.answer {
    case .none(let text): paragraph(Self.escape(text))
    case .clarify(let clarification):
      paragraph(Self.escape(clarification.question))
      for choice in clarification.choices { self.text += "- \(Self.escape(choice.text))\n" }
    case .steps(let procedure):
      paragraph("**\(Self.escape(procedure.title))**")
      body(procedure)
    case .referral(let referral):
      notice(reply)
      paragraph(inline(referral.procedure.summary))
      for channel in referral.channels { item(Self.escape(channel.sentence), indent: 0) }
      if !referral.procedure.steps.isEmpty {
        paragraph("**\(Self.escape(referral.procedure.title))**")
      }
      steps(referral.procedure)
    }
  }

  private mutating func notice(_ reply: Reply) {
    guard let notice = reply.notice, !notice.title.isEmpty else { return }
    paragraph(Self.escape("\(notice.number): \(notice.title)."))
  }

  private mutating func body(_ procedure: Procedure) {
    paragraph(inline(procedure.summary))
    passages(procedure.prerequisites, indent: 0)
    passages(procedure.points, indent: 0)
    steps(procedure)
  }

  private mutating func steps(_ procedure: Procedure) {
    blank()
    for (index, step) in procedure.steps.enumerated() { write(step, index, indent: 0) }
    passages(procedure.outcome, indent: 0)
    if let source = procedure.source { paragraph("Source: <\(source)>") }
  }

  private mutating func write(_ step: Step, _ index: Int, indent: Int) {
    let lead = "\(index + 1). "
    let optional = step.isOptional ? "Optional: " : ""
    text += String(repeating: " ", count: indent) + lead + optional + inline(step.text) + "\n"
    let inner = indent + lead.count
    for note in step.notes { passage(note, indent: inner, isTight: true) }
    for (number, part) in step.steps.enumerated() { write(part, number, indent: inner) }
    if let result = step.result { item(inline(result), indent: inner) }
  }

  private mutating func passages(_ passages: [Passage], indent: Int) {
    for passage in passages { self.passage(passage, indent: indent) }
  }

  /// - Parameter isTight: inside a list everything is an item, so that the list stays one.
  private mutating func passage(_ passage: Passage, indent: Int, isTight: Bool = false) {
    switch passage.kind {
    case .heading: paragraph("**\(inline(passage.text))**")
    case .item: item(inline(passage.text), indent: indent)
    case .paragraph:
      if isTight {
        item(inline(passage.text), indent: indent)
      } else {
        paragraph(inline(passage.text))
      }
    case .note(let kind):
      let label = kind.prefix(1).uppercased() + kind.dropFirst()
      item("**\(label):** \(inline(passage.text))", indent: indent)
    }
  }

  private mutating func also(_ reply: Reply) {
    for ranked in reply.also {
      paragraph("**\(Self.escape(ranked.concern.title))** (\(Self.escape(ranked.ownerName)))")
      for advice in ranked.advice { paragraph(Self.escape(advice)) }
    }
  }

  // MARK: Pieces

  private mutating func blank() {
    if !text.isEmpty, !text.hasSuffix("\n\n") { text += "\n" }
  }

  private mutating func paragraph(_ line: String) {
    guard !line.isEmpty else { return }
    blank()
    text += line + "\n\n"
  }

  private mutating func item(_ line: String, indent: Int) {
    text += String(repeating: " ", count: indent) + "- " + line + "\n"
  }

  private func inline(_ text: RichText) -> String {
    text.runs.map { run in
      let words = Self.escape(run.text)
      return switch run.style {
      case .plain: words
      case .control: "**\(words)**"
      case .link(let href): "[\(words)](\(href))"
      }
    }.joined()
  }

  private static func escape(_ text: String) -> String {
    var escaped = ""
    for character in text {
      if "\\`*_[]<>".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
    return escaped
  }
}

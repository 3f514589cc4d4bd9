package import KnowledgeBase
internal import TriageEngine

/// Writes a reply as a fragment of HTML, for a page that an agent reads from: whose it is first, then
/// what to do, then on demand why.
///
/// All that comes from the question or the knowledge base is escaped. Names of classes and `data-`
/// attributes are what a style sheet and a script hold on to; there is neither style nor script in it.
package enum ReplyHTML {
  /// - Parameters:
  ///   - question: what was asked; nil where the concern was chosen.
  ///   - desks: all of them; the owner's place among them is in its class, so that a style sheet can
  ///     give each a colour.
  package static func text(_ reply: Reply, question: String?, desks: [Desk]) -> String {
    let desk = desks.firstIndex { $0.id == reply.concern.owner } ?? 0
    var html = HTMLText()
    html.element(
      "article",
      [
        "class": "verdict desk-\(desk + 1)",
        "data-concern": reply.concern.id, "data-kind": reply.answer.kind.rawValue,
        "data-audience": reply.audience ?? "",
      ]
    ) { html in
      header(reply, &html)
      if let question { asked(question, reply, &html) }
      notice(reply, &html)
      if let check = reply.check {
        html.element("section", ["class": "check"]) { html in write(check, &html) }
      }
      answer(reply, &html)
      also(reply, &html)
      runnersUp(reply, &html)
      why(reply, &html)
    }
    return html.text
  }

  // MARK: Headline

  private static func header(_ reply: Reply, _ html: inout HTMLText) {
    let isSuggestion = !reply.isDecided
    html.element("header") { html in
      switch reply.answer {
      case .clarify:
        html.element("p", ["class": "owner"], text: "Not clear yet")
        html.element("h2", text: "Ask the caller")
      case .none:
        html.element(
          "p", ["class": "owner"], text: isSuggestion ? "Probably nobody here" : "Nobody here")
        html.element("h2", text: reply.concern.title)
      case .steps, .referral:
        html.inline("p", ["class": "owner"]) { html in
          if isSuggestion { html.inline("span", ["class": "probably"]) { $0.words("Probably ") } }
          html.words(reply.ownerName)
        }
        html.element("h2", text: reply.concern.title)
      }
      guard reply.answer.kind != .clarify else { return }
      let share = Decimal.percent(reply.confidence)
      html.element(
        "p", ["class": "certainty"],
        text: isSuggestion ? "A suggestion, \(share) sure: ask the caller" : "\(share) sure")
    }
  }

  /// How much of a long question is shown, in Unicode scalars.
  private static let longestEcho = 2_000

  /// The question with the words marked that made rules fire for the concern.
  private static func asked(_ question: String, _ reply: Reply, _ html: inout HTMLText) {
    let marks = reply.evidence.filter { $0.target == reply.concern.id && $0.weight != nil }
      .map { $0.start..<$0.end }.sorted {
        ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
      }
    guard !marks.isEmpty else { return }
    let scalars = Array(question.unicodeScalars.prefix(longestEcho))
    func part(_ range: Range<Int>) -> String {
      var part = String.UnicodeScalarView()
      part.append(contentsOf: scalars[range.clamped(to: 0..<scalars.count)])
      return String(part)
    }
    html.inline("p", ["class": "asked"]) { html in
      var position = 0
      for mark in marks where mark.upperBound > position {
        let start = max(position, mark.lowerBound)
        html.words(part(position..<start))
        html.inline("mark") { $0.words(part(start..<mark.upperBound)) }
        position = mark.upperBound
      }
      html.words(part(position..<max(position, scalars.count)))
      if question.unicodeScalars.count > scalars.count { html.words(" …") }
    }
  }

  private static func notice(_ reply: Reply, _ html: inout HTMLText) {
    guard let notice = reply.notice else { return }
    html.inline("p", ["class": "notice"]) { html in
      html.inline("strong") { $0.words(notice.number) }
      if !notice.title.isEmpty { html.words(" \(notice.title)") }
      if let number = notice.phone {
        html.words(" ")
        phone(number, &html)
      }
      if let page = notice.page {
        html.words(" ")
        link(page, page, &html)
      }
    }
  }

  // MARK: Answer

  private static func answer(_ reply: Reply, _ html: inout HTMLText) {
    html.element("section", ["class": "answer"]) { html in
      switch reply.answer {
      case .none(let text): html.element("p", text: text)
      case .clarify(let clarification): write(clarification, &html)
      case .steps(let procedure):
        html.element("h3", text: procedure.title)
        body(procedure, &html)
      case .referral(let referral):
        paragraph(referral.procedure.summary, &html)
        channels(referral, &html)
        if !referral.procedure.steps.isEmpty {
          html.element("h3", text: referral.procedure.title)
        }
        body(referral.procedure, withSummary: false, &html)
      }
    }
  }

  private static func write(_ clarification: Clarification, _ html: inout HTMLText) {
    html.element("p", ["class": "ask"], text: clarification.question)
    html.element("ol", ["class": "choices"]) { html in
      for choice in clarification.choices {
        html.element("li") { html in
          html.element(
            "button", ["type": "button", "data-choice": choice.concern], text: choice.text)
        }
      }
    }
  }

  private static func channels(_ referral: Referral, _ html: inout HTMLText) {
    guard !referral.channels.isEmpty else { return }
    html.element("h3", text: "How to reach \(referral.to)")
    html.element("ul", ["class": "channels"]) { html in
      for channel in referral.channels {
        html.element("li", ["data-kind": channel.kind.rawValue]) { html in
          if let number = channel.phone {
            phone(number, &html)
            html.words(" ")
          }
          html.inline("span") { $0.words(channel.text) }
          if let hours = channel.hours {
            html.words(" ")
            html.inline("span", ["class": "hours"]) { $0.words(hours) }
          }
          if let href = channel.href {
            html.words(" ")
            link(href, href, &html)
          }
        }
      }
    }
  }

  private static func body(
    _ procedure: Procedure, withSummary: Bool = true, _ html: inout HTMLText
  ) {
    if withSummary { paragraph(procedure.summary, &html) }
    if !procedure.prerequisites.isEmpty {
      html.element("h4", text: "Before you start")
      passages(procedure.prerequisites, &html)
    }
    passages(procedure.points, &html)
    steps(procedure.steps, &html)
    if !procedure.outcome.isEmpty {
      html.element("h4", text: "Then")
      passages(procedure.outcome, &html)
    }
    guard let source = procedure.source else { return }
    html.inline("p", ["class": "source"]) { html in
      html.words("Source: ")
      link(source, source, &html)
      if let checked = procedure.checked { html.words(" (checked \(checked))") }
    }
  }

  /// Paths of different audiences get a heading each; other steps are a list to tick off.
  private static func steps(_ steps: [Step], _ html: inout HTMLText) {
    guard !steps.isEmpty else { return }
    guard steps.arePaths else { return checklist(steps, &html) }
    for path in steps {
      html.element("h4", ["class": "path"], text: path.text.plain)
      checklist(path.steps, &html)
    }
  }

  private static func checklist(_ steps: [Step], _ html: inout HTMLText) {
    html.element("ol", ["class": "steps"]) { html in
      for step in steps {
        html.element("li") { html in
          html.inline("label") { html in
            html.empty("input", ["type": "checkbox"])
            html.inline("span") { html in
              if step.isOptional {
                html.inline("em") { $0.words("Optional: ") }
              }
              inline(step.text, &html)
            }
          }
          passages(step.notes, &html)
          if !step.steps.isEmpty { checklist(step.steps, &html) }
          if let result = step.result {
            html.inline("p", ["class": "result"]) { inline(result, &$0) }
          }
        }
      }
    }
  }

  private static func passages(_ passages: [Passage], _ html: inout HTMLText) {
    for passage in passages {
      switch passage.kind {
      case .heading: html.element("h4", text: passage.text.plain)
      case .paragraph: paragraph(passage.text, &html)
      case .item: html.inline("p", ["class": "item"]) { inline(passage.text, &$0) }
      case .note(let kind):
        html.inline("p", ["class": "note"]) { html in
          html.inline("strong") { $0.words(kind.prefix(1).uppercased() + kind.dropFirst() + ": ") }
          inline(passage.text, &html)
        }
      }
    }
  }

  // MARK: Further

  private static func also(_ reply: Reply, _ html: inout HTMLText) {
    guard !reply.also.isEmpty else { return }
    html.element("section", ["class": "also"]) { html in
      html.element("h3", text: "Also asked")
      for ranked in reply.also {
        html.inline("p", ["class": "further"]) { html in
          choice(ranked, &html)
          html.inline("span", ["class": "whose"]) { $0.words(ranked.ownerName) }
        }
        for advice in ranked.advice { html.element("p", text: advice) }
      }
    }
  }

  private static func runnersUp(_ reply: Reply, _ html: inout HTMLText) {
    guard !reply.alternatives.isEmpty else { return }
    html.element("details", ["class": "runners-up"]) { html in
      html.element("summary", text: "Runners-up")
      html.element("ul") { html in
        for ranked in reply.alternatives {
          html.element("li") { html in
            choice(ranked, &html)
            html.inline("span", ["class": "whose"]) { html in
              html.words("\(ranked.ownerName), \(Decimal.percent(ranked.confidence))")
            }
          }
        }
      }
    }
  }

  private static func choice(_ ranked: Reply.Ranked, _ html: inout HTMLText) {
    html.inline("button", ["type": "button", "data-choice": ranked.concern.id]) {
      $0.words(ranked.concern.title)
    }
    html.words(" ")
  }

  private static func why(_ reply: Reply, _ html: inout HTMLText) {
    guard !reply.evidence.isEmpty || !reply.words.isEmpty || !reply.excluded.isEmpty else {
      return
    }
    html.element("details", ["class": "why"]) { html in
      html.element("summary", text: "Why")
      if !reply.evidence.isEmpty { table(reply.evidence, &html) }
      if !reply.excluded.isEmpty {
        html.element("p", text: "Excluded:")
        html.element("ul") { html in
          for excluded in reply.excluded { html.element("li", text: excluded.sentence) }
        }
      }
      if !reply.words.isEmpty {
        html.inline("p") { html in
          html.words("Words: ")
          html.words(
            reply.words.map { "\($0.word) \(Decimal.signed($0.weight))" }.joined(separator: ", "))
        }
      }
    }
  }

  private static func table(_ evidence: [Reply.FiredRule], _ html: inout HTMLText) {
    html.element("table") { html in
      html.element("thead") { html in
        html.element("tr") { html in
          for title in ["Words", "Weight", "For", "Rule"] {
            html.element("th", ["scope": "col"], text: title)
          }
        }
      }
      html.element("tbody") { html in
        for fired in evidence {
          html.element("tr") { html in
            html.element("td", text: fired.matched)
            html.element("td", text: fired.weight.map(Decimal.signed) ?? "takes it back")
            html.element("td", text: fired.target)
            html.element("td", text: "\(fired.file):\(fired.line)")
          }
        }
      }
    }
  }

  // MARK: Pieces

  private static func paragraph(_ text: RichText, _ html: inout HTMLText) {
    if !text.isEmpty { html.inline("p") { inline(text, &$0) } }
  }

  private static func inline(_ text: RichText, _ html: inout HTMLText) {
    for run in text.runs {
      switch run.style {
      case .plain: html.words(run.text)
      case .control: html.inline("b") { $0.words(run.text) }
      case .link(let href): link(href, run.text, &html)
      }
    }
  }

  private static func link(_ href: String, _ text: String, _ html: inout HTMLText) {
    // Only a page of the web: nothing that a browser would run.
    guard href.hasPrefix("https://") || href.hasPrefix("http://") else { return html.words(text) }
    html.inline("a", ["href": href, "target": "_blank", "rel": "noopener noreferrer"]) {
      $0.words(text)
    }
  }

  /// A number to click (RFC 3966).
  private static func phone(_ number: String, _ html: inout HTMLText) {
    html.inline("a", ["class": "phone", "href": "tel:" + number.filter { $0 != " " }]) {
      $0.words(number)
    }
  }
}

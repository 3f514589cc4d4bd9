package import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

/// Writes a concern as compiled, for the editor who asks why a question is judged as it is.
package struct ConcernText {
  private let compiled: CompiledConcern
  private let style: TextStyle
  private var text = ""

  /// - Parameter expand: whether every phrase of the sets is listed, and every word that counts.
  /// - Returns: nil when there is no concern of that name.
  package static func text(
    _ id: String, of desk: TriageDesk, expand: Bool = false, style: TextStyle = .plain
  ) -> String? {
    CompiledConcern(id, of: desk).map {
      var text = ConcernText(compiled: $0, style: style)
      text.headline()
      text.rules()
      text.exclusions()
      text.sets(expand)
      text.words(expand)
      text.questions()
      text.examples()
      return text.text
    }
  }

  private init(compiled: CompiledConcern, style: TextStyle) {
    self.compiled = compiled
    self.style = style
  }

  private var concern: Concern { compiled.concern }

  // MARK: Headline

  private mutating func headline() {
    text += style.bold("\(concern.id): \(concern.title)") + "\n"
    field("file", place(concern.range))
    field("owner", compiled.owner?.name ?? concern.owner)
    if !compiled.asking.isEmpty {
      let audiences = compiled.asking.map { "\($0.audience) \(signed($0.weight))" }
      field(
        "asked by",
        audiences.joined(separator: ", ")
          + "; told from \(percent(compiled.thresholds.audience)) confidence")
    }
    field("answer", answer)
    if let article = compiled.article {
      let checked = article.checked.map { ", checked \($0)" } ?? ""
      field("article", "\(article.path) “\(article.title)”\(checked)")
    }
    let fitted = compiled.isPriorFitted ? "fitted" : "not fitted"
    field("prior", "\(signed(compiled.prior)) in natural-log odds, \(fitted)")
    field(
      "further",
      "\(signed(compiled.also)) + \(Decimal.text(compiled.alsoScale, places: 2)) × what its rules say, "
        + "besides others; \(signed(compiled.besides)) for others besides it")
    let thresholds = compiled.thresholds
    field(
      "thresholds",
      "decided from \(percent(thresholds.decided)), suggested from "
        + "\(percent(thresholds.suggested)), named as a further concern from "
        + "\(percent(thresholds.also)) " + style.dim(place(compiled.thresholdsRange)))
  }

  private var answer: String {
    switch concern.answer {
    case .steps: "steps"
    case .referral(_, let channels): "referral, by " + channels.map(\.id).joined(separator: ", ")
    case .clarify(let questions): "\(questions.count) questions back"
    case .none(let text): text
    }
  }

  // MARK: Rules

  private mutating func rules() {
    section("Rules", "weight = editor's × \(Decimal.text(compiled.scale, places: 2)) + fitted")
    for rule in compiled.rules {
      let fitted = rule.fitted.map { " " + signed($0, apart: true) } ?? ""
      let sum =
        "= \(Decimal.text(rule.written, places: 2)) × "
        + Decimal.text(compiled.scale, places: 2) + fitted
      text += "  \(signed(rule.effective)) " + style.dim("\(sum)  \(named(rule.rule))") + "\n"
      text += describe(rule.rule.condition, 4)
    }
    if compiled.rules.isEmpty { text += "  none\n" }
  }

  private mutating func exclusions() {
    section("Excluded by")
    for rule in compiled.exclusions {
      text += "  unless " + style.dim(named(rule)) + "\n" + describe(rule.condition, 4)
    }
    if let desk = compiled.waitsFor {
      text +=
        "  a concern of \(desk.name) that is at least "
        + "\(percent(Classifier.blockerShare)) as likely comes first\n"
    }
    if let desk = compiled.blocks { text += "  it comes before errands of \(desk.name) itself\n" }
    if compiled.exclusions.isEmpty, compiled.waitsFor == nil, compiled.blocks == nil {
      text += "  nothing\n"
    }
  }

  private func describe(_ condition: Condition, _ indent: Int) -> String {
    let margin = String(repeating: " ", count: indent)
    func inner(_ name: String, _ parts: [Condition]) -> String {
      margin + style.cyan(name) + "\n" + parts.map { describe($0, indent + 2) }.joined()
    }
    return switch condition {
    case .match(let pattern): margin + pattern.text.collapsed + "\n"
    case .all(let parts): inner("all", parts)
    case .any(let parts): inner("any", parts)
    case .unless(let part): inner("unless", [part])
    }
  }

  // MARK: Vocabulary

  private mutating func sets(_ expand: Bool) {
    guard !compiled.sets.isEmpty else { return }
    section("Vocabulary", expand ? "" : "--expand lists every phrase")
    for set in compiled.sets {
      let range = set.set.range
      text +=
        "  @\(set.set.name)  \(count(set.phrases.count, "phrase")) of up to "
        + "\(count(set.longest, "word")), \(count(set.words, "word form")), "
        + "\(count(set.spellings, "spelling"))"
      if !set.sets.isEmpty { text += ", with " + set.sets.map { "@" + $0 }.joined(separator: " ") }
      text += style.dim("  \(place(range))") + "\n"
      guard expand else { continue }
      for phrase in set.phrases {
        text += "    " + phrase.places.map(choice).joined(separator: " ") + "\n"
      }
    }
  }

  private func choice(_ words: [String]) -> String {
    words.count == 1 ? words[0] : "(" + words.joined(separator: " | ") + ")"
  }

  private static let wordLimit = 20

  private mutating func words(_ expand: Bool) {
    guard !compiled.words.isEmpty else { return }
    let all = compiled.words
    let shown = expand ? all[...] : all.prefix(Self.wordLimit)
    let rest = all.count > shown.count ? "the strongest of \(all.count); --expand lists all" : ""
    section("Words", rest)
    for word in shown { text += "  \(signed(word.weight))  \(word.word)\n" }
  }

  // MARK: Questions and examples

  private mutating func questions() {
    guard !compiled.questions.isEmpty else { return }
    section("Told apart by a question back")
    for question in compiled.questions {
      let others = (question.between ?? []).filter { $0 != concern.id }
      text += "  " + (others.isEmpty ? "in general" : others.joined(separator: " "))
      text += style.dim("  \(place(question.range))") + "\n    \(question.question)\n"
      for choice in question.choices { text += "    → \(choice.concern): \(choice.text)\n" }
    }
  }

  private mutating func examples() {
    if !concern.examples.isEmpty { section("Examples") }
    for example in concern.examples { text += "  \(example.text)\n" }
    if !concern.counterexamples.isEmpty { section("Counterexamples") }
    for example in concern.counterexamples {
      text += "  \(example.text)" + style.dim("  → \(example.concern)") + "\n"
    }
  }

  // MARK: Pieces

  private mutating func section(_ title: String, _ note: String = "") {
    text += "\n" + style.bold(title) + (note.isEmpty ? "" : style.dim("  \(note)")) + "\n"
  }

  private mutating func field(_ name: String, _ value: String) {
    text += "  " + name + String(repeating: " ", count: 12 - name.count) + value + "\n"
  }

  private func place(_ range: SourceRange) -> String { "\(range.file):\(range.start.line)" }

  private func named(_ rule: Rule) -> String { "\(rule.id) \(place(rule.range))" }

  /// A share as it is written, not rounded down.
  private func percent(_ share: Double) -> String {
    Decimal.text(share * 100, places: 1) + " %"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }

  /// - Parameter apart: whether a space stands after the sign, as in a sum.
  private func signed(_ weight: Double, apart: Bool = false) -> String {
    let sign = weight < 0 ? "−" : "+"
    return sign + (apart ? " " : "") + Decimal.text(abs(weight), places: 2)
  }
}

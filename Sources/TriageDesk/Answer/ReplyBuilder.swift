internal import KnowledgeBase
internal import Redaction
internal import TicketIO
internal import TriageEngine

/// Puts names, answers and places to the numbers of a decision.
struct ReplyBuilder {
  let desk: TriageDesk
  /// What was judged; nil where nothing is.
  let asked: AskedText?
  /// The audience that the caller's agent named.
  private let statedAudience: String?
  /// Answers that need not be made again.
  private let prepared: PreparedAnswers?

  init(
    _ desk: TriageDesk, _ asked: AskedText?, _ statedAudience: String?,
    prepared: PreparedAnswers? = nil
  ) {
    self.prepared = prepared
    self.desk = desk
    self.asked = asked
    self.statedAudience = statedAudience
  }

  var knowledge: KnowledgeBase { desk.knowledge }

  func reply(_ decision: Decision, _ classifier: inout Classifier) -> Reply {
    let audience =
      statedAudience ?? decision.audience.map { knowledge.audiences[$0].id }
    let concern = knowledge.concerns[decision.concern]
    let ready = prepared?.answer(decision.concern, audience: audience)
    let also = classifier.also(decision)
    let named = also.map(\.concern) + [decision.concern]
    let likeliest = classifier.candidates(6)
    let alternatives = likeliest.filter {
      $0.confidence >= 0.01 && !named.contains($0.concern)
    }
    let place = classifier.noticePlace
    let notice = decision.notice.flatMap { namedNotice($0, at: place) }
    let words = RedactedText(asked?.bytes ?? [], desk.redaction)
    return Reply(
      concern: name(concern), ownerName: ownerName(concern), confidence: decision.confidence,
      isDecided: decision.isDecided,
      also: also.map { further in
        ranked(
          further,
          advice: prepared?.answer(further.concern, audience: audience)?.advice
            ?? Self.advice(answer(knowledge.concerns[further.concern], audience, [])))
      },
      alternatives: alternatives.prefix(3).map { ranked($0, advice: []) },
      audience: audience, audienceReasons: audienceReasons(decision, classifier),
      notice: notice,
      answer: ready?.answer ?? answer(concern, audience, likeliest),
      writtenAnswer: ready?.json,
      check: check(decision, likeliest),
      evidence: classifier.evidence().flatMap { fired($0, words) },
      excluded: classifier.exclusions(decision).map { excluded($0, decision, words) },
      leftAside: classifier.denied.map { words[$0].collapsed },
      leftOut: (asked?.leftOut ?? []).map(leftOut),
      words: classifier.words(for: decision.concern, limit: 6))
  }

  /// The reply to a concern that was chosen and not judged.
  func reply(chosen index: Int) -> Reply {
    let concern = knowledge.concerns[index]
    let ready = prepared?.answer(index, audience: statedAudience)
    return Reply(
      concern: name(concern), ownerName: ownerName(concern), confidence: 1, isDecided: true,
      also: [], alternatives: [], audience: statedAudience, audienceReasons: nil, notice: nil,
      answer: ready?.answer ?? answer(concern, statedAudience, []), writtenAnswer: ready?.json,
      check: nil, evidence: [], excluded: [], leftAside: [], leftOut: [], words: [])
  }

  private func audienceReasons(_ decision: Decision, _ classifier: borrowing Classifier)
    -> Reply.AudienceReasons?
  {
    guard statedAudience == nil else { return nil }
    return classifier.audienceEvidence(decision, limit: 3).map {
      Reply.AudienceReasons(asking: $0.asking, words: $0.words)
    }
  }

  private func name(_ concern: Concern) -> Reply.ConcernName {
    Reply.ConcernName(id: concern.id, title: concern.title)
  }

  private func ownerName(_ concern: Concern) -> String {
    knowledge.desk(concern.owner)?.name ?? concern.owner
  }

  // MARK: Answers

  /// - Parameter candidates: the front-runners, which a question back may have to tell apart.
  func answer(
    _ concern: Concern, _ audience: String?, _ candidates: [Candidate]
  ) -> Answer {
    switch concern.answer {
    case .none(let text): return .none(text)
    case .clarify: return .clarify(QuestionBack(knowledge).forUnclear(candidates))
    case .steps(let article):
      return procedure(article, audience).map { .steps($0) } ?? .none(concern.title)
    case .referral(let article, let references):
      guard let procedure = procedure(article, audience) else { return .none(concern.title) }
      return .referral(
        Referral(
          to: ownerName(concern), channels: references.compactMap { knowledge.channel($0.id) },
          procedure: procedure))
    }
  }

  private func procedure(_ article: Concern.ArticleReference, _ audience: String?) -> Procedure? {
    knowledge.articles[article.path].map {
      ProcedureBuilder(knowledge: knowledge, audience: audience).procedure($0)
    }
  }

  /// What to ask the caller before a suggestion is followed.
  private func check(_ decision: Decision, _ likeliest: [Candidate]) -> Clarification? {
    guard !decision.isDecided else { return nil }
    if case .clarify = knowledge.concerns[decision.concern].answer { return nil }
    return QuestionBack(knowledge).forSuggestion(decision.concern, likeliest)
  }

  private func ranked(_ candidate: Candidate, advice: [String]) -> Reply.Ranked {
    let concern = knowledge.concerns[candidate.concern]
    return Reply.Ranked(
      concern: name(concern), ownerName: ownerName(concern), confidence: candidate.confidence,
      advice: advice)
  }

  /// A line or two of what to do about a further concern.
  static func advice(_ answer: Answer) -> [String] {
    switch answer {
    case .none, .clarify: []
    case .steps(let procedure): [procedure.summary.plain]
    case .referral(let referral):
      [referral.procedure.summary.plain] + referral.channels.prefix(1).map(\.sentence)
    }
  }

  // MARK: Notices

  func namedNotice(_ index: Int, at place: Range<Int>?) -> Reply.NamedNotice? {
    if index < knowledge.notices.count {
      let notice = knowledge.notices[index]
      return Reply.NamedNotice(
        number: notice.number, title: notice.title, phone: notice.phone, page: notice.page)
    }
    let series = index - knowledge.notices.count
    guard knowledge.series.indices.contains(series), let place, let text = asked?.bytes else {
      return nil
    }
    let digits = String(decoding: text[place].filter { 0x30...0x39 ~= $0 }, as: UTF8.self)
    let number = knowledge.series[series].number.split(
      separator: "#", omittingEmptySubsequences: false)
    return Reply.NamedNotice(
      number: number.joined(separator: digits), title: "", phone: nil, page: nil)
  }
}

extension Channel {
  /// The channel as one sentence or two, with number, address and hours.
  package var sentence: String {
    var sentence = text
    if let phone { sentence += " Phone: \(phone)." }
    if let hours { sentence += " Hours: \(hours)." }
    if let href { sentence += " \(href)" }
    return sentence
  }
}

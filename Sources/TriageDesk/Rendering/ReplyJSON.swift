internal import KnowledgeBase
internal import TriageEngine

/// Writes a reply as the record `triage.verdict/1`, on one line.
package enum ReplyJSON {
  /// - Parameter id: the ticket's, in a batch.
  package static func text(_ reply: Reply, id: String? = nil) -> String {
    var json = JSONText()
    json.object { json in
      json.name("schema")
      json.string("triage.verdict/1")
      if let id {
        json.name("id")
        json.string(id)
      }
      verdict(reply, &json)
      json.name("answer")
      answer(reply.answer, &json)
      json.name("evidence")
      json.array(reply.evidence, write)
      json.name("words")
      json.array(reply.words) { json, word in
        json.object {
          $0.name("word")
          $0.string(word.word)
          $0.name("weight")
          $0.number(word.weight)
        }
      }
    }
    return json.text + "\n"
  }

  private static func verdict(_ reply: Reply, _ json: inout JSONText) {
    json.name("owner")
    json.string(reply.concern.owner)
    json.name("concern")
    json.string(reply.concern.id)
    json.name("title")
    json.string(reply.concern.title)
    json.name("confidence")
    json.number(reply.confidence)
    json.name("decided")
    json.bool(reply.isDecided)
    json.name("also")
    json.array(reply.also, write)
    json.name("alternatives")
    json.array(reply.alternatives, write)
    json.name("audience")
    json.string(reply.audience ?? "unknown")
    json.name("notice")
    guard let notice = reply.notice else { return json.null() }
    json.object { json in
      json.name("number")
      json.string(notice.number)
      json.name("title")
      json.string(notice.title)
      json.name("phone")
      json.string(notice.phone)
      json.name("page")
      json.string(notice.page)
    }
  }

  private static func write(_ json: inout JSONText, _ ranked: Reply.Ranked) {
    json.object { json in
      json.name("concern")
      json.string(ranked.concern.id)
      json.name("confidence")
      json.number(ranked.confidence)
    }
  }

  private static func write(_ json: inout JSONText, _ fired: Reply.FiredRule) {
    json.object { json in
      json.name("rule")
      json.string(fired.rule)
      json.name("for")
      json.string(fired.target)
      json.name("file")
      json.string(fired.file)
      json.name("line")
      json.number(fired.line)
      json.name("weight")
      if let weight = fired.weight { json.number(weight) } else { json.null() }
      json.name("matched")
      json.string(fired.matched)
      json.name("start")
      json.number(fired.start)
      json.name("end")
      json.number(fired.end)
    }
  }

  // MARK: Answers

  private static func answer(_ answer: Answer, _ json: inout JSONText) {
    json.object { json in
      json.name("kind")
      json.string(answer.kind)
      switch answer {
      case .steps(let procedure): write(procedure, &json)
      case .referral(let referral): write(referral, &json)
      case .clarify(let clarification): write(clarification, &json)
      case .none(let text):
        json.name("text")
        json.string(text)
      }
    }
  }

  private static func write(_ procedure: Procedure, _ json: inout JSONText) {
    json.name("article")
    json.string(procedure.article)
    json.name("title")
    json.string(procedure.title)
    json.name("summary")
    json.string(procedure.summary.plain)
    json.name("prerequisites")
    json.array(procedure.prerequisites) { $0.string($1.text.plain) }
    json.name("points")
    json.array(procedure.points) { $0.string($1.text.plain) }
    json.name("steps")
    json.array(procedure.steps, write)
    json.name("outcome")
    json.array(procedure.outcome) { $0.string($1.text.plain) }
    json.name("related")
    json.array(procedure.related) { $0.string($1) }
    json.name("source")
    json.string(procedure.source)
    json.name("checked")
    json.string(procedure.checked)
  }

  private static func write(_ json: inout JSONText, _ step: Step) {
    json.object { json in
      json.name("text")
      json.string(step.text.plain)
      if !step.notes.isEmpty {
        json.name("notes")
        json.array(step.notes) { $0.string($1.text.plain) }
      }
      if let result = step.result {
        json.name("result")
        json.string(result.plain)
      }
      if !step.steps.isEmpty {
        json.name("steps")
        json.array(step.steps) { write(&$0, $1) }
      }
      if step.isOptional {
        json.name("optional")
        json.bool(true)
      }
      if let audience = step.audience {
        json.name("audience")
        json.string(audience)
      }
    }
  }

  private static func write(_ referral: Referral, _ json: inout JSONText) {
    json.name("to")
    json.string(referral.to)
    json.name("reason")
    json.string(referral.procedure.summary.plain)
    json.name("channels")
    json.array(referral.channels) { json, channel in
      json.object { json in
        json.name("kind")
        json.string(channel.kind.rawValue)
        json.name("text")
        json.string(channel.text)
        if let phone = channel.phone {
          json.name("phone")
          json.string(phone)
        }
        if let href = channel.href {
          json.name("href")
          json.string(href)
        }
        if let hours = channel.hours {
          json.name("hours")
          json.string(hours)
        }
      }
    }
    write(referral.procedure, &json)
  }

  private static func write(_ clarification: Clarification, _ json: inout JSONText) {
    json.name("question")
    json.string(clarification.question)
    json.name("choices")
    json.array(clarification.choices) { json, choice in
      json.object { json in
        json.name("concern")
        json.string(choice.concern)
        json.name("text")
        json.string(choice.text)
      }
    }
  }
}

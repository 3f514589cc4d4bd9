internal import KnowledgeBase
internal import TriageEngine

/// Writes a reply as the record `triage.verdict/1`, on one line.
package enum ReplyJSON {
  /// - Parameter id: the ticket's, in a batch.
  package static func text(_ reply: Reply, id: String? = nil) -> String {
    var json = JSONText()
    write(reply, id: id, &json)
    return json.text + "\n"
  }

  /// Writes the record as a value of a larger document.
  ///
  /// - Parameter text: the words that were judged, where they are to be written.
  package static func write(
    _ reply: Reply, id: String?, text: String? = nil, _ json: inout JSONText
  ) {
    json.object { json in
      json.member("schema", "triage.verdict/1")
      if let id {
        json.member("id", id)
      }
      if let text {
        json.member("text", text)
      }
      verdict(reply, &json)
      json.name("answer")
      if let written = reply.writtenAnswer {
        json.fragment(written)
      } else {
        answer(reply.answer, &json)
      }
      json.name("check")
      if let check = reply.check { answer(.clarify(check), &json) } else { json.null() }
      json.name("evidence")
      json.array(reply.evidence, write)
      json.name("excluded")
      json.array(reply.excluded, write)
      json.name("left_aside")
      json.array(reply.leftAside) { $0.string($1) }
      json.name("left_out")
      json.array(reply.leftOut) { json, part in
        json.object { json in
          json.member("kind", part.kind)
          json.member("line", part.line)
          json.member("start", part.start)
          json.member("end", part.end)
        }
      }
      json.name("words")
      json.array(reply.words, write)
      json.name("audience_reasons")
      if let reasons = reply.audienceReasons {
        json.object { json in
          json.member("asking", reasons.asking)
          json.name("words")
          json.array(reasons.words, write)
        }
      } else {
        json.null()
      }
    }
  }

  /// Writes an article, as its steps are for one audience, as the record `triage.article/1`.
  package static func write(_ procedure: Procedure, id: String, _ json: inout JSONText) {
    json.object { json in
      json.member("schema", "triage.article/1")
      json.member("id", id)
      write(procedure, &json)
    }
  }

  private static func verdict(_ reply: Reply, _ json: inout JSONText) {
    json.member("owner", reply.concern.owner)
    json.member("concern", reply.concern.id)
    json.member("title", reply.concern.title)
    json.member("confidence", reply.confidence)
    json.member("decided", reply.isDecided)
    json.name("also")
    json.array(reply.also, write)
    json.name("alternatives")
    json.array(reply.alternatives, write)
    json.member("audience", reply.audience ?? "unknown")
    json.name("notice")
    guard let notice = reply.notice else { return json.null() }
    json.object { json in
      json.member("number", notice.number)
      json.member("title", notice.title)
      json.member("phone", notice.phone)
      json.member("page", notice.page)
    }
  }

  private static func write(_ json: inout JSONText, _ ranked: Reply.Ranked) {
    json.object { json in
      json.member("concern", ranked.concern.id)
      json.member("confidence", ranked.confidence)
    }
  }

  static func write(_ json: inout JSONText, _ word: WordEvidence) {
    json.object { json in
      json.member("word", word.word)
      json.member("weight", word.weight)
    }
  }

  static func write(_ json: inout JSONText, _ fired: Reply.FiredRule) {
    json.object { json in
      json.member("rule", fired.rule)
      json.member("for", fired.target)
      json.member("file", fired.file)
      json.member("line", fired.line)
      json.member("weight", fired.weight)
      json.member("matched", fired.matched)
      json.member("start", fired.start)
      json.member("end", fired.end)
    }
  }

  private static func write(_ json: inout JSONText, _ excluded: Reply.Excluded) {
    json.object { json in
      json.member("kind", excluded.kind.rawValue)
      json.member("what", excluded.what)
      json.member("for", excluded.target)
      json.member("by", excluded.by)
      json.member("file", excluded.file)
      json.member("line", excluded.line)
      json.member("matched", excluded.matched)
      json.member("start", excluded.start)
      json.member("end", excluded.end)
    }
  }

  // MARK: Answers

  /// An answer as it is written in a record.
  static func fragment(_ value: Answer) -> JSONFragment {
    var json = JSONText()
    answer(value, &json)
    return JSONFragment(json)
  }

  private static func answer(_ answer: Answer, _ json: inout JSONText) {
    json.object { json in
      json.member("kind", answer.kind.rawValue)
      switch answer {
      case .steps(let procedure): write(procedure, &json)
      case .referral(let referral): write(referral, &json)
      case .clarify(let clarification): write(clarification, &json)
      case .none(let text):
        json.member("text", text)
      }
    }
  }

  private static func write(_ procedure: Procedure, _ json: inout JSONText) {
    json.member("article", procedure.article)
    json.member("title", procedure.title)
    json.member("summary", procedure.summary.plain)
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
    json.member("source", procedure.source)
    json.member("checked", procedure.checked)
  }

  private static func write(_ json: inout JSONText, _ step: Step) {
    json.object { json in
      json.member("text", step.text.plain)
      if !step.notes.isEmpty {
        json.name("notes")
        json.array(step.notes) { $0.string($1.text.plain) }
      }
      if let result = step.result {
        json.member("result", result.plain)
      }
      if !step.steps.isEmpty {
        json.name("steps")
        json.array(step.steps) { write(&$0, $1) }
      }
      if step.isOptional {
        json.member("optional", true)
      }
      if let audience = step.audience {
        json.member("audience", audience)
      }
    }
  }

  private static func write(_ referral: Referral, _ json: inout JSONText) {
    json.member("to", referral.to)
    json.member("reason", referral.procedure.summary.plain)
    json.name("channels")
    json.array(referral.channels) { json, channel in
      json.object { json in
        json.member("kind", channel.kind.rawValue)
        json.member("text", channel.text)
        if let phone = channel.phone {
          json.member("phone", phone)
        }
        if let href = channel.href {
          json.member("href", href)
        }
        if let hours = channel.hours {
          json.member("hours", hours)
        }
      }
    }
    write(referral.procedure, &json)
  }

  private static func write(_ clarification: Clarification, _ json: inout JSONText) {
    json.member("question", clarification.question)
    json.name("choices")
    json.array(clarification.choices) { json, choice in
      json.object { json in
        json.member("concern", choice.concern)
        json.member("text", choice.text)
      }
    }
  }
}

internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

/// Writes a concern as compiled as the record `triage.compiled-concern/1`, on one line.
package enum ConcernJSON {
  /// - Parameter expand: whether the phrases of the sets are written out, and every word that counts
  ///   is there.
  /// - Returns: nil when there is no concern of that name.
  package static func text(_ id: String, of desk: TriageDesk, expand: Bool = false) -> String? {
    guard let compiled = CompiledConcern(id, of: desk) else { return nil }
    var json = JSONText()
    json.object { json in
      head(compiled, &json)
      json.name("rules")
      json.array(compiled.rules) { json, rule in
        json.object { json in
          json.member("rule", rule.rule.id)
          place(rule.rule.range, &json)
          json.member("written", rule.written)
          json.member("fitted", rule.fitted)
          json.member("weight", rule.effective)
          json.name("condition")
          write(&json, rule.rule.condition)
        }
      }
      json.name("excluded_by")
      json.object { json in excludedBy(compiled, &json) }
      json.name("vocabulary")
      json.array(compiled.sets) { write(&$0, $1, expand) }
      json.name("words")
      json.array(expand ? compiled.words[...] : compiled.words.prefix(20)) { json, word in
        json.object { json in
          json.member("word", word.word)
          json.member("weight", word.weight)
        }
      }
      json.name("questions")
      json.array(compiled.questions, write)
      json.name("examples")
      json.array(compiled.concern.examples) { $0.string($1.text) }
      json.name("counterexamples")
      json.array(compiled.concern.counterexamples) { json, example in
        json.object { json in
          json.member("text", example.text)
          json.member("concern", example.concern)
        }
      }
    }
    return json.text + "\n"
  }

  private static func head(_ compiled: CompiledConcern, _ json: inout JSONText) {
    let concern = compiled.concern
    json.member("schema", "triage.compiled-concern/1")
    json.member("concern", concern.id)
    json.member("title", concern.title)
    json.member("owner", concern.owner)
    json.member("audience", concern.audience)
    place(concern.range, &json)
    json.name("answer")
    json.object { json in
      json.member("kind", concern.answer.kind.rawValue)
      json.member("article", compiled.article?.path)
      json.member("title", compiled.article?.title)
      json.member("checked", compiled.article?.checked)
      json.name("channels")
      json.array(concern.answer.channels) { $0.string($1) }
    }
    json.member("prior", compiled.prior)
    json.member("prior_fitted", compiled.isPriorFitted)
    json.name("asking")
    json.array(compiled.asking) { json, asking in
      json.object { json in
        json.member("audience", asking.audience)
        json.member("weight", asking.weight)
      }
    }
    json.name("further")
    json.object { json in
      json.member("also", compiled.also)
      json.member("besides", compiled.besides)
      json.member("scale", compiled.alsoScale)
    }
    json.name("thresholds")
    json.object { json in
      json.member("decided", compiled.thresholds.decided)
      json.member("suggested", compiled.thresholds.suggested)
      json.member("also", compiled.thresholds.also)
      json.member("audience", compiled.thresholds.audience)
      place(compiled.thresholdsRange, &json)
    }
    json.member("scale", compiled.scale)
  }

  private static func excludedBy(_ compiled: CompiledConcern, _ json: inout JSONText) {
    json.name("rules")
    json.array(compiled.exclusions) { json, rule in
      json.object { json in
        json.member("rule", rule.id)
        place(rule.range, &json)
        json.name("condition")
        write(&json, rule.condition)
      }
    }
    json.member("desk", compiled.waitsFor?.id)
    json.name("share")
    if compiled.waitsFor == nil { json.null() } else { json.number(Classifier.blockerShare) }
    json.member("blocks", compiled.blocks?.id)
  }

  private static func write(
    _ json: inout JSONText, _ set: CompiledConcern.ExpandedSet, _ expand: Bool
  ) {
    json.object { json in
      json.member("set", set.set.name)
      place(set.set.range, &json)
      json.name("written")
      json.array(set.set.phrases) { $0.string($1.text.collapsed) }
      json.name("sets")
      json.array(set.sets) { $0.string($1) }
      json.member("phrases", set.phrases.count)
      json.member("longest", set.longest)
      json.member("words", set.words)
      json.member("spellings", set.spellings)
      guard expand else { return }
      json.name("expanded")
      json.array(set.phrases) { json, phrase in
        json.array(phrase.places) { json, words in
          json.array(words) { $0.string($1) }
        }
      }
    }
  }

  private static func write(_ json: inout JSONText, _ question: Concern.Clarification) {
    json.object { json in
      json.name("between")
      json.array(question.between ?? []) { $0.string($1) }
      json.member("question", question.question)
      json.name("choices")
      json.array(question.choices) { json, choice in
        json.object { json in
          json.member("concern", choice.concern)
          json.member("text", choice.text)
        }
      }
      place(question.range, &json)
    }
  }

  private static func write(_ json: inout JSONText, _ condition: Condition) {
    json.object { json in
      switch condition {
      case .match(let pattern):
        json.member("match", pattern.text.collapsed)
        json.member("file", pattern.file)
        json.member("line", pattern.start.line)
      case .all(let parts):
        json.name("all")
        json.array(parts, write)
      case .any(let parts):
        json.name("any")
        json.array(parts, write)
      case .unless(let part):
        json.name("unless")
        write(&json, part)
      }
    }
  }

  private static func place(_ range: SourceRange, _ json: inout JSONText) {
    json.member("file", range.file)
    json.member("line", range.start.line)
  }
}

extension Concern.Answer {
  fileprivate var channels: [String] {
    if case .referral(_, let channels) = self { channels.map(\.id) } else { [] }
  }
}

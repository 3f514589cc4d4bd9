/// Writes which tickets a change of the knowledge base moves as one JSON object, `triage.diff/1`, a
/// piece at a time, so that memory does not grow with the tickets: its beginning, the moves, its end.
package struct DiffJSON {
  private var isFirst = true

  package init() {}

  /// - Parameters:
  ///   - old: the folder of the knowledge base as it was.
  ///   - new: the folder of the changed one.
  package func beginning(old: String, new: String) -> String {
    var json = JSONText()
    json.object { json in
      json.member("schema", "triage.diff/1")
      json.member("old", old)
      json.member("new", new)
      json.name("moves")
      json.array([Int]()) { _, _ in }
    }
    // The list and the object stay open.
    return String(json.text.dropLast(2))
  }

  /// One of the moves.
  package mutating func text(_ move: TicketMove) -> String {
    var json = JSONText()
    json.object { json in
      json.member("id", move.id)
      json.member("kind", move.kind.rawValue)
      json.name("old")
      Self.write(&json, move.old)
      json.name("new")
      Self.write(&json, move.new)
      json.name("rules")
      json.array(move.rules) { json, rule in json.object { Self.members(of: rule, &$0) } }
      json.name("words")
      json.array(move.words, Self.write)
    }
    defer { isFirst = false }
    return (isFirst ? "\n" : ",\n") + json.text
  }

  /// - Parameter rejects: how many records could not be read.
  package func end(_ tally: DiffTally, rejects: Int) -> String {
    var json = JSONText()
    json.object { json in
      json.member("tickets", tally.tickets)
      json.member("rejects", rejects)
      json.member("moved", tally.moved)
      json.member("moved_to_other_owners", tally.movedToOtherOwners)
      json.member("moved_to_other_concerns", tally.moved(.concern))
      json.member("now_decided", tally.moved(.nowDecided))
      json.member("no_longer_decided", tally.moved(.noLongerDecided))
      json.name("pairs")
      json.array(tally.ranking) { json, entry in
        json.object { json in
          json.member("old", entry.pair.old)
          json.member("new", entry.pair.new)
          json.member("kind", entry.pair.kind.rawValue)
          json.member("tickets", entry.counts.tickets)
          json.name("rules")
          json.array(entry.counts.ranking) { json, entry in
            json.object { json in
              Self.members(of: entry.rule, &json)
              json.member("tickets", entry.tickets)
            }
          }
        }
      }
    }
    // The members follow those of the beginning.
    return "],\n" + json.text.dropFirst() + "\n"
  }

  private static func write(_ json: inout JSONText, _ end: TicketMove.End) {
    json.object { json in
      json.member("concern", end.concern)
      json.member("confidence", end.confidence)
      json.member("decided", end.isDecided)
    }
  }

  private static func members(of change: RuleChange, _ json: inout JSONText) {
    json.member("rule", change.rule)
    json.member("for", change.concern)
    json.member("change", change.kind.rawValue)
    json.member("only_in_one", change.isOnlyInOne)
    json.name("old")
    write(&json, change.old)
    json.name("new")
    write(&json, change.new)
  }

  private static func write(_ json: inout JSONText, _ firing: RuleChange.Firing?) {
    guard let firing else { return json.null() }
    json.object { json in
      json.member("file", firing.file)
      json.member("line", firing.line)
      json.member("weight", firing.weight)
    }
  }

  private static func write(_ json: inout JSONText, _ change: WordChange) {
    json.object { json in
      json.member("word", change.word)
      json.member("for", change.concern)
      json.member("old", change.old)
      json.member("new", change.new)
    }
  }
}

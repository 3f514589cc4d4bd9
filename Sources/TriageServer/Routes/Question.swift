internal import KnowledgeBase
internal import TriageDesk

/// A question as a caller sends it.
struct Question {
  /// What it is called in the answer.
  var id: String?
  var text: String
  /// The id of the audience, where it is known.
  var audience: String?
  /// The concern that was chosen when asked back; the text is not judged then.
  var chosen: String?

  init(_ body: BodyObject) throws(Problem) {
    try body.allow(["id", "text", "audience", "chosen"])
    id = try body.optionalString("id")
    audience = try body.optionalString("audience")
    chosen = try body.optionalString("chosen")
    text = chosen == nil ? try body.string("text") : try body.optionalString("text") ?? ""
  }

  /// What a desk says to it.
  ///
  /// - Parameter place: where it stands in the body, as a JSON pointer.
  func reply(of loaded: LoadedDesk, at place: String) throws(Problem) -> Reply {
    guard text.utf8.count <= TriageDesk.questionLimit else {
      throw .fault(place + "/text", "A question has at most \(TriageDesk.questionLimit) bytes.")
    }
    try loaded.check(audience: audience, at: place + "/audience")
    guard let chosen else { return loaded.reply(to: text, audience: audience) }
    guard let reply = loaded.reply(choosing: chosen, audience: audience) else {
      throw .fault(place + "/chosen", "There is no such concern; /v1/concerns lists them.")
    }
    return reply
  }
}

extension LoadedDesk {
  func check(audience: String?, at place: String) throws(Problem) {
    let known = desk.knowledge.audiences.map(\.id)
    guard let audience, !known.contains(audience) else { return }
    throw .fault(place, "The audience is one of \(known.joined(separator: ", ")).")
  }
}

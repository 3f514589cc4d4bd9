internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

/// Finds `audience` attributes that name nobody in `audiences.xml`: what they mark would be shown to
/// nobody.
enum UnknownAudience {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let audiences = Set(knowledge.base.audiences.map(\.id))
    for (_, root) in knowledge.articles {
      root.forEachElement { element in
        guard let audience = element["audience"], !audiences.contains(audience) else { return }
        sink.error(
          .unknownName, "this is for the audience “\(audience)”, which is not there",
          at: element.tag,
          hint: NearestName.suggestion(for: audience, among: audiences).map {
            "did you mean “\($0)”?"
          } ?? "audiences.xml has " + audiences.sorted().joined(separator: ", "))
      }
    }
  }
}

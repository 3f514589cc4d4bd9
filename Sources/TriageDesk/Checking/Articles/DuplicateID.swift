internal import Diagnostics
internal import XMLReading

extension DiagnosticCode {
  /// Two elements of one article have one id.
  static let duplicateID = DiagnosticCode("TK0405")
}

/// Finds ids that two elements of an article have.
enum DuplicateID {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (_, root) in knowledge.articles {
      var seen: [String: SourceRange] = [:]
      root.forEachElement { element in
        guard let id = element["id"] else { return }
        if let first = seen[id] {
          sink.error(
            .duplicateID, "two elements have the id “\(id)”", at: element.tag, hint: "rename one",
            notes: [Diagnostic.Note("the other one stands here", at: first)])
        } else {
          seen[id] = element.tag
        }
      }
    }
  }
}

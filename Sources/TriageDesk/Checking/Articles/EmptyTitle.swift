internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// A heading inside an article without text.
  static let emptyTitle = DiagnosticCode("TK0414")
}

/// Finds titles without text below the article's own, which its reader wants.
enum EmptyTitle {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (_, root) in knowledge.articles {
      for element in root.elements where element.name != "title" {
        element.forEachElement { inner in
          guard inner.name == "title", inner.text.collapsed.isEmpty else { return }
          sink.error(
            .emptyTitle, "this <title> has no text", at: inner.tag,
            hint: "write one, or take the element away")
        }
      }
    }
  }
}

internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// An element of DITA that answers do not show as it is meant, or not at all.
  static let unrenderedElement = DiagnosticCode("TK0413")
}

/// Finds elements that answers know no form for: their text runs on, or is lost.
enum UnrenderedElement {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (_, root) in knowledge.articles {
      for element in root.elements where !ArticleReader.parts.contains(element.name) {
        sink.warning(
          .unrenderedElement, "<\(element.name)> is not shown here, and its text is lost",
          at: element.tag, hint: "move the text into the body, or into <shortdesc>")
      }
      for body in root.elements
      where ArticleReader.parts.contains(body.name) && body.name != "prolog" {
        body.forEachElement { check($0, into: &sink) }
      }
    }
  }

  private static func check(_ element: XMLElement, into sink: inout DiagnosticSink) {
    if let attribute = ["conref", "conkeyref", "keyref"].first(where: { element[$0] != nil }) {
      sink.warning(
        .unrenderedElement, "what \(attribute) leads to is not shown in its place",
        at: element.tag, hint: "write the text itself here, or link to it with <xref href=\"…\">")
    }
    if !ArticleReader.known.contains(element.name) {
      sink.warning(
        .unrenderedElement, "<\(element.name)> is shown as running text", at: element.tag,
        hint: "write it as paragraphs, lists, notes or steps")
    }
  }
}

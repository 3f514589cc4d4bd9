internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// A step that says nothing to do.
  static let emptyStep = DiagnosticCode("TK0412")
}

/// Finds steps without a command, or whose command has no text.
enum EmptyStep {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (_, root) in knowledge.articles {
      root.forEachElement { element in
        guard ["step", "substep"].contains(element.name) else { return }
        guard let command = element.child("cmd") else {
          sink.error(
            .emptyStep, "<\(element.name)> needs a <cmd>", at: element.tag,
            hint: "say in it what to do")
          return
        }
        if command.text.collapsed.isEmpty {
          sink.error(
            .emptyStep, "the command of this step has no text", at: command.tag,
            hint: "say what to do, or take the step away")
        }
      }
    }
  }
}

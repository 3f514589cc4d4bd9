internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine
internal import XMLReading

/// What checks look at: a knowledge base as it is understood and as it is written.
struct CheckedKnowledge {
  var folder: String
  var base: KnowledgeBase
  var rules: RuleSet
  /// The XML files that have a root, by path.
  var documents: [String: XMLDocument]
  /// Every file that is not hidden, in order.
  var files: [String]
  var today: CalendarDay

  /// The articles as written, in the order of their paths.
  var articles: [(path: String, root: XMLElement)] {
    documents.filter { $0.key.hasPrefix("articles/") }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.root) }
  }
}

extension XMLElement {
  /// Calls `body` with this element and all inside, in the order of the document.
  func forEachElement(_ body: (XMLElement) -> Void) {
    body(self)
    for element in elements { element.forEachElement(body) }
  }

  /// The start tag, as far as its name.
  var tag: SourceRange {
    var tag = range
    let length = name.unicodeScalars.count + 1
    tag.end = SourcePosition(line: range.start.line, column: range.start.column + length)
    return tag
  }
}

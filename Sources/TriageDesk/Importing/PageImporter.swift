package import Diagnostics
internal import KnowledgeBase
internal import XMLReading

/// Turns a saved page of a help centre into a draft of an article in DITA.
package enum PageImporter {
  /// A draft, and what the editor is told about it.
  package struct Draft: Sendable {
    /// A name for the file, without `.dita`.
    package var name: String
    /// A whole topic of DITA, with the open questions as comments.
    package var text: String
    package var findings: [Diagnostic]
  }

  /// The largest page read, in bytes.
  package static let sizeLimit = HTMLTreeReader.sizeLimit

  /// Makes a draft of the page in `bytes`; `file` names it in findings.
  ///
  /// - Returns: nil when no article is in it; the findings say why.
  package static func draft(_ bytes: [UInt8], file: String) -> (
    draft: Draft?, findings: [Diagnostic]
  ) {
    var sink = DiagnosticSink()
    guard let root = HTMLTreeReader.read(bytes, file: file, into: &sink) else {
      return (nil, sink.sorted())
    }
    guard let page = SavedPage(root) else { return (nil, noArticle(file)) }
    var reader = PageReader(page: page, file: file)
    let blocks = reader.blocks()
    guard !blocks.isEmpty, !page.title.isEmpty else { return (nil, noArticle(file)) }
    reader.judgeHead()
    var builder = DraftBuilder(page, blocks)
    let topic = builder.topic(leftOver: reader.pending)
    for question in builder.questions {
      reader.decide(question.message, at: question.place)
    }
    sink.merge(reader.sink.diagnostics)
    let draft = Draft(
      name: page.identifier, text: DITAWriter.document(topic), findings: sink.sorted())
    return (draft, draft.findings)
  }

  private static func noArticle(_ file: String) -> [Diagnostic] {
    [
      Diagnostic(
        .error, .noArticle, "no article is on this page: it has no title, or no text",
        at: .whole(file),
        hint: "pages that are built by scripts are empty as files; save what the browser shows")
    ]
  }
}

extension PageReader {
  /// What an article needs in its head and the page does not give.
  fileprivate mutating func judgeHead() {
    let top = SourcePosition(line: 1, column: 1)
    if page.address == nil {
      decide(
        "the page does not say its public address", at: top, hint: "put it in prolog/source/@href")
    }
    if page.created == nil {
      decide(
        "the page has no date", at: top,
        hint: "put the day of your check in prolog/critdates/revised/@modified")
    }
  }
}

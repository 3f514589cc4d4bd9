internal import Diagnostics
internal import KnowledgeBase
internal import TicketIO

/// Finds labelled questions of the knowledge base that cannot be read, or whose label is no concern.
enum UnknownLabel {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let folder = knowledge.folder + "/"
    var found = DiagnosticSink()
    for file in knowledge.files where file.hasPrefix("questions/") && file.hasSuffix(".jsonl") {
      do throws(DatasetReader.Failure) {
        let questions = try DatasetReader.read(folder + file, into: &found)
        found.merge(knowledge.base.unknownLabels(in: questions))
      } catch {
        sink.error(.missingFile, "the questions cannot be read", at: .whole(file))
      }
    }
    for var finding in found.diagnostics {
      finding.range.file = String(finding.range.file.dropFirst(folder.count))
      sink.report(finding)
    }
  }
}

package import Diagnostics
internal import FoundationEssentials
package import KnowledgeBase

extension DiagnosticCode {
  /// A line of a data set that cannot be read.
  static let badRecord = DiagnosticCode("TK0601")
  /// A label that the knowledge base does not have.
  static let unknownLabel = DiagnosticCode("TK0602")
}

/// Reads labelled questions: JSON Lines, one object a line with at least `text` and `label`.
package enum DatasetReader {
  /// Reads a file, or every `.jsonl` in a folder and in those inside it, in order of their names.
  package static func read(_ path: String, into sink: inout DiagnosticSink) throws(FileError)
    -> [LabelledQuestion]
  {
    if FileSystem.isFolder(path) {
      var questions: [LabelledQuestion] = []
      for entry in try FileSystem.list(path)
      where entry.isFolder || entry.name.hasSuffix(".jsonl") {
        questions += try read(path + "/" + entry.name, into: &sink)
      }
      return questions
    }
    return parse(try FileSystem.read(path), file: path, into: &sink)
  }

  static func parse(_ bytes: [UInt8], file: String, into sink: inout DiagnosticSink)
    -> [LabelledQuestion]
  {
    let decoder = JSONDecoder()
    var questions: [LabelledQuestion] = []
    var line = 0
    for bytes in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      guard bytes.contains(where: { $0 > UInt8(ascii: " ") }) else { continue }
      do {
        questions.append(try decoder.decode(LabelledQuestion.self, from: Data(bytes)))
      } catch {
        let start = SourcePosition(line: line, column: 1)
        sink.error(
          .badRecord, "this line is no labelled question: \(reason(error))",
          at: SourceRange(file: file, start: start, end: start),
          hint: #"write {"text": "…", "label": "owner/concern"}"#)
      }
    }
    return questions
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? DecodingError {
    case .keyNotFound(let key, _): "“\(key.stringValue)” is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      "“\(context.codingPath.last?.stringValue ?? "")” is of another kind"
    default: "it is not JSON"
    }
  }
}

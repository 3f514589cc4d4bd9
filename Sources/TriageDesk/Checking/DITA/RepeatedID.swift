package import Diagnostics

extension DiagnosticCode {
  /// Two topics of one file, or two elements of one topic, have the same id.
  package static let repeatedID = DiagnosticCode("TK1105")
}

/// Ids that are there twice.
///
/// Ids of topics must differ in a file, as `ID` of XML; ids of elements must differ in their topic,
/// or in their map (DITA 1.3, 2.1.3.1). Elements under different conditions are alternatives: of two
/// such only one is published.
enum RepeatedID {
  private struct Place: Hashable {
    var id: String
    /// The topic of an element; nil for a topic.
    var topic: Int?
  }

  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    for file in collection.files {
      var seen: [Place: DITATarget] = [:]
      for target in file.targets {
        let place = Place(id: target.id, topic: target.isTopic ? nil : target.topic)
        guard let first = seen[place] else {
          seen[place] = target
          continue
        }
        if !target.isTopic, first.isConditional || target.isConditional { continue }
        report(target, first, file, into: &sink)
      }
    }
  }

  private static func report(
    _ target: DITATarget, _ first: DITATarget, _ file: DITAFile, into sink: inout DiagnosticSink
  ) {
    let line = first.range.start.line
    guard !target.isTopic else {
      sink.error(
        .repeatedID, "the topic in line \(line) has the id “\(target.id)” too", at: target.range,
        hint: "give one of them another")
      return
    }
    let home = file.kind == .map ? "map" : "topic"
    sink.report(
      Diagnostic(
        .warning, .repeatedID,
        "an element in line \(line) of this \(home) has the id “\(target.id)” too",
        at: target.range, hint: "references reach only the first; give one of them another"))
  }
}

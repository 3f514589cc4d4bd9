package import Diagnostics

extension DiagnosticCode {
  /// A picture, an example or another file that is no DITA is not there.
  package static let missingResource = DiagnosticCode("TK1106")
  /// Of a whole kind of files that are no DITA none is there: the folder came without them.
  package static let resourcesLeftOut = DiagnosticCode("TK1107")
}

/// Files other than DITA that are referred to and not there.
///
/// Topics are often kept or sent without their pictures and examples. Where not one file of an
/// ending is there that anything refers to, and many are missing in all, that is said once, as a
/// warning; otherwise each is an error.
enum MissingResource {
  /// How many missing files are one by one told of, at most, when none of their kind is there.
  private static let fewest = 10

  private struct Missing {
    var reference: DITAReference
    var file: DITAFile
    var ending: String
  }

  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    var missing: [Missing] = []
    var present: Set<String> = []
    for file in collection.files {
      for reference in file.references {
        guard case .resource(let ending) = reference.kind else { continue }
        if let key = reference.key, !reference.definesKeys, collection.keys.isDefined(key) {
          continue
        }
        if collection.isDead(reference) {
          missing.append(Missing(reference: reference, file: file, ending: ending))
        } else {
          present.insert(ending)
        }
      }
    }
    let leftOut = missing.filter { !present.contains($0.ending) }
    let targets = Set(leftOut.compactMap(\.reference.path))
    let isLeftOut = targets.count > fewest
    for item in missing where !isLeftOut || present.contains(item.ending) {
      sink.error(
        .missingResource,
        "\(item.reference.attribute) leads to “\(item.reference.value)”, which is not there",
        at: item.reference.range,
        hint: collection.suggestion(for: item.reference, from: item.file)
          ?? "mend the address, or put the file there")
    }
    guard isLeftOut, let first = leftOut.first else { return }
    let endings = Set(leftOut.map { $0.ending.isEmpty ? "without an ending" : ".\($0.ending)" })
    sink.report(
      Diagnostic(
        .warning, .resourcesLeftOut,
        "\(leftOut.count) references, of which this is the first, lead to \(targets.count) files "
          + "that are no DITA, of kinds of which the folder has none: "
          + endings.sorted().joined(separator: ", "),
        at: first.reference.range,
        hint: "check the folder together with its pictures and examples to know of each"))
  }
}

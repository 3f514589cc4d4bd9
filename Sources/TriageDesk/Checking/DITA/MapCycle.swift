package import Diagnostics

extension DiagnosticCode {
  /// A map takes itself in, by way of the maps in it.
  package static let mapCycle = DiagnosticCode("TK1108")
}

/// Maps that lead back to themselves.
enum MapCycle {
  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    var done: Set<String> = []
    for file in collection.files where file.kind == .map {
      var open: [String] = []
      follow(file, &open, &done, collection, into: &sink)
    }
  }

  private static func follow(
    _ file: DITAFile, _ open: inout [String], _ done: inout Set<String>,
    _ collection: DITACollection, into sink: inout DiagnosticSink
  ) {
    // Maps nest a few deep; a chain of hundreds is followed from its middle by another start.
    guard open.count < 200, done.insert(file.path).inserted else { return }
    open.append(file.path)
    for reference in file.references
    where reference.kind == .map && reference.attribute == "href" && !reference.isPush {
      guard let path = reference.path, let next = collection.file(path), next.kind == .map else {
        continue
      }
      if open.contains(path) {
        sink.error(
          .mapCycle, "“\(reference.value)” leads back to this map, which would have no end",
          at: reference.range, hint: "take one of the references out")
      } else {
        follow(next, &open, &done, collection, into: &sink)
      }
    }
    open.removeLast()
  }
}

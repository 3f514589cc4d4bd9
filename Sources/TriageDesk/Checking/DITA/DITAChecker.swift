internal import Diagnostics
package import KnowledgeBase

/// Checks a folder of DITA, whatever it is about: files, links, ids, keys.
package enum DITAChecker {
  /// Everything that is wrong with the files in `folder` and the folders inside it.
  ///
  /// - Throws: when the folder cannot be read.
  package static func check(_ folder: String) throws(FileError) -> CheckReport {
    let read = try DITAFolder(folder)
    let collection = DITACollection(read)
    var sink = DiagnosticSink()
    sink.merge(read.faults)
    DeadLink.check(collection, into: &sink)
    DeadFragment.check(collection, into: &sink)
    UndefinedKey.check(collection, into: &sink)
    RepeatedID.check(collection, into: &sink)
    MissingResource.check(collection, into: &sink)
    MapCycle.check(collection, into: &sink)
    ContentCycle.check(collection, into: &sink)
    return CheckReport(findings: sink.sorted().map { $0.hinted() }, files: read.files.map(\.name))
  }
}

package import Diagnostics

extension DiagnosticCode {
  /// The file is there, and the topic or element in it is not.
  package static let deadFragment = DiagnosticCode("TK1103")
}

/// Addresses with a `#`: `file#topic`, `file#topic/element`, and `#./element` for the topic that the
/// address stands in; in a map `file#element`. Keys have ids after a slash: `key/element`.
///
/// Source: DITA 1.3, 2.1.3.2 URI-based addressing, and 2.1.3.4.5.
enum DeadFragment {
  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    let ids = IDTable(collection.files)
    for file in collection.files {
      for reference in file.references { check(reference, file, collection, ids, into: &sink) }
      // What a key stands for is certain only where a map of the folder leads.
      let severity: Severity = collection.keys.reached.contains(file.path) ? .error : .warning
      for use in file.keyUses { check(use, severity, collection, ids, into: &sink) }
    }
  }

  private static func check(
    _ reference: DITAReference, _ file: DITAFile, _ collection: DITACollection, _ ids: IDTable,
    into sink: inout DiagnosticSink
  ) {
    // In other formats a fragment is what that format makes of it.
    if case .resource = reference.kind { return }
    guard let fragment = reference.fragment, !fragment.contains("("),
      let target = reference.path.map({ collection.file($0) }) ?? file, target.isWhole,
      !(reference.key.map { collection.keys.isDefined($0) } ?? false)
    else { return }
    let own = reference.path == nil ? file.topics[safe: reference.topic] : nil
    let parts = fragment.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let problem = ids.problem(parts, in: target, own: own) else { return }
    sink.error(
      .deadFragment, "\(reference.attribute)=\"\(reference.value)\": \(problem.message)",
      at: reference.range, hint: problem.hint)
  }

  private static func check(
    _ use: DITAKeyUse, _ severity: Severity, _ collection: DITACollection, _ ids: IDTable,
    into sink: inout DiagnosticSink
  ) {
    guard let id = use.id else { return }
    var problem: IDTable.Problem?
    // Any map may be the one that is published: one definition that has the id is enough.
    for key in collection.keys.definitions(use.key) {
      guard let reference = key.reference, let path = reference.path,
        let target = collection.file(path), target.isWhole, reference.kind == .topic
      else { return }
      let topic = reference.fragment?.split(separator: "/").first.map(String.init)
      guard let found = ids.problem([topic ?? target.topics.first ?? "", id], in: target, own: nil)
      else { return }
      problem = problem ?? found
    }
    guard let problem else { return }
    sink.report(
      Diagnostic(
        severity, .deadFragment, "\(use.attribute)=\"\(use.key)/\(id)\": \(problem.message)",
        at: use.range, hint: problem.hint))
  }
}

extension Array {
  subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}

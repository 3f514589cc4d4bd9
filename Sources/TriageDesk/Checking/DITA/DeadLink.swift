package import Diagnostics

extension DiagnosticCode {
  /// A link, a map or a content reference leads to a file of DITA that is not there.
  package static let deadLink = DiagnosticCode("TK1101")
  /// A key is defined as a file that is not there.
  package static let deadKey = DiagnosticCode("TK1102")
}

/// Links to topics and maps that do not exist and that no build makes.
enum DeadLink {
  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    for file in collection.files {
      for reference in file.references {
        if case .resource = reference.kind { continue }
        // The address beside a key is for the case that the key is not defined.
        if let key = reference.key, !reference.definesKeys,
          collection.keys.isDefined(String(key.prefix { $0 != "/" }))
        {
          continue
        }
        guard collection.isDead(reference) else { continue }
        report(reference, in: file, collection, into: &sink)
      }
    }
  }

  private static func report(
    _ reference: DITAReference, in file: DITAFile, _ collection: DITACollection,
    into sink: inout DiagnosticSink
  ) {
    let target = reference.value.prefix { $0 != "#" }
    let hint = collection.suggestion(for: reference, from: file)
    guard reference.definesKeys, reference.element != "topicref" else {
      sink.error(
        .deadLink, "\(reference.attribute) leads to “\(target)”, which is not there",
        at: reference.range, hint: hint ?? "mend the address, or take the reference out")
      return
    }
    // A key is a declaration: its file may be made by a build that says so nowhere.
    sink.report(
      Diagnostic(
        .warning, .deadKey, "the key stands for “\(target)”, which is not there",
        at: reference.range,
        hint: hint
          ?? "if a build makes it, tell git to leave it alone (.gitignore), or say so in a comment "
          + "before it: <!-- generated -->"))
  }
}

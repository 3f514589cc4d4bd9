package import Diagnostics

extension DiagnosticCode {
  /// No map of the folder defines the key.
  package static let undefinedKey = DiagnosticCode("TK1104")
}

/// Keys that no map defines.
///
/// Keys come from the map that is published. So nothing is said of topics that no map of the folder
/// leads to, nor where a map that may define keys is outside the folder; and where a great part of
/// all keys is undefined, their map seems to be elsewhere, which is said once. Warnings: what refers
/// to an undefined key is published with the text that it has itself.
enum UndefinedKey {
  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    guard collection.keys.isWhole else { return }
    var used: Set<String> = []
    var undefined: [DITAKeyUse] = []
    for file in collection.files where collection.keys.reached.contains(file.path) {
      for use in file.keyUses {
        used.insert(use.key)
        if !use.hasFallback, !collection.keys.isDefined(use.key) { undefined.append(use) }
      }
    }
    let keys = Set(undefined.map(\.key))
    if keys.count > 10, keys.count * 3 > used.count, let first = undefined.first {
      sink.report(
        Diagnostic(
          .warning, .undefinedKey,
          "no map of the folder defines \(keys.count) of the \(used.count) keys in use, of which "
            + "“\(first.key)” is the first",
          at: first.range, hint: "check the folder together with the map that defines them"))
      return
    }
    for use in undefined {
      let near = NearestName.suggestion(for: use.key, among: collection.keys.names)
      sink.report(
        Diagnostic(
          .warning, .undefinedKey, "no map of the folder defines the key “\(use.key)”",
          at: use.range, hint: near.map { "did you mean \($0)?" }))
    }
  }
}

internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// A link inside the knowledge base leads to no file or no element.
  static let brokenLink = DiagnosticCode("TK0402")
}

/// Finds links (`href`) and pieces taken from elsewhere (`conref`) that lead to no file, topic or
/// element.
///
/// Source: DITA 1.3, part 2, “URI-based (direct) addressing”: `file#topic/element`.
struct BrokenLink {
  private let files: Set<String>
  /// The ids inside each article; the root's comes first.
  private let ids: [String: [String]]

  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let articles = knowledge.articles
    var ids: [String: [String]] = [:]
    for (path, root) in articles {
      root.forEachElement { element in
        if let id = element["id"] { ids[path, default: []].append(id) }
      }
    }
    let check = BrokenLink(files: Set(knowledge.files), ids: ids)
    for (path, root) in articles {
      root.forEachElement { element in
        for name in ["href", "conref"] {
          guard let reference = element[name], let fault = check.fault(reference, element, path)
          else { continue }
          sink.error(
            .brokenLink, "\(name)=\"\(reference)\" leads to \(fault.message)", at: element.tag,
            hint: fault.hint ?? "mend the address, or take the link away")
        }
      }
    }
  }

  private func fault(_ reference: String, _ element: XMLElement, _ path: String)
    -> (message: String, hint: String?)?
  {
    guard element["scope"] != "external", !Address.hasScheme(reference) else { return nil }
    let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    var file = path
    if let first = parts.first, !first.isEmpty {
      guard let resolved = Path.resolve(String(first), from: Path.folder(path)) else {
        return ("a file outside of the knowledge base", nil)
      }
      file = resolved
    }
    guard files.contains(file) else {
      return (
        "“\(file)”, which is not there",
        NearestName.suggestion(for: file, among: files).map { "did you mean \($0)?" }
      )
    }
    // Of a file that is no article, or has errors of its own, the ids are not known.
    guard parts.count == 2, !parts[1].isEmpty, let known = ids[file] else { return nil }
    return parts[1].split(separator: "/").lazy.compactMap { id -> (String, String?)? in
      guard !known.contains(String(id)) else { return nil }
      return (
        "the element “\(id)”, which “\(file)” does not have",
        NearestName.suggestion(for: String(id), among: known).map { "did you mean \($0)?" }
      )
    }.first
  }
}

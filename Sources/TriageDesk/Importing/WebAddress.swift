internal import KnowledgeBase

/// The address of a page of the web, as far as links on it are told from it (RFC 3986, 5.2).
struct WebAddress: Sendable, Hashable {
  /// As written.
  let text: String
  /// With the colon's slashes: `https://`.
  private let scheme: String
  let host: String
  private let path: String

  /// - Returns: nil when the text is no whole address.
  init?(_ text: String) {
    guard let mark = text.firstRange(of: "://") else { return nil }
    self.text = text
    scheme = String(text[..<mark.upperBound])
    host = String(text[mark.upperBound...].prefix { !"/?#".contains($0) })
    path = String(text[mark.upperBound...].dropFirst(host.count).prefix { !"?#".contains($0) })
    guard !host.isEmpty else { return nil }
  }

  /// The last name in the path.
  var lastName: Substring {
    path.split(separator: "/").last ?? ""
  }

  /// The whole address of a link on this page.
  func resolve(_ link: String) -> String? {
    if link.hasPrefix("//") { return scheme.dropLast(2) + link }
    if link.hasPrefix("/") { return scheme + host + link }
    if link.hasPrefix("?") { return scheme + host + path + link }
    return Path.resolve(link, from: Path.folder(path)).map { scheme + host + "/" + $0 }
  }
}

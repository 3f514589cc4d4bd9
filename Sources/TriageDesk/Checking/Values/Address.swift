/// Addresses of the web (RFC 3986).
enum Address {
  /// Whether a reference begins with a scheme: a colon before any slash ends one.
  static func hasScheme(_ reference: String) -> Bool {
    reference.utf8.first { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }
      == UInt8(ascii: ":")
  }

  /// Whether it is an address that a browser opens: `https://host.domain/…` without spaces.
  static func isPage(_ address: String) -> Bool {
    guard address.hasPrefix("https://") || address.hasPrefix("http://"),
      address.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && !#"<>"\^`{|}"#.utf8.contains($0) })
    else { return false }
    let rest = address.drop { $0 != "/" }.dropFirst(2)
    let host = rest.prefix { !"/?#:".contains($0) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2
      && labels.allSatisfy {
        !$0.isEmpty && $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      }
  }
}

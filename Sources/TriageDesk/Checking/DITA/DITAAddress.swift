internal import KnowledgeBase

/// An address inside a collection, as `href` and `conref` have it (RFC 3986 with DITA's fragments).
struct DITAAddress {
  /// What says that an attribute's value is that of the element referred to.
  static let fromTarget = "-dita-use-conref-target"

  /// Without the fragment, escapes resolved; empty for the same file.
  private let file: String
  /// What stands after `#`, escapes resolved; nil where there is nothing.
  let fragment: String?

  /// - Returns: nil where nothing in a folder is addressed: an address of the web, an absolute
  ///   path, a placeholder, nothing at all.
  init?(_ value: String) {
    let value = value.collapsed
    guard !value.isEmpty, value != Self.fromTarget, value != "#", !value.hasPrefix("/"),
      !value.contains("${"), !Self.hasScheme(value),
      // An entity of the document's own stands for what is not known here.
      !(value.hasPrefix("&") && value.contains(";"))
    else { return nil }
    let parts = value.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    // A query is for a server; a file of the folder has none.
    let path = parts[0].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)[0]
    file = Self.unescaped(path).replacing("\\", with: "/")
    fragment = parts.count > 1 && !parts[1].isEmpty ? Self.unescaped(parts[1]) : nil
    if file.isEmpty, fragment == nil { return nil }
  }

  var isSameFile: Bool { file.isEmpty }

  /// The path from the root of the file system, without the first slash; nil when it leads above.
  func resolved(from folder: String) -> String? {
    Path.resolve(file, from: folder)
  }

  /// The ending of the file's name, lower-case, without the stop.
  static func ending(_ value: String) -> String {
    let path = value.prefix { $0 != "#" && $0 != "?" }
    let name = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
    guard let stop = name.lastIndex(of: "."), stop > name.startIndex else { return "" }
    return name[name.index(after: stop)...].lowercased()
  }

  /// A letter, then letters, digits and `+-.` up to a colon (RFC 3986, 3.1).
  private static func hasScheme(_ value: String) -> Bool {
    let scheme = value.utf8.prefix { $0 != UInt8(ascii: ":") }
    guard scheme.count < value.utf8.count, let first = scheme.first, isLetter(first) else {
      return false
    }
    return scheme.allSatisfy { byte in
      isLetter(byte) || (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte & 0xDF)
  }

  /// `%20` as a space; what is no escape stays.
  private static func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    let bytes = Array(text.utf8)
    var read: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let value = UInt8(
          String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
      {
        read.append(value)
        index += 3
      } else {
        read.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: read, as: UTF8.self)
  }
}

internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

/// A page of a help centre, as a browser saved it: what its head says, and its article.
///
/// The names are those of Zendesk Guide's own theme
/// (<https://github.com/zendesk/copenhagen_theme>); pages of other kinds have an `<article>`, a
/// `<main>` or only a body.
struct SavedPage {
  var title: String
  /// The public address.
  var address: WebAddress?
  var language: String?
  /// Days, such as `2026-11-23`, when it was written and last changed.
  var created: String?
  var changed: String?
  /// What holds the text of the article.
  var body: XMLElement

  init?(_ root: XMLElement) {
    let all = root.descendants
    let article = all.first { $0.hasClass("article-body") || $0["itemprop"] == "articleBody" }
    let outer = all.first { $0.name == "article" } ?? all.first { $0.name == "main" }
    guard let body = article ?? outer ?? root.child("body") else { return nil }
    self.body = body
    title = Self.title(all)
    language = all.first { $0.name == "html" }?["lang"].flatMap(Self.languageTag)
    address = Self.address(all)
    (created, changed) = Self.dates(all)
  }

  /// The whole address of a link on the page; nil when the page does not say where it was.
  func absolute(_ link: String) -> String? {
    let isWhole = link.contains("://") || link.hasPrefix("mailto:") || link.hasPrefix("tel:")
    return isWhole ? link : address?.resolve(link)
  }

  /// A name for the topic and its file, from the address or the title.
  var identifier: String {
    // Zendesk's addresses end in NUMBER-Title-of-the-article.
    let named = (address?.lastName ?? "").drop { $0.isNumber || $0 == "-" }
    let slug = Self.slug(named.contains("-") ? String(named) : title)
    guard let first = slug.first else { return "draft" }
    return first.isLetter ? slug : "article-" + slug
  }

  static func slug(_ text: String) -> String {
    text.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.joined(separator: "-")
  }

  // MARK: What the page says of itself

  private static func title(_ all: [XMLElement]) -> String {
    let heading =
      all.first { $0.hasClass("article-title") } ?? all.first { $0.name == "h1" }
    if let text = heading?.text.plain, !text.isEmpty { return text }
    if let text = meta("og:title", all)?.plain, !text.isEmpty { return text }
    // In the title of the page the name of the help centre comes after a dash or a bar.
    let text = all.first { $0.name == "title" }?.text.plain ?? ""
    let cuts = [" – ", " — ", " | ", " - "].compactMap { text.ranges(of: $0).last?.lowerBound }
    return cuts.max().map { String(text[..<$0]) } ?? text
  }

  private static func address(_ all: [XMLElement]) -> WebAddress? {
    let link = all.first { $0.name == "link" && $0["rel"]?.lowercased() == "canonical" }
    let address = link?["href"] ?? meta("og:url", all)
    return address.flatMap { $0.hasPrefix("http") ? WebAddress($0) : nil }
  }

  private static func meta(_ name: String, _ all: [XMLElement]) -> String? {
    all.first { $0.name == "meta" && ($0["property"] == name || $0["name"] == name) }?["content"]
  }

  private static func dates(_ all: [XMLElement]) -> (created: String?, changed: String?) {
    // Dates of comments are no dates of the article.
    let times = all.filter { $0.name == "time" && !$0.hasClass("comment") }
      .compactMap { $0["datetime"].flatMap(day) }
    let created = meta("article:published_time", all).flatMap(day) ?? times.min()
    let changed = meta("article:modified_time", all).flatMap(day) ?? times.max()
    return (created ?? changed, changed ?? created)
  }

  /// The day at the front of a date of ISO 8601.
  private static func day(_ text: String) -> String? {
    let day = text.prefix(10)
    let parts = day.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else {
      return nil
    }
    return String(day)
  }

  /// `en-us` as `en-US`.
  private static func languageTag(_ text: String) -> String? {
    let parts = text.split(separator: "-")
    guard let first = parts.first, parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isLetter } })
    else { return nil }
    let rest = parts.dropFirst().map { $0.count == 2 ? $0.uppercased() : String($0) }
    return ([first.lowercased()] + rest).joined(separator: "-")
  }
}

extension XMLElement {
  /// The element itself and all elements inside it, in document order.
  var descendants: [XMLElement] {
    var all = [self]
    for element in elements { all += element.descendants }
    return all
  }

  /// The names in `class`, lower-case.
  var classes: [Substring] {
    (self["class"] ?? "").lowercased().split(whereSeparator: \.isWhitespace)
  }

  func hasClass(_ name: String) -> Bool {
    classes.contains { $0 == name }
  }
}

extension String {
  /// In one line, with spaces only; without what has no width.
  var plain: String {
    let visible = unicodeScalars.filter {
      !["\u{AD}", "\u{200B}", "\u{200C}", "\u{200D}", "\u{FEFF}"].contains($0)
    }
    return String(String.UnicodeScalarView(visible)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
  }
}

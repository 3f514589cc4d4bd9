internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// An address that no browser opens.
  static let badAddress = DiagnosticCode("TK0411")
}

/// Finds addresses of pages that cannot be opened: without a scheme, with spaces, without a host.
enum BadAddress {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    func expectPage(_ address: String?, _ place: SourceRange) {
      guard let address, !Address.isPage(address) else { return }
      sink.error(
        .badAddress, "“\(address)” is not the address of a page", at: place,
        hint: "write for instance https://www.example.com/help")
    }
    for channel in knowledge.base.desks.flatMap(\.channels) {
      expectPage(channel.href, channel.range)
    }
    for notice in knowledge.base.notices { expectPage(notice.page, notice.range) }
    for (_, root) in knowledge.articles {
      root.forEachElement { element in
        guard let href = element["href"] else { return }
        let isMail = href.hasPrefix("mailto:") || href.hasPrefix("tel:")
        if element.name == "source" || element["scope"] == "external" || Address.hasScheme(href),
          !isMail
        {
          expectPage(href, element.tag)
        }
      }
    }
  }
}

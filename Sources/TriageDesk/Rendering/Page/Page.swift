/// A self-contained page: nothing is loaded from elsewhere and nothing runs in it; for screens wide
/// and narrow, light and dark, and for paper.
struct Page {
  private(set) var html = HTMLText()

  /// - Parameters:
  ///   - lead: what the page says, in a sentence under its title.
  ///   - body: writes the sections.
  static func html(_ title: String, lead: String, _ body: (inout Page) -> Void) -> String {
    var page = Page()
    page.html.trusted("<!DOCTYPE html>\n")
    page.html.element("html", ["lang": "en"]) { html in
      html.element("head") { html in
        html.empty("meta", ["charset": "utf-8"])
        html.empty("meta", ["name": "viewport", "content": "width=device-width"])
        html.empty("meta", ["name": "color-scheme", "content": "light dark"])
        // Whatever a browser would load or run, it must not.
        html.empty(
          "meta",
          [
            "http-equiv": "Content-Security-Policy",
            "content": "default-src 'none'; style-src 'unsafe-inline'",
          ])
        html.element("title", text: title)
        html.element("style") { $0.trusted(PageStyle.sheet) }
      }
      html.element("body") { html in
        html.element("main") { html in
          html.element("header") { html in
            html.element("h1", text: title)
            html.element("p", ["class": "lead"], text: lead)
          }
          var inner = Page(html: html)
          body(&inner)
          html = inner.html
        }
      }
    }
    return page.html.text
  }

  /// A part of the page under a heading.
  ///
  /// - Parameter note: how to read it.
  mutating func section(_ title: String, note: String? = nil, _ body: (inout HTMLText) -> Void) {
    html.element("section") { html in
      html.element("h2", text: title)
      if let note { html.element("p", ["class": "note"], text: note) }
      body(&html)
    }
  }
}

/// A figure that is shown large, with its name.
struct KeyFigure {
  var name: String
  var value: String
  var detail: String = ""

  static func write(_ figures: [KeyFigure], to html: inout HTMLText) {
    html.element("dl", ["class": "key"]) { html in
      for figure in figures {
        html.element("div") { html in
          html.element("dt", text: figure.name)
          html.element("dd", text: figure.value)
          if !figure.detail.isEmpty { html.element("dd", ["class": "detail"], text: figure.detail) }
        }
      }
    }
  }
}

import Testing

@testable import TicketIO

@Suite struct MessageTextTests {
  private func plain(_ message: String) -> String {
    String(decoding: MessageText.plain(Array(message.utf8)).bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<div><p>I can&#39;t sign in</p><br/>Thanks</div>", "I can't sign in\nThanks\n"),
    ("my <b>ID</b>.<i>me</i> code", "my ID.me code\n"),
    ("don&rsquo;t <3 this &amp; that", "don’t <3 this & that\n"),
    ("<head><title>Mail</title><style>p{}</style></head><body>help</body>", "help\n"),
    ("<ul><li>one<li>two</ul>", "one\ntwo\n"),
    ("Help. <P CLASS=\"x\">locked out", "Help. \nlocked out\n"),
    ("<p>caf\u{E9} 😀</p>", "caf\u{E9} 😀\n"),
    (
      "<div>new</div><div class=\"gmail_quote x\">On Monday<br>old <div>older</div></div>end",
      "new\nend\n"
    ),
    ("<p>new<blockquote type=cite>old<p>older</blockquote>", "new\n"),
    ("<blockquote>mine", "mine\n"),
    ("<div class=\"gmail_quote\">only this</div>", "only this\n"),
    ("<p>one\0two</p>", "one two\n"),
  ])
  func markupGoesAndWordsStay(_ message: String, _ text: String) {
    #expect(plain(message) == text)
  }

  /// What only looks like markup is the words of the person.
  @Test(arguments: [
    "a < b and c > d", "AT&T my code; yes", "<me@example.org> wrote", "5 <6", "<", "&", "&#", "</",
    "",
    "<p where is my refund", "<br>",
  ])
  func otherTextStaysAsItIs(_ message: String) {
    #expect(plain(message) == message)
  }

  @Test func whatAnEntityStandsForIsAllOfIt() {
    let message = Array("a &amp; b&#39;c &nosuch; <b>d</b>".utf8)
    let plain = MessageText.plain(message)
    func source(_ word: String) -> String? {
      let wanted = Array(word.utf8)
      let start = plain.bytes.indices.first { plain.bytes[$0...].starts(with: wanted) }
      guard let start, let map = plain.source else { return nil }
      return String(
        decoding: message[map.place(of: start..<start + wanted.count)], as: UTF8.self)
    }
    #expect(source("& b'c") == "&amp; b&#39;c")
    #expect(source("b'") == "b&#39;")
    #expect(source("'c") == "&#39;c")
    #expect(source("d") == "d")
  }

  @Test func noMarkupIsTooDeepOrTooLong() {
    let deep = plain(String(repeating: "<div><span>", count: 50_000) + "help")
    #expect(deep.contains("help"))
    let long = plain("<a href=\"" + String(repeating: "x", count: 2_000_000) + "\">help</a>")
    #expect(long.contains("help"))
  }
}

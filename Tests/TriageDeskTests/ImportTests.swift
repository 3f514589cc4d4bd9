import Diagnostics
import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport
import XMLReading

/// Saved pages of a help centre become drafts of articles.
@Suite struct ImportTests {
  /// The seed article in the markup of Zendesk Guide.
  private static func seed() throws -> (draft: PageImporter.Draft, article: Article) {
    let path = Repository.folder + "/Tests/TriageDeskTests/Pages/using-the-irs-for-work.html"
    let (draft, findings) = PageImporter.draft(
      try FileSystem.read(path), file: "using-the-irs-for-work.html")
    let made = try #require(draft, "\(findings)")
    return (made, try article(made.text))
  }

  /// The draft as the knowledge base reads it, which must find nothing wrong with it.
  private static func article(_ text: String) throws -> Article {
    var sink = DiagnosticSink()
    let document = Array(text.utf8).withUnsafeBytes {
      XMLTreeReader.read($0, file: "draft.dita", into: &sink)
    }
    let read = document.flatMap { ArticleReader.read($0, path: "draft.dita", into: &sink) }
    #expect(sink.diagnostics == [], "\(text)")
    return try #require(read, "\(text)")
  }

  private static func draft(_ body: String) throws -> (text: String, article: Article) {
    let page = "<html><body><h1>Do it</h1><div class='article-body'>\(body)</div></body></html>"
    let draft = try #require(PageImporter.draft(Array(page.utf8), file: "a.html").draft)
    return (draft.text, try article(draft.text))
  }

  @Test func theSeedArticleComesOutWhole() throws {
    let (draft, _) = try Self.seed()
    let difference = Golden.difference(draft.text, "using-the-irs-for-work.dita")
    #expect(difference == nil, "\(difference ?? "")")
    let findings = DiagnosticText().render(draft.findings)
    let other = Golden.difference(findings, "using-the-irs-for-work.findings.txt")
    #expect(other == nil, "\(other ?? "")")
  }

  @Test func theHeadSaysWhatThePageSays() throws {
    let (draft, article) = try Self.seed()
    #expect(draft.name == "using-the-irs-for-work")
    #expect(article.id == "using-the-irs-for-work")
    #expect(article.title == "Using the IRS for work")
    #expect(article.summary.plain.hasPrefix("The Internal Revenue Service (IRS) has ID.me do"))
    #expect(
      article.source
        == "https://help.id.me/hc/en-us/articles/21666176582807-Using-the-IRS-for-work")
    #expect(article.checked == "2026-03-11")
  }

  /// The parts of both paths in their order, each with as many steps as the page has.
  @Test func bothPathsKeepAllTheirSteps() throws {
    let (_, article) = try Self.seed()
    let parts = article.steps.map { "\($0.audience ?? "all"): \($0.text.plain) \($0.steps.count)" }
    #expect(
      parts == [
        "existing: Add your work email address 5", "existing: Sign in and share your information 4",
        "new: Create an ID.me account 3", "new: Add your work email address 4",
        "new: Verify your identity 0", "all: Alternative options 3",
      ])
  }

  @Test func tipsResultsAndControlsKeepTheirKind() throws {
    let (_, article) = try Self.seed()
    for part in [article.steps[0], article.steps[3]] {
      let tips = part.steps.flatMap(\.notes).filter { $0.kind == .note("tip") }
      #expect(tips.count == 1)
      #expect(tips.first?.text.plain.contains("Resend confirmation") == true)
      #expect(tips.first?.text.plain.contains("Tip") == false)
      let sent = part.steps.compactMap(\.result?.plain)
      #expect(sent == ["A confirmation message will be sent to your work email address."])
      #expect(part.result?.plain.contains("“Profile” tab") == true)
    }
    let controls = article.steps[0].steps[1].text.runs.filter { $0.style == .control }.map(\.text)
    #expect(controls == ["My Account", "Profile", "Email", "+Add an email"])
    #expect(article.steps[3].steps[0].text.plain.hasPrefix("From My Account > Profile, in"))
  }

  /// Words from every paragraph, item and callout of the page, and none from around it.
  @Test func nothingOfTheArticleIsLostAndNothingElseComesIn() throws {
    let (draft, _) = try Self.seed()
    let text = draft.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for words in [
      "federal standards", "not an impostor", "do two things", "share your verified identity",
      "tick the box beside", "check your spam folder", "crucial to the IRS", "Once is enough",
      "always have access", "strong password", "duplicate ID.me account", "tax records or filing",
      "Deleting your ID.me account", "whether you owe", "IRS IP PIN",
      "IRS letters or other notices",
      "What if I can’t verify my identity?", "number that is printed",
      "https://www.irs.gov/help/telephone-assistance?a=1&amp;b=2",
      "https://help.id.me/hc/en-us/articles/360018113253-Creating-a-strong-password",
    ] {
      #expect(text.contains(words), "\(words)")
    }
    for words in [
      "Was this article helpful", "Facebook", "Related articles", "Skip to main", "Sign in</a>",
      "Return to top", "HelpCenter", "inline-block", "Updated",
    ] {
      #expect(!text.contains(words), "\(words)")
    }
  }

  static let tabs: [(name: String, markup: String)] = [
    (
      "ARIA",
      """
      <div><div role='tablist'><button role='tab' id='a'>Existing member</button>\
      <button role='tab' id='b'>First time</button></div><section aria-labelledby='a'><ol><li>One\
      </ol></section><section aria-labelledby='b'><ol><li>Two</ol></section></div>
      """
    ),
    (
      "links to ids, in a box",
      """
      <div class='wrap'><ul class='nav nav-tabs'><li><a href='#a'>I already have an account</a>\
      <li><a href='#b'>I am new</a></ul></div><div class='tab-content'><div class='tab-pane' id='a'>\
      <ol><li>One</ol></div><div class='tab-pane' id='b'><ol><li>Two</ol></div></div>
      """
    ),
    (
      "data-tab",
      """
      <ul class='tabs'><li data-tab='a'>Have an account</li><li data-tab='b'>Creating an account\
      </li></ul><div id='a' class='tab-content'><ol><li>One</ol></div>\
      <div id='b' class='tab-content'><ol><li>Two</ol></div>
      """
    ),
    (
      "scripts",
      """
      <div class='tab'><button onclick="show(event, 'a')">Existing</button>\
      <button onclick="show(event, 'b')">New here</button></div><div id='a' class='tabcontent'>\
      <ol><li>One</ol></div><div id='b' class='tabcontent'><ol><li>Two</ol></div>
      """
    ),
    (
      "order alone",
      """
      <div class='tabs'><div>Returning users</div><div>New users</div></div>\
      <div class='tab'><ol><li>One</ol></div><div class='tab'><ol><li>Two</ol></div>
      """
    ),
  ]

  @Test(arguments: tabs)
  func tabsBecomeAudiences(_ name: String, _ markup: String) throws {
    let (_, article) = try Self.draft("<p>First.</p>" + markup)
    let steps = article.steps.map { "\($0.audience ?? "none") \($0.text.plain)" }
    #expect(steps == ["existing One", "new Two"])
  }

  @Test func tabsOfAnotherKindKeepTheirLabels() throws {
    let (text, article) = try Self.draft(
      "<div class='tabs'><div>Windows</div><div>Mac</div></div>"
        + "<div class='tab'><ol><li>One</ol></div><div class='tab'><ol><li>Two</ol></div>")
    #expect(article.steps.map(\.audience) == [nil, nil])
    #expect(text.contains("otherprops=\"windows\"") && text.contains("otherprops=\"mac\""))
    #expect(text.contains("TO DECIDE: the tab “Windows” names no audience"))
  }

  @Test(arguments: [
    ("<p><strong>Tip:</strong> Look.</p>", "tip"), ("<p>Note: Look.</p>", "note"),
    ("<p><b>Important</b>: Look.</p>", "important"),
    ("<div class='callout warning'>Look.</div>", "warning"),
    ("<blockquote class='note'><p>Look.</p></blockquote>", "note"),
    ("<p>Typing: Look.</p>", nil),
  ])
  func calloutsBecomeNotes(_ markup: String, _ type: String?) throws {
    let (_, article) = try Self.draft("<p>First.</p><ol><li>Do.\(markup)</li></ol>")
    let notes = try #require(article.steps.first).notes
    #expect(notes.map(\.kind) == [type.map { .note($0) } ?? .paragraph])
    #expect(type == nil || notes.first?.text.plain == "Look.")
  }

  @Test func aCalloutInTheMiddleOfAnItemIsCutOff() throws {
    let (_, article) = try Self.draft(
      "<p>First.</p><ol><li>Select <b>Send</b>.<br><strong>Tip:</strong> Look <b>here</b>.</li></ol>"
    )
    let step = try #require(article.steps.first)
    #expect(step.text.plain == "Select Send.")
    #expect(step.notes.map(\.kind) == [.note("tip")])
    #expect(step.notes.first?.text.plain == "Look here.")
  }

  @Test(arguments: [
    "<b>A</b> &gt; <b>B</b>", "<b>A &gt; B</b>", "<b>A</b> → <b>B</b>", "<strong>A » B</strong>",
  ])
  func menusBecomeCascades(_ markup: String) throws {
    let (text, _) = try Self.draft("<p>First.</p><ol><li>Open \(markup).</li></ol>")
    #expect(
      text.contains(
        "Open <menucascade><uicontrol>A</uicontrol><uicontrol>B</uicontrol></menucascade>."))
  }

  @Test func listsInListsBecomeSubsteps() throws {
    let (_, article) = try Self.draft(
      "<p>First.</p><ol><li>One<ol><li>Deep</li></ol></li><li>(Optional) Two</li></ol>")
    #expect(article.steps.map(\.steps.count) == [1, 0])
    #expect(article.steps.map(\.isOptional) == [false, true])
  }

  @Test func aPageWithoutStepsIsAConcept() throws {
    let (text, article) = try Self.draft("<p>First.</p><h2>Who</h2><p>We -- <i>us</i>.</p>")
    #expect(text.contains("<!DOCTYPE concept PUBLIC \"-//OASIS//DTD DITA Concept//EN\""))
    #expect(article.points.map(\.text.plain) == ["Who", "We -- us."])
  }

  @Test func whatIsLeftOutIsSaid() throws {
    let page = "<h1>A</h1><p>B</p><iframe src='https://v.example/1'></iframe><p>C</p>"
    let draft = try #require(PageImporter.draft(Array(page.utf8), file: "a.html").draft)
    #expect(draft.findings.contains { $0.code.id == "TK0902" && $0.range.start.column > 10 })
    #expect(
      draft.text.contains("TO DECIDE: an embedded <iframe> was left out: https://v.example/1"))
  }

  static let hopeless: [(String, [UInt8])] = [
    ("empty", []), ("blank", Array(" \n\n".utf8)), ("text", Array("just words".utf8)),
    ("binary", [0x89, 0x50, 0x4E, 0x47, 0, 0, 1, 2, 0, 3]), ("JSON", Array("{\"a\": 1}".utf8)),
    ("XML", Array("<?xml version='1.0'?><task id='a'><title>T</title><p>x</p></task>".utf8)),
    ("no text", Array("<html><head><title>T</title></head><body><div></div></body></html>".utf8)),
    ("script only", Array("<html><title>T</title><body><script>a()</script></body></html>".utf8)),
  ]

  @Test(arguments: hopeless)
  func noPageNoDraft(_ name: String, _ bytes: [UInt8]) {
    let (draft, findings) = PageImporter.draft(bytes, file: "a.html")
    #expect(draft == nil)
    #expect(findings.count == 1 && findings.first?.severity == .error, "\(findings)")
  }

  @Test func aPageThatIsTooLargeIsRefused() {
    let bytes = Array("<p>".utf8) + [UInt8](repeating: 0x61, count: PageImporter.sizeLimit)
    let (draft, findings) = PageImporter.draft(bytes, file: "a.html")
    #expect(draft == nil)
    #expect(findings.first?.message.contains("the limit is") == true)
  }

  static let broken: [(String, String)] = [
    ("nothing is closed", "<h1>T<p>a<ol><li>b<li>c<b>d"),
    ("crossed", "<h1>T</h1><p>a <b>b <i>c</b> d</i></p><ol><li>x</p></ol>"),
    ("bare signs", "<h1>T</h1><p>a & b < c &bogus; &#0; &#x110000; ]]> --></p>"),
    ("attributes", "<h1>T</h1><p><a href=\"a'b<c>&d\" href=2 =>x</a></p>"),
    ("controls", "<h1>T</h1><p>a\u{1}b\u{B}c\u{FFFE}</p>"),
    ("deep blocks", "<h1>T</h1>" + String(repeating: "<div>", count: 10_000) + "end"),
    ("deep text", "<h1>T</h1><p>" + String(repeating: "<b>", count: 10_000) + "end"),
    ("deep lists", "<h1>T</h1>" + String(repeating: "<ol><li>x", count: 10_000)),
  ]

  @Test func everyCodeWasSeen() throws {
    let frame = "<h1>A</h1><p>B</p><iframe src='https://v.example/1'></iframe>"
    let pages = Self.hopeless.map(\.1) + (Self.broken.map(\.1) + [frame]).map { Array($0.utf8) }
    let seen = pages.flatMap { page in
      let (draft, findings) = PageImporter.draft(page, file: "a.html")
      return findings + (draft?.findings ?? [])
    }
    #expect(
      try Set((seen + Self.seed().draft.findings).map(\.code.id)) == [
        "TK0104", "TK0105", "TK0901", "TK0902", "TK0903",
      ])
  }

  @Test(arguments: broken)
  func brokenMarkupStillMakesAnArticle(_ name: String, _ page: String) throws {
    let (draft, findings) = PageImporter.draft(Array(page.utf8), file: "a.html")
    let made = try #require(draft, "\(findings)")
    #expect(try !Self.article(made.text).title.isEmpty)
    #expect(!name.hasPrefix("deep") || made.text.contains("end") || made.text.contains(">x"))
  }
}

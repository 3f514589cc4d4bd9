import Diagnostics
import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport

/// Another desk's knowledge base works the same: nothing in the code knows about ours.
@Suite struct OtherDeskTests {
  private let folder: TemporaryFolder
  private let desk: TriageDesk

  init() throws {
    folder = try BicycleShop.folder()
    desk = try TriageDesk(folder: folder.path)
  }

  @Test(arguments: [
    ("My tyre lost air", "shop/flat-tire"), ("the tire of my car is flat", "else/nobody"),
    ("when is the next installment of the loan", "bank/loan"), ("FORM 123", "bank/loan"),
    ("how is the weather", "else/nobody"), ("hello", "else/unclear"), ("", "else/unclear"),
  ])
  func judges(_ question: String, _ concern: String) {
    #expect(desk.reply(to: question).concern.id == concern)
  }

  @Test func theBlockerComesFirstAndTheErrandIsNamed() {
    let reply = desk.reply(to: "My tire is flat and I pay a loan for it")
    #expect(reply.concern.id == "shop/flat-tire")
    #expect(reply.also.map(\.concern.id) == ["bank/loan"])
  }

  @Test func whatIsDeniedIsLeftAsideAndSaid() {
    let reply = desk.reply(to: "My tire is flat, I am not asking about the loan.")
    #expect(reply.concern.id == "shop/flat-tire")
    #expect(reply.also.isEmpty)
    #expect(reply.leftAside == ["not asking about the loan"])
  }

  @Test func whatIsExcludedComesWithWhatExcludesIt() throws {
    func excluded(_ question: String) throws -> Reply.Excluded {
      try #require(desk.reply(to: question).excluded.first)
    }
    func part(_ question: String, _ excluded: Reply.Excluded) -> String {
      let scalars = Array(question.unicodeScalars)[(excluded.start ?? 0)..<(excluded.end ?? 0)]
      return String(String.UnicodeScalarView(scalars))
    }
    let denied = "é My tire is flat, I am not asking about the loan."
    let denial = try excluded(denied)
    #expect(denial.kind == .denial)
    #expect(denial.by == "not ~1 ask about" && denial.file == "denials.xml" && denial.line == 1)
    #expect(part(denied, denial) == "not asking about the loan")

    let taken = try excluded("the tire of my car is flat")
    #expect(taken.kind == .takenBack)
    #expect(taken.what == "shop/flat-tire" && taken.matched == "car")
    #expect(taken.file == "concerns/shop/flat-tire.xml" && taken.line == 6)

    #expect(desk.reply(to: "flat tire").excluded == [])
  }

  @Test func aRuleThatAnUnlessTakesBackIsTold() throws {
    let concern = try #require(BicycleShop.files.first { $0.name.hasSuffix("loan.xml") })
    try folder.write(
      concern.text.replacing(
        "<example>",
        with: """
          <all><match>pay</match><any><match>late</match><match>due</match></any>
          <unless>@broken</unless><unless>(helmet | pump)</unless></all><example>
          """),
      to: concern.name)
    let excluded = try TriageDesk(folder: folder.path).reply(
      to: "I pay late for the pump that lost air"
    ).excluded
    #expect(excluded.map(\.kind) == [.unless, .unless])
    #expect(excluded.map(\.target) == ["bank/loan", "bank/loan"])
    #expect(excluded.map(\.by) == ["@broken", "(helmet | pump)"])
    #expect(excluded.map(\.matched) == ["lost air", "pump"])
    #expect(excluded.map(\.line) == [7, 7])
  }

  @Test func theBlockedErrandIsTold() throws {
    let reply = desk.reply(to: "My tire is flat and I pay a loan for it")
    #expect(reply.concern.id == "shop/flat-tire")
    let blocked = try #require(reply.excluded.first)
    #expect(blocked.kind == .blocked)
    #expect(blocked.what == "bank/loan" && blocked.by == "shop/flat-tire")
    #expect(reply.evidence.contains { $0.target == "bank/loan" })
  }

  @Test func placesLieInTheMessageAsItCame() throws {
    let message =
      "<p>Caf\u{E9} &amp; co</p><p>My <b>ty</b>re&nbsp;is <i>flat</i></p>\n\nThanks,\nJo Doe"
    let reply = desk.reply(to: message)
    let fired = try #require(reply.evidence.first)
    let scalars = Array(message.unicodeScalars)
    func part(_ start: Int, _ end: Int) -> String {
      String(String.UnicodeScalarView(scalars[start..<end]))
    }
    #expect(part(fired.start, fired.end) == "ty</b>re&nbsp;is <i>flat")
    let signature = try #require(reply.leftOut.first)
    #expect(part(signature.start, signature.end) == "Thanks,\nJo Doe")
  }

  @Test func noticesAreNamed() {
    #expect(desk.reply(to: "I got an L-7").notice?.title == "The loan is overdue")
    #expect(desk.reply(to: "I got form 123").notice?.number == "F123")
    #expect(desk.reply(to: "I got form 12345").notice == nil)
  }

  @Test func theAudienceChoosesTheSteps() throws {
    func steps(_ question: String, _ audience: String? = nil) throws -> [String] {
      guard case .steps(let procedure) = desk.reply(to: question, audience: audience).answer else {
        return []
      }
      return procedure.steps.map(\.text.plain)
    }
    let both = try steps("flat tire")
    #expect(both == ["With a repair card", "Without a repair card"])
    #expect(try steps("flat tire, I have a repair card").first == "Show your Repair card.")
    #expect(try steps("flat tire", "new").first == "Pay at Desk > Cash.")
  }

  @Test func evidencePointsIntoTheQuestion() {
    let question = "é! My tire (555-555-0199) is flat"
    let evidence = desk.reply(to: question).evidence
    #expect(evidence.map(\.matched) == ["tire ([PHONE]) is flat"])
    let scalars = Array(question.unicodeScalars)
    if let first = evidence.first {
      #expect(String(String.UnicodeScalarView(scalars[first.start..<first.start + 4])) == "tire")
      #expect(first.file == "concerns/shop/flat-tire.xml")
      #expect(first.line == 4)
    }
  }

  /// What was left out before them has letters of several bytes.
  @Test func evidencePointsIntoTheWholeMessage() throws {
    let message = "> où es-tu né\n> où es-tu né\n\nMy tire is flat"
    let fired = try #require(desk.reply(to: message).evidence.first)
    let scalars = Array(message.unicodeScalars)
    try #require(fired.end <= scalars.count)
    #expect(
      String(String.UnicodeScalarView(scalars[fired.start..<fired.end])) == "tire is flat")
  }

  /// Without another fit, which added its part to the weight of before.
  @Test func anEditorsWeightTakesEffectAtOnce() throws {
    let rule = try #require(desk.reply(to: "flat tire").evidence.first).rule
    try folder.write("scale\t0.5\nrule\t\(rule)\t0.75\n", to: "weights.tsv")
    func weight() throws -> Double? {
      try TriageDesk(folder: folder.path).reply(to: "flat tire").evidence.first?.weight
    }
    #expect(try weight() == 2.75)
    let concern = try #require(BicycleShop.files.first { $0.name.hasSuffix("flat-tire.xml") })
    try folder.write(
      concern.text.replacing("weight=\"4\"", with: "weight=\"3\""), to: concern.name)
    #expect(try weight() == 2.25)
  }

  // MARK: Goldens

  @Test(arguments: ["steps", "one-path", "referral", "clarify", "none", "also", "excluded"])
  func looksAsBefore(_ name: String) {
    let questions = [
      "steps": "flat tire", "one-path": "flat tire, I have a repair card",
      "referral": "L7 says the loan is due", "clarify": "hello", "none": "the weather",
      "also": "My tire is flat and I pay a loan for it",
      "excluded":
        "My tire is flat, I'm not asking about the loan.\n\nOn Jan 5, Jo wrote:\n> my car\n> is red",
    ]
    let reply = desk.reply(to: questions[name] ?? "")
    #expect(Golden.difference(ReplyText.text(reply, why: true), name + ".txt") == nil)
    #expect(Golden.difference(ReplyJSON.text(reply), name + ".json") == nil)
    #expect(Golden.difference(ReplyMarkdown.text(reply), name + ".md") == nil)
    let page = ReplyHTML.text(
      reply, question: questions[name], desks: desk.knowledge.desks)
    #expect(Golden.difference(page, name + ".html") == nil)
  }

  @Test func colourIsOnlyWhereItIsWanted() {
    let reply = desk.reply(to: "flat tire")
    #expect(!ReplyText.text(reply).contains("\u{1B}"))
    #expect(ReplyText.text(reply, style: .terminal).contains("\u{1B}[1m"))
  }
}

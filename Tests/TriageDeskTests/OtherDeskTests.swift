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

  @Test(arguments: ["steps", "one-path", "referral", "clarify", "none", "also"])
  func looksAsBefore(_ name: String) {
    let questions = [
      "steps": "flat tire", "one-path": "flat tire, I have a repair card",
      "referral": "L7 says the loan is due", "clarify": "hello", "none": "the weather",
      "also": "My tire is flat and I pay a loan for it",
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

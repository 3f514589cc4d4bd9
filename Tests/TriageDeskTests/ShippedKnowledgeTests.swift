import Diagnostics
import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport

/// What the shipped knowledge base must answer.
@Suite struct ShippedKnowledgeTests {
  private static let desk = try? TriageDesk(folder: Repository.knowledge)

  private func reply(_ question: String) throws -> Reply {
    try #require(Self.desk).reply(to: question)
  }

  private func steps(_ reply: Reply) -> [String] {
    switch reply.answer {
    case .steps(let procedure): procedure.steps.map(\.text.plain)
    case .referral(let referral): referral.procedure.steps.map(\.text.plain)
    case .clarify, .none: []
    }
  }

  @Test func addingAWorkEmail() throws {
    let reply = try reply("How do I add my work email to ID.me?")
    #expect(reply.concern.id == "idme/add-email")
    let text = ReplyText.text(reply, width: 1_000)
    for label in [
      "My Account > Profile", "+Add an email", "Send confirmation", "three dots",
      "Resend confirmation", "spam",
    ] {
      #expect(text.contains(label), "\(label) is missing")
    }
    #expect(steps(reply).count == 5)
  }

  @Test func existingMembersDoNotCreateAnotherAccount() throws {
    let reply = try reply("I already have an ID.me account, how do I use it for my tax practice?")
    #expect(reply.concern.id == "idme/set-up-for-work")
    #expect(reply.audience == "existing")
    #expect(steps(reply).first == "Do not create another ID.me account.")
  }

  @Test(arguments: [
    "I don't have an ID.me account yet, how do I set one up for my tax practice?",
    "I have no ID.me account. How do I use ID.me for my tax practice?",
  ])
  func newMembersCreateOne(_ question: String) throws {
    let reply = try reply(question)
    #expect(reply.concern.id == "idme/set-up-for-work")
    #expect(reply.audience == "new")
    #expect(steps(reply).first == "Create an ID.me account")
  }

  @Test func bothPathsAreShownWhenTheAudienceIsUnknown() throws {
    let reply = try reply("How do tax professionals set up ID.me for e-Services?")
    #expect(reply.concern.id == "idme/set-up-for-work")
    #expect(steps(reply) == ["Already have an ID.me account", "New to ID.me"])
  }

  @Test func aNoticeIsNamed() throws {
    let reply = try reply("I got a CP2000 and don't understand it")
    #expect(reply.concern.id == "irs/notice")
    #expect(reply.notice?.number == "CP2000")
    #expect(
      ReplyText.text(reply, width: 1_000).contains("all the phone number printed on the notice"))
  }

  /// What is only suggested comes with a question whose choices lead to what it could be.
  @Test func aSuggestionIsAskedAbout() throws {
    // Which of them is only suggested depends on the weights.
    let vague = [
      "something about the letter and the payment i guess", "the code and the pin",
      "it says verify and then the page stops", "my account and the money",
      "they want a number and i paid",
    ]
    let replies = try vague.map { try reply($0) }
    let suggestion = try #require(replies.first { $0.check != nil })
    #expect(!suggestion.isDecided)
    let choices = try #require(suggestion.check).choices.map(\.concern)
    #expect(choices.contains(suggestion.concern.id))
    #expect(choices.count > 1)
    #expect(ReplyText.text(suggestion).contains("  1  "))
    #expect(try reply("where is my refund").check == nil)
  }

  @Test func anotherWayThanIDme() throws {
    let reply = try reply(
      "I can't verify and don't want to, is there another way to get my transcript?")
    #expect(reply.concern.id == "irs/alternative-options")
    #expect(steps(reply).count == 3)
    #expect(reply.also.map(\.concern.id).contains("irs/transcript"))
  }

  @Test(arguments: [
    ("what's the weather", "other/out-of-scope"), ("it doesn't work", "other/unclear"),
    ("", "other/unclear"), ("😀😀", "other/unclear"), ("\u{0}\u{0}", "other/unclear"),
    ("Жумуш", "other/unclear"),
  ])
  func neither(_ question: String, _ concern: String) throws {
    #expect(try reply(question).concern.id == concern)
  }

  @Test(arguments: [
    ("cp-2000", "CP2000"), ("LTR 4883C", "4883C"), ("letter 5071 c", "5071C"),
    ("notice lt11", "LT11"), ("form letter 12C", "12C"), ("C P 14", "CP14"),
  ])
  func noticesInAnySpelling(_ text: String, _ number: String) throws {
    #expect(try reply("I received \(text) yesterday").notice?.number == number)
  }

  @Test(arguments: [
    "1099", "Form 2848", "4506-T", "8821", "W-2", "tax year 2023", "$2000", "800-829-1040",
  ])
  func otherNumbersAreNoNotices(_ text: String) throws {
    #expect(try reply("I have a question about \(text)").notice == nil)
  }

  /// A minimum under what is measured, so that a change for the worse is noticed.
  @Test func theQuestionsAreAnswered() throws {
    let desk = try #require(Self.desk)
    var sink = DiagnosticSink()
    let questions = try DatasetReader.read(Repository.knowledge + "/questions", into: &sink)
    #expect(sink.diagnostics == [])
    let evaluation = Evaluator(desk).evaluate(questions)
    #expect(evaluation.ownerAccuracy > 0.95)
    #expect(evaluation.concernAccuracy > 0.9)
  }
}

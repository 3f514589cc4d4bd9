import KnowledgeBase
import Redaction
import Testing
import TriageDesk
import TriageTestSupport

/// A caller is told to call only numbers of the knowledge base: fraudulent letters carry fraudulent
/// numbers.
@Suite struct PublishedPhonesTests {
  private static let desk = try? TriageDesk(folder: Repository.knowledge)

  static let questions = [
    "Is 202-555-0147 a real IRS number? They left a voicemail.",
    "my CP2000 says to call (202) 555-0147 about it, should I",
    "letter 5071C with the phone number 2025550147, can I verify my return there",
    "someone called from 202.555.0147 saying he is the IRS, is it real?",
    "ID.me support called me from +1 202 555 0147, is it a scam",
    "my refund is late, the letter says call 1-202-555-0147",
    "what is the number for the IRS, is it 202 555 0147?",
    "text from 202-555-0147 says my ID.me code is 123456",
    "call me back at 202-555-0147, it doesn't work",
    "the code is late and I am not asking about my refund 202-555-0147",
  ]

  /// What looks like a phone number, as its ten digits.
  private func phones(in text: String) -> Set<String> {
    let shape = #/(?:\+?1[-. ]?)?\(?\b([0-9]{3})\)?[-. ]{0,2}([0-9]{3})[-. ]?([0-9]{4})\b/#
    // Addresses of pages have long numbers too.
    let words = text.replacing(#/https?:[^\s"]*/#, with: "")
    return Set(words.matches(of: shape).map { String($0.1 + $0.2 + $0.3) })
  }

  @Test(arguments: questions)
  func onlyTheNumbersOfTheKnowledgeBaseAreGiven(_ question: String) throws {
    let desk = try #require(Self.desk)
    let known = Set(desk.knowledge.phones.map { String($0.filter(\.isNumber).suffix(10)) })
    #expect(phones(in: question).count == 1)
    let reply = desk.reply(to: question)
    let texts = [
      ReplyText.text(reply, why: true, width: 1_000), ReplyMarkdown.text(reply),
      ReplyJSON.text(reply),
    ]
    for text in texts {
      #expect(phones(in: text).isSubset(of: known))
      // A weight may have these digits behind its point.
      #expect(!text.replacing(#/\d\.\d+/#, with: "").contains("0147"))
    }
  }

  /// Every number in an article is one that a channel or a notice gives too, so that it stays where
  /// text is redacted.
  @Test func articlesGiveNoOtherNumbers() throws {
    let desk = try #require(Self.desk)
    for article in desk.knowledge.articles.values {
      let steps = article.steps.flatMap { [$0.text.plain] + $0.notes.map(\.text.plain) }
      let points = (article.points + article.prerequisites + article.outcome).map(\.text.plain)
      for text in steps + points + [article.summary.plain] {
        #expect(!desk.redaction.redacted(text).contains("[PHONE]"), "\(article.path): \(text)")
      }
    }
  }

  @Test(arguments: [
    ("is this letter from the IRS genuine", "irs/notice"),
    ("someone called from 202-555-0147 saying he is the IRS, is it real?", "irs/notice"),
    ("is this text message really from the IRS", "irs/notice"),
    ("Got an email claiming to be the IRS about a refund, legit?", "irs/notice"),
    ("Is 888-555-0158 a real IRS number?", "irs/notice"),
    ("got a text from id.me saying my account is locked, is it a scam", "idme/about"),
  ])
  func whetherSomethingIsGenuineHasAnOfficialWayToCheck(_ question: String, _ concern: String)
    throws
  {
    let reply = try #require(Self.desk).reply(to: question)
    #expect(reply.concern.id == concern)
    let text = ReplyText.text(reply, width: 1_000)
    #expect(
      text.contains("call 800-829-1040 and not the number on it")
        || text.contains("use no number and no link in it: go to the ID.me contact page"))
  }
}

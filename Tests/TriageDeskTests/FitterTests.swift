import KnowledgeBase
import Testing
import TriageDesk
import TriageEngine
import TriageTestSupport

@Suite struct FitterTests {
  private func weights(_ questions: [(text: String, label: String)]) throws -> Weights {
    let folder = try BicycleShop.folder()
    let desk = try TriageDesk(folder: folder.path)
    var settings = Fitter.Settings()
    // So few questions say little.
    settings.leastWeight = 0.1
    return Fitter(desk.knowledge, settings).fit(
      questions.map { LabelledQuestion(id: "", text: $0.text, label: $0.label) })
  }

  /// A question is learned from as it is judged: without its markup and what it quotes.
  @Test func whatIsNotJudgedIsNotLearned() throws {
    func text(_ texts: [String]) throws -> String {
      WeightsFile.text(try weights(texts.map { ($0, "shop/flat-tire") }))
    }
    let plain = try text(["the tube is empty", "an empty tube\nagain"])
    let sent = try text([
      "the tube is empty\n\nOn Jan 5, Jo wrote:\n> the loan\n> is overdue",
      "<p>an <b>empty</b> tube</p>again<style>loan overdue</style>",
    ])
    #expect(plain.contains("word\tempty"))
    #expect(sent == plain)
  }

  /// Of two words that were asked of as often, the one says more that begins as others do.
  @Test func aRareWordSaysWhatItsKinSay() throws {
    let endings = ["wheel", "nut", "metal", "count", "kit"]
    let words = ["spokeless", "lubricant"] + endings.map { "spoke" + $0 }
    var questions = (words + words).map { (text: $0, label: "shop/flat-tire") }
    questions += (endings + endings).map { (text: "pay" + $0, label: "bank/loan") }
    let weights = try weights(questions)
    func said(_ word: String) throws -> Int32 {
      let row = try #require(weights.words.indices.first { weights.words.word($0) == word })
      return weights.words.scores(row).first {
        weights.concerns[Int($0.concern)] == "shop/flat-tire"
      }?.weight ?? 0
    }
    #expect(try said("spokeless") > said("lubricant"))
  }
}

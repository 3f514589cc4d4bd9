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
        weights.targets[Int($0.target)] == "shop/flat-tire"
      }?.weight ?? 0
    }
    #expect(try said("spokeless") > said("lubricant"))
  }

  /// A misspelled word is no word of its own: weights and rules take it for the one that was meant.
  @Test func aMisspelledWordIsNotLearned() throws {
    let right = Array(repeating: (text: "a bicycle", label: "shop/flat-tire"), count: 32)
    let wrong = Array(repeating: (text: "a bycicle bicyle unicycle", label: "bank/loan"), count: 2)
    let words = try weights(right + wrong).words
    let known = words.indices.map { words.word($0) }
    #expect(known.contains("bicycle") && known.contains("unicycle"))
    #expect(!known.contains("bicyle") && known.contains("bycicle"))
  }

  /// From whom a question comes is learned from what is asked and from its words, where questions tell it.
  @Test func whoAsksIsLearned() throws {
    func audience(of text: String, where told: (_ isPatch: Bool) -> String?) throws -> String? {
      let folder = try BicycleShop.folder()
      let knowledge = try TriageDesk(folder: folder.path).knowledge
      let questions = (0..<40).map { number in
        let isPatch = number % 2 == 0
        return LabelledQuestion(
          id: "", text: "flat tire, \(isPatch ? "a patch" : "a pump") \(number)",
          label: "shop/flat-tire", audience: told(isPatch))
      }
      var fitted = knowledge
      fitted.weights = Fitter(knowledge).fit(questions)
      return TriageDesk(fitted).reply(to: text).audience
    }
    #expect(try audience(of: "flat tire", where: { _ in nil }) == nil)
    #expect(try audience(of: "flat tire", where: { _ in "existing" }) == "existing")
    for (word, who) in [("patch", "new"), ("pump", "existing")] {
      #expect(
        try audience(of: "flat tire, a \(word)", where: { $0 ? "new" : "existing" }) == who)
    }
    let said = { (isPatch: Bool) in isPatch ? "new" : "unknown" }
    #expect(try audience(of: "flat tire, a patch", where: said) == "new")
    #expect(try audience(of: "flat tire, a pump", where: said) == nil)
  }

  /// What is asked about besides another is learned from questions that tell it, by the concern.
  @Test func aFurtherConcernIsLearned() throws {
    func named(_ also: [String]) throws -> [String] {
      let folder = try BicycleShop.folder()
      let knowledge = try TriageDesk(folder: folder.path).knowledge
      let questions = (0..<20).map { number in
        LabelledQuestion(
          id: "", text: "flat tire, and my loan \(number)", label: "shop/flat-tire", also: also)
      }
      var fitted = knowledge
      fitted.weights = Fitter(knowledge).fit(
        questions + [LabelledQuestion(id: "", text: "flat tire, loan", label: "shop/flat-tire")])
      return TriageDesk(fitted).reply(to: "flat tire, and my loan").also.map(\.concern.id)
    }
    #expect(try named(["bank/loan"]) == ["bank/loan"])
    #expect(try named([]) == [])
  }
}

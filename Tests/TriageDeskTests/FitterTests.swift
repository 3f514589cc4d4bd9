import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport

@Suite struct FitterTests {
  private func weights(of texts: [String]) throws -> String {
    let folder = try BicycleShop.folder()
    let desk = try TriageDesk(folder: folder.path)
    return WeightsFile.text(
      Fitter(desk.knowledge).fit(
        texts.map { LabelledQuestion(id: "", text: $0, label: "shop/flat-tire") }))
  }

  /// A question is learned from as it is judged: without its markup and what it quotes.
  @Test func whatIsNotJudgedIsNotLearned() throws {
    let plain = try weights(of: ["the tube is empty", "an empty tube\nagain"])
    let sent = try weights(of: [
      "the tube is empty\n\nOn Jan 5, Jo wrote:\n> the loan\n> is overdue",
      "<p>an <b>empty</b> tube</p>again<style>loan overdue</style>",
    ])
    #expect(plain.contains("word\tempty"))
    #expect(sent == plain)
  }
}

import Diagnostics
import Foundation
import Testing
import TriageDesk
import TriageTestSupport

/// What `triage kb show` tells of a concern.
@Suite struct CompiledConcernTests {
  private static let weights = """
    temperature\t0.7
    scale\t0.5
    bias\tshop/flat-tire\t-1.25
    concerns\tshop/flat-tire\tbank/loan
    word\ttube\t3\t0=2.5\t1=-1
    word\tloan\t5\t0=-0.5\t1=3
    """

  /// The bicycle shop, with more for a concern to be compiled from.
  private func desk(fitted: Bool = true) throws -> TriageDesk {
    let folder = try BicycleShop.folder()
    let concern = try #require(BicycleShop.files.first { $0.name.hasSuffix("flat-tire.xml") })
    try folder.write(
      concern.text.replacing(
        "<unless>",
        with: "<all><match>@tire</match><any><match>@wheel-part</match><match>#money</match></any>"
          + "<unless>(buy | sell)</unless></all><unless>"),
      to: concern.name)
    let words = try #require(BicycleShop.files.first { $0.name == "vocabulary/words.xml" })
    try folder.write(
      words.text.replacing(
        "</vocabulary>",
        with: "<set id='wheel-part'><phrase>(rim | @tire)</phrase>"
          + "<phrase>\"spokes\" of #notice?</phrase></set></vocabulary>"),
      to: words.name)
    let unclear = try #require(BicycleShop.files.first { $0.name.hasSuffix("unclear.xml") })
    try folder.write(
      unclear.text.replacing(
        "</concern>",
        with: "<clarify between='shop/flat-tire bank/loan'><question>The tire or its price?"
          + "</question><choice concern='shop/flat-tire'>The tire</choice>"
          + "<choice concern='bank/loan'>Its price</choice></clarify></concern>"),
      to: unclear.name)
    if fitted { try folder.write(Self.weights, to: "weights.tsv") }
    return try TriageDesk(folder: folder.path)
  }

  @Test func textLooksAsBefore() throws {
    let desk = try desk()
    let text = try #require(ConcernText.text("shop/flat-tire", of: desk))
    #expect(Golden.difference(text, "concern.txt") == nil)
    let expanded = try #require(ConcernText.text("shop/flat-tire", of: desk, expand: true))
    #expect(Golden.difference(expanded, "concern-expanded.txt") == nil)
    let waiting = try #require(ConcernText.text("bank/loan", of: desk))
    #expect(Golden.difference(waiting, "concern-waiting.txt") == nil)
  }

  @Test func jsonLooksAsBefore() throws {
    let desk = try desk()
    let json = try #require(ConcernJSON.text("shop/flat-tire", of: desk, expand: true))
    #expect(Golden.difference(json, "concern.json") == nil)
    #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(json.utf8)) }
    #expect(ConcernJSON.text("shop/flat", of: desk) == nil)
  }

  @Test func withoutAFitTheEditorsWeightsCount() throws {
    let text = try #require(ConcernText.text("shop/flat-tire", of: try desk(fitted: false)))
    #expect(text.contains("prior       −4 in natural-log odds, not fitted"))
    #expect(text.contains("+6 = 4 × 1.5  shop/flat-tire/"))
    #expect(!text.contains("Words"))
  }

  /// What is told of a rule is what speaks in a question.
  @Test func theWeightToldIsTheOneThatCounts() throws {
    let desk = try desk()
    let fired = try #require(desk.reply(to: "flat tire").evidence.first)
    let weight = try #require(fired.weight)
    let text = try #require(ConcernText.text("shop/flat-tire", of: desk))
    #expect(text.contains("+\(Int(weight)) = 4 × 0.5  \(fired.rule)"))
  }
}

import Foundation
import Testing
import TriageTestSupport

@testable import TriageEngine

@Suite struct InflectionTests {
  @Test(arguments: [
    ("receive", ["receive", "receives", "received", "receiving"]),
    ("verify", ["verify", "verifies", "verifys", "verified", "verifying"]),
    ("log", ["log", "logs", "loged", "loging", "logged", "logging"]),
    ("address", ["address", "addresses", "addresss", "addressed", "addressing"]),
    ("get", ["get", "gets", "got", "gotten", "getting"]),
    ("agree", ["agree", "agrees", "agreed", "agreeing"]),
    ("received", ["received"]), ("codes", ["codes"]), ("nothing", ["nothing"]),
    ("cp", ["cp"]), ("2000", ["2000"]),
  ])
  func forms(_ word: String, _ wanted: [String]) {
    #expect(Set(Inflection.forms(of: word)) == Set(wanted))
  }

  // MARK: Published forms

  /// Words with the forms that a lexicon publishes; the file tells which.
  private static func published() throws -> [(word: String, forms: [String])] {
    let file = Repository.folder + "/Tests/TriageEngineTests/Vectors/inflections.tsv"
    return try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }.map { line in
        let fields = line.split(separator: "\t")
        return (String(fields[0]), fields[1].split(separator: " ").map(String.init))
      }
  }

  /// 3,117 of 3,206 forms. The others are of words that mean something else in that form (to man, to up,
  /// the cans, dice), Latin plurals, and forms that are rare (`monies`).
  @Test func nearlyAllPublishedFormsAreMade() throws {
    var (count, missing) = (0, [String]())
    for (word, forms) in try Self.published() {
      let made = Set(Inflection.forms(of: word))
      count += forms.count
      missing += forms.filter { !made.contains($0) }.map { "\(word): \($0)" }
    }
    #expect(count == 3_206)
    #expect(missing.count <= 89, "\(missing)")
  }

  /// What is made of a word is no other word of the list, but for one that is meant.
  @Test func wordsDoNotFallTogether() throws {
    let published = try Self.published()
    let words = Set(published.map(\.word))
    let together = published.flatMap { word, forms in
      Inflection.forms(of: word).filter { $0 != word && words.contains($0) && !forms.contains($0) }
        .map { "\(word) \($0)" }
    }
    #expect(together == ["person people"])
  }
}

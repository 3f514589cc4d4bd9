import KnowledgeBase
import Testing
import TriageDesk
import TriageTestSupport

/// How something is typed does not change the verdict: every example of the shipped knowledge base,
/// under each change.
@Suite struct SpellingNoiseTests {
  private static let desk = try? TriageDesk(folder: Repository.knowledge)

  enum Noise: String, CaseIterable, Sendable {
    case capitals, smallLetters, typographicQuotes, wideSpaces, accents, zeroWidth, brand

    func apply(to text: String) -> String {
      switch self {
      case .capitals: return text.uppercased()
      case .smallLetters: return text.lowercased()
      case .typographicQuotes:
        return text.replacing("'", with: "’")
      case .wideSpaces:
        // Between the parts of a number a space has a meaning.
        return text.contains(where: \.isNumber) ? text : text.replacing(" ", with: "\u{A0} ")
      case .accents:
        // A combining acute accent on every e.
        return text.replacing("e", with: "e\u{301}")
      case .zeroWidth: return text.replacing("a", with: "a\u{200B}")
      case .brand:
        return text.replacing("ID.me", with: "Id.Me").replacing("cp2000", with: "CP-2000")
      }
    }
  }

  @Test(arguments: Noise.allCases)
  func doesNotMatter(_ noise: Noise) throws {
    let desk = try #require(Self.desk)
    for example in desk.knowledge.concerns.flatMap(\.examples) {
      let changed = noise.apply(to: example.text)
      guard changed != example.text else { continue }
      let before = desk.reply(to: example.text)
      let after = desk.reply(to: changed)
      #expect(after.concern == before.concern, "\(changed)")
      #expect(after.confidence == before.confidence, "\(changed)")
    }
  }
}

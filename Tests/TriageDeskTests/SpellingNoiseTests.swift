import KnowledgeBase
import Testing
import TicketIO
import TriageDesk
import TriageEngine
import TriageTestSupport

/// How something is typed does not change the verdict: every example of the shipped knowledge base,
/// under each change.
@Suite struct SpellingNoiseTests {
  private static let desk = try? TriageDesk(folder: Repository.knowledge)

  enum Noise: String, CaseIterable, Sendable {
    case capitals, smallLetters, typographicQuotes, wideSpaces, accents, zeroWidth
    case noApostrophes, quotationMarks, exclamation, stops, lineEnd, listItem
    case paragraph, entities, tags
    case spacedNotice, hyphenedNotice
    case capitalBrand, spacedBrand, hyphenedBrand, shoutedBrand, initialsBrand, spacedInitialsBrand

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
      case .noApostrophes: return text.replacing("'", with: "")
      case .quotationMarks: return "“" + text + "”"
      case .exclamation: return unended(text) + " !!!"
      case .stops: return unended(text) + "..."
      case .lineEnd: return text.replacing(" ", with: "\r\n ", maxReplacements: 1)
      case .listItem: return "  \n\n- " + text
      case .paragraph: return "<p>" + escaped(text).replacing(" ", with: "&nbsp;") + "<br></p>"
      case .entities:
        return "<div>" + escaped(text).replacing("e", with: "&#101;") + "</div>"
      case .tags:
        return "<p>"
          + escaped(text).split(separator: " ", omittingEmptySubsequences: false)
          .map { "<b>\($0)</b>" }.joined(separator: " ") + "</p>"
      case .spacedNotice: return betweenLettersAndDigits(text, " ")
      case .hyphenedNotice: return betweenLettersAndDigits(text, "-")
      case .capitalBrand: return brand(text, "Id.Me")
      case .spacedBrand: return brand(text, "id me")
      case .hyphenedBrand: return brand(text, "ID-me")
      case .shoutedBrand: return brand(text, "ID ME")
      case .initialsBrand: return brand(text, "I.D.me")
      case .spacedInitialsBrand: return brand(text, "I.D. me")
      }
    }

    private func unended(_ text: String) -> String {
      String(text.reversed().drop { ".!?".contains($0) }.reversed())
    }

    private func escaped(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("'", with: "&#39;")
    }

    private func brand(_ text: String, _ spelling: String) -> String {
      text.replacing("ID.me", with: spelling).replacing("id.me", with: spelling)
    }

    /// `CP2000` and `5071C` with something between.
    private func betweenLettersAndDigits(_ text: String, _ sign: String) -> String {
      var changed = ""
      for (index, letter) in text.enumerated() {
        if index > 0, let last = changed.last,
          letter.isNumber && last.isLetter || letter.isLetter && last.isNumber
        {
          changed += sign
        }
        changed.append(letter)
      }
      return changed
    }
  }

  @Test(arguments: Noise.allCases)
  func doesNotMatter(_ noise: Noise) throws {
    let desk = try #require(Self.desk)
    var classifier = Classifier(desk.rules)
    for example in desk.knowledge.concerns.flatMap(\.examples) {
      let changed = noise.apply(to: example.text)
      guard changed != example.text else { continue }
      let before = Self.decision(on: example.text, &classifier)
      #expect(Self.decision(on: changed, &classifier) == before, "\(changed)")
    }
  }

  private static func decision(on text: String, _ classifier: inout Classifier) -> Decision {
    AskedText(text).bytes.withUnsafeBufferPointer { classifier.classify($0) }
  }

  /// Written as one word it is another word for the weights, and the same for the rules.
  @Test func theBrandAsOneWordDoesNotChangeTheConcern() throws {
    let desk = try #require(Self.desk)
    var classifier = Classifier(desk.rules)
    for example in desk.knowledge.concerns.flatMap(\.examples) {
      let changed = example.text.replacing("ID.me", with: "IDme")
      guard changed != example.text else { continue }
      let before = Self.decision(on: example.text, &classifier)
      #expect(Self.decision(on: changed, &classifier).concern == before.concern, "\(changed)")
    }
  }

  // MARK: Misspellings

  private struct Slip {
    var random: SplitMix64

    mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

    /// One edit: a letter more, less or other, or two neighbours swapped.
    mutating func edit(_ word: [Character]) -> [Character] {
      var word = word
      let place = below(word.count)
      let letter = Array("abcdefghijklmnopqrstuvwxyz")[below(26)]
      switch below(4) {
      case 0: word.insert(letter, at: place)
      case 1: word.remove(at: place)
      case 2: word[place] = letter
      default: word.swapAt(place, place == 0 ? 1 : place - 1)
      }
      return word
    }
  }

  /// Every word of five letters and more in every example, with one edit at random: for at least 99.5 %
  /// of them the concern stays. Not for all: some slips make another word (`field` for `filed`, `were`
  /// for `where`) or lie as near to another.
  @Test func aSlipInAWordSeldomMatters() throws {
    let desk = try #require(Self.desk)
    var classifier = Classifier(desk.rules)
    var slip = Slip(random: SplitMix64(seed: 1))
    var (count, moved) = (0, [String]())
    for example in desk.knowledge.concerns.flatMap(\.examples) {
      let right = Self.decision(on: example.text, &classifier).concern
      let words = example.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, word) in words.enumerated()
      where word.count >= 5 && word.allSatisfy({ $0.isLetter && $0.isASCII }) {
        var changed = words.map(String.init)
        changed[index] = String(slip.edit(Array(word)))
        count += 1
        let text = changed.joined(separator: " ")
        if Self.decision(on: text, &classifier).concern != right { moved.append(text) }
      }
    }
    #expect(count > 1_500)
    #expect(Double(moved.count) <= 0.005 * Double(count), "\(moved.count) of \(count): \(moved)")
  }
}

internal import Redaction
internal import TriageEngine

/// The words of tickets that the knowledge base has no answer to: of all while they are few, of a
/// sample when they are many, so that memory is bounded.
///
/// The sample are the tickets with the smallest hashes (bottom-k sampling; Cohen and Kaplan,
/// Summarizing Data using Bottom-k Sketches, 2007): every ticket has the same chance, and what is
/// kept depends neither on the order nor on how the work was shared.
package struct GapSample: Sendable, Hashable, Codable {
  /// How many tickets are kept.
  package static let limit = 10_000
  /// How many different words of one are.
  private static let wordLimit = 40

  private var entries: [Entry] = []
  /// How many tickets there were.
  package private(set) var total = 0

  struct Entry: Sendable, Hashable, Codable {
    fileprivate var hash: UInt64
    var concern: String
    /// Different words, in order of the alphabet.
    var words: [String]
  }

  package init() {}

  /// - Parameters:
  ///   - text: UTF-8; what is personal in it is left out.
  mutating func add(
    _ text: [UInt8], id: String, concern: String, _ redaction: Redaction
  ) {
    total += 1
    var bytes = text
    for personal in redaction.personalData(in: bytes) {
      for index in personal.bytes { bytes[index] = UInt8(ascii: " ") }
    }
    let words = Set(RuleSet.words(in: String(decoding: bytes, as: UTF8.self)).filter(Self.counts))
    entries.append(
      Entry(
        hash: Self.hash(id, text), concern: concern,
        words: Array(words.sorted().prefix(Self.wordLimit))))
  }

  package mutating func add(_ other: GapSample) {
    total += other.total
    entries += other.entries
    if entries.count >= 2 * Self.limit { prune() }
  }

  /// Leaves only what is kept in the end.
  mutating func prune() {
    entries.sort { ($0.hash, $0.concern) < ($1.hash, $1.concern) }
    entries.removeLast(max(0, entries.count - Self.limit))
  }

  /// What is kept, the same for any order in which it came.
  var kept: [Entry] {
    var sample = self
    sample.prune()
    return sample.entries
  }

  /// Words of letters that say something; numbers are personal or nothing.
  private static func counts(_ word: String) -> Bool {
    2...24 ~= word.utf8.count && !word.utf8.contains { 0x30...0x39 ~= $0 }
      && !FunctionWords.contains(word)
  }

  /// FNV-1a, mixed as by SplitMix64 so that its order says nothing about the text.
  private static func hash(_ id: String, _ text: [UInt8]) -> UInt64 {
    var sum = FNV1a()
    sum.add(id.utf8)
    sum.add(text)
    return SplitMix.mixed(sum.value)
  }
}

/// Words of English that say nothing about what a ticket is about: articles, pronouns, prepositions,
/// conjunctions, auxiliaries (Quirk et al., A Comprehensive Grammar of the English Language, 2.39),
/// the courtesies of letters, and what addresses of pages are made of.
enum FunctionWords {
  private static let words = Set(
    """
    a about above after again all also am an and any anybody anyone anything are arent as at be
    because been before being below between both but by can cannot cant could couldnt did didnt do
    does doesnt doing dont down during each either else even ever every everything few for from
    further get gets getting go goes going gone got had hadnt has hasnt have havent having he her
    here hers him his how i id if ill im in into is isnt it its itself ive just let lets like made
    make many may maybe me might mine more most much must my myself need needs neither never no nor
    not nothing now of off on once one only or other our ours out over own per really said same say
    says see seem she should shouldnt since so some somebody someone something still such than that
    thats the their them themselves then there theres these they theyre thing things this those
    though through to too two under until up upon us use used using very want wanted wants was wasnt
    we well went were werent weve what whats when where which while who whom whose why will with
    within without wont would wouldnt yes yet you youd youll your youre yours yourself youve
    dear hello hey hi kind morning ok okay please pls regards sincerely sorry team thank thanks
    thx regarding re fw fwd am pm via etc u ur com http https www
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  static func contains(_ word: String) -> Bool {
    words.contains(word)
  }
}

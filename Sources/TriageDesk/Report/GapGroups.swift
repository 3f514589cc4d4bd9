package import KnowledgeBase
internal import TriageEngine

/// Tickets without an answer, in groups by the words that they share: what to write next.
///
/// Greedy, as in frequent term-based clustering (Beil, Ester and Xu, 2002): the word that sets the
/// most tickets apart from what the knowledge base knows makes a group, its tickets are taken out, and
/// so on. A group is told by one word, and can be understood; clusters of vectors would need a text to
/// stand for them, and texts stay out.
package struct GapGroups: Sendable {
  package var groups: [Group] = []
  /// Tickets in no group.
  package var rest = 0
  /// How many tickets have no answer.
  package var total: Int
  /// How many of them the groups were made from; their numbers are scaled up to all.
  package var sampled: Int

  package struct Group: Sendable, Hashable {
    /// The word that all of them have, in its most frequent form.
    package var word: String
    package var tickets: Int
    /// Tickets by concern.
    package var concerns: [String: Int]
    /// What else many of them have: the most telling words, by their number.
    package var others: [Word]
  }

  package struct Word: Sendable, Hashable {
    package var word: String
    package var tickets: Int
  }

  /// In how many tickets a word must be to be told, where no two are worded alike; and where some
  /// are, which one person may have sent again and again.
  fileprivate static let least = 5
  fileprivate static let leastAlike = 20
  private static let groupLimit = 30
  private static let otherLimit = 6

  /// - Parameter knowledge: tells which words are usual in questions that it has answers to.
  package init(_ sample: GapSample, _ knowledge: KnowledgeBase) {
    let entries = sample.kept
    total = sample.total
    sampled = entries.count
    var finder = Finder(entries, knowledge)
    let least = max(Self.least, entries.count / 500)
    while groups.count < Self.groupLimit, let seed = finder.best(least: least) {
      groups.append(finder.take(seed, least: least, limit: Self.otherLimit))
    }
    rest = finder.left.count
    if sampled < total { scale() }
    groups.sort { ($1.tickets, $0.word) < ($0.tickets, $1.word) }
  }

  private mutating func scale() {
    func scaled(_ count: Int) -> Int {
      Int(Double(count) * Double(total) / Double(sampled))
    }
    for index in groups.indices {
      groups[index].tickets = scaled(groups[index].tickets)
      groups[index].concerns = groups[index].concerns.mapValues(scaled)
      for other in groups[index].others.indices {
        groups[index].others[other].tickets = scaled(groups[index].others[other].tickets)
      }
    }
    rest = total - groups.reduce(0) { $0 + $1.tickets }
  }
}

/// Finds one group after another.
private struct Finder {
  private let entries: [GapSample.Entry]
  /// The words of each entry as numbers.
  private let words: [[Int]]
  /// The word of each number, in its most frequent form.
  private let names: [String]
  /// How usual each word is in questions that have an answer, 0…1.
  private let usual: [Double]
  /// In how many entries each word is.
  private let totals: [Int]
  /// Whether each word is in enough tickets that are not worded alike.
  private let isShared: [Bool]
  /// The entries that are in no group yet.
  private(set) var left: [Int]

  init(_ entries: [GapSample.Entry], _ knowledge: KnowledgeBase) {
    self.entries = entries
    left = Array(entries.indices)
    var counts: [String: Int] = [:]
    for entry in entries {
      for word in entry.words { counts[word, default: 0] += 1 }
    }
    let bases = WordBases(of: counts.keys)
    var numbers: [String: Int] = [:]
    var names: [String] = []
    // The most frequent form first: it gives the name.
    for (word, _) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      if numbers[bases[word]] == nil {
        numbers[bases[word]] = names.count
        names.append(word)
      }
    }
    self.names = names
    words = entries.map { entry in
      Set(entry.words.compactMap { numbers[bases[$0]] }).sorted()
    }
    let known = Self.usualWords(knowledge)
    var usual = [Double](repeating: 0, count: names.count)
    for word in counts.keys.sorted() {
      if let number = numbers[bases[word]] { usual[number] = max(usual[number], known[word] ?? 0) }
    }
    self.usual = usual
    var totals = [Int](repeating: 0, count: names.count)
    for entry in words {
      for word in entry { totals[word] += 1 }
    }
    self.totals = totals
    var spread = [Int](repeating: 0, count: names.count)
    for entry in Set(words) {
      for word in entry { spread[word] += 1 }
    }
    isShared = spread.indices.map { word in
      spread[word] >= GapGroups.least || totals[word] >= GapGroups.leastAlike
    }
  }

  /// How usual words are in the labelled questions, next to the most usual one.
  private static func usualWords(_ knowledge: KnowledgeBase) -> [String: Double] {
    let words = knowledge.weights.words
    let most = words.indices.map { words.count($0) }.max() ?? 0
    guard most > 0 else { return [:] }
    return Dictionary(
      words.indices.map { (words.word($0), Double(words.count($0)) / Double(most)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The word that tells the most about what is left; nil where none is in enough tickets.
  func best(least: Int) -> Int? {
    telling(left, least: least) { word, _ in usual[word] }.first?.word
  }

  /// Takes the group of a word out of what is left.
  mutating func take(_ seed: Int, least: Int, limit: Int) -> GapGroups.Group {
    let inside = left.filter { words[$0].contains(seed) }
    left.removeAll { words[$0].contains(seed) }
    var concerns: [String: Int] = [:]
    for index in inside { concerns[entries[index].concern, default: 0] += 1 }
    // A word that few of them have says little about the group.
    let enough = max(least, inside.count / 20)
    let outside = Double(max(entries.count - inside.count, 1))
    let others = telling(inside, least: enough) { word, count in
      max(usual[word], Double(totals[word] - count) / outside)
    }
    .filter { $0.word != seed }
    let told = others.prefix(limit).map {
      GapGroups.Word(word: names[$0.word], tickets: $0.count)
    }
    return GapGroups.Group(
      word: names[seed], tickets: inside.count, concerns: concerns,
      others: told.sorted { ($1.tickets, $0.word) < ($0.tickets, $1.word) })
  }

  /// Words by their leverage (Piatetsky-Shapiro, 1991): how many more of the tickets have them than
  /// would if they were as usual as elsewhere; the most telling first.
  ///
  /// - Parameter usual: the share of tickets that have a word elsewhere; gets the word, and how many
  ///   of these have it.
  private func telling(_ tickets: [Int], least: Int, usual: (Int, Int) -> Double) -> [(
    word: Int, count: Int
  )] {
    var counts = [Int](repeating: 0, count: names.count)
    for ticket in tickets {
      for word in words[ticket] { counts[word] += 1 }
    }
    return names.indices.filter { counts[$0] >= least && isShared[$0] }
      .map { word in
        let leverage = Double(counts[word]) - usual(word, counts[word]) * Double(tickets.count)
        return (word: word, count: counts[word], leverage: leverage)
      }
      .filter { $0.leverage > 0 }
      .sorted { ($1.leverage, names[$0.word]) < ($0.leverage, names[$1.word]) }
      .map { ($0.word, $0.count) }
  }
}

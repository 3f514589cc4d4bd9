/// The terms of elements (as in `PatternFilter`), while tables are written.
struct ElementTerms {
  let classCount: Int
  let phraseCount: Int
  private(set) var noticePhraseCount = 0
  private var terms: [UInt32] = []
  private var ends: [Int] = [0]

  init(classCount: Int, phraseCount: Int) {
    self.classCount = classCount
    self.phraseCount = phraseCount
  }

  var count: Int { classCount + phraseCount + noticePhraseCount }

  subscript(element: Int) -> ArraySlice<UInt32> { terms[ends[element]..<ends[element + 1]] }

  mutating func add(_ classes: ArraySlice<UInt32>) { terms += classes }

  mutating func add(phrase: UInt32) { terms.append(UInt32(classCount) + phrase) }

  mutating func add(noticePhrase: Int) {
    noticePhraseCount = noticePhrase + 1
    terms.append(UInt32(classCount + phraseCount + noticePhrase))
  }

  mutating func endElement() { ends.append(terms.count) }
}

extension PatternFilter {
  /// A key that is expected less often needs no gates.
  private static let costOfGatedKey = 24
  /// What is expected more often is no gate.
  private static let costOfGate = 6_000

  init(
    _ use: Use, _ patterns: [PatternTableWriter.Pattern], _ elements: [PatternTableWriter.Element],
    _ terms: ElementTerms
  ) {
    var (bits, rows): ([UInt32], [Row]) = ([], [])
    var keys: [(term: UInt32, posting: Posting)] = []
    var (first, second) = (keys, keys)

    func write(_ numbers: [Int], gated: Bool) -> Range<Int> {
      let start = rows.count
      for number in numbers {
        let (pattern, row) = (patterns[number], bits.count / 64)
        let bit: UInt64 = 1 << UInt64(bits.count % 64)
        bits.append(UInt32(number))
        if row == rows.count { rows.append(Row()) }
        guard let key = pattern.needed.first else { continue }
        func post(_ element: Int, _ gate: Int) -> [(term: UInt32, posting: Posting)] {
          terms[element].map { ($0, Posting(index: UInt32(row * 4 + gate), bits: bit)) }
        }
        keys += post(key, 0)
        if pattern.needed.count == 1 { rows[row].whole |= bit }
        let gates = pattern.needed.dropFirst().filter {
          gated && pattern.cost >= Self.costOfGatedKey && elements[$0].cost <= Self.costOfGate
        }
        if let gate = gates.first { first += post(gate, 1) } else { rows[row].open.0 |= bit }
        if let gate = gates.dropFirst().first {
          second += post(gate, 2)
        } else {
          rows[row].open.1 |= bit
        }
      }
      while bits.count % 64 != 0 { bits.append(0) }
      return start..<rows.count
    }
    // Denials and notices are looked for before all that stands in a window is known.
    denialRows = write(use.denials, gated: false)
    noticeRows = write(use.notices, gated: false)
    ruleRows = write(use.rules, gated: true)
    (starts, postings) = Self.lists(termCount: terms.count, keys + first + second)
    self.rows = Table(rows)
    self.patterns = Table(bits)
    firstPhrase = UInt32(terms.classCount)
    firstNoticePhrase = UInt32(terms.classCount + terms.phraseCount)
  }

  /// Files postings under their terms; those of a term that follow each other and belong together
  /// become one.
  private static func lists(termCount: Int, _ raw: [(term: UInt32, posting: Posting)])
    -> (starts: Table<UInt32>, postings: Table<Posting>)
  {
    var next = [Int](repeating: 0, count: termCount + 1)
    for entry in raw { next[Int(entry.term) + 1] += 1 }
    for term in 0..<termCount { next[term + 1] += next[term] }
    let first = next
    var sorted = [Posting](repeating: Posting(index: 0, bits: 0), count: raw.count)
    for (term, posting) in raw {
      let place = next[Int(term)]
      if place > first[Int(term)], sorted[place - 1].index == posting.index {
        sorted[place - 1].bits |= posting.bits
      } else {
        sorted[place] = posting
        next[Int(term)] += 1
      }
    }
    var starts: [UInt32] = [0]
    starts.reserveCapacity(termCount + 1)
    var postings: [Posting] = []
    postings.reserveCapacity(raw.count)
    for term in 0..<termCount {
      postings += sorted[first[term]..<next[term]]
      starts.append(UInt32(postings.count))
    }
    return (Table(starts), Table(postings + [Posting(index: 0, bits: 0)]))
  }
}

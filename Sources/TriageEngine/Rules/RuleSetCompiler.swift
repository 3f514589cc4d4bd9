internal import Concurrency
package import Diagnostics

extension RuleSet {
  /// Compiles a rule book.
  ///
  /// Everything that is wrong with it goes into `sink`, each with its place. Patterns with an error
  /// are left out, so a rule set is made in any case; use it only when `sink` has no errors.
  package init(_ book: RuleBook, into sink: inout DiagnosticSink) {
    self.init(vocabulary: book.vocabulary, into: &sink) {
      book
    } weights: {
      book.weights
    } aside: {
      Thread.start($0)
    } meanwhile: {
    }
  }

  /// Compiles a rule book whose parts come one after another.
  ///
  /// - Parameters:
  ///   - book: gives the book, once the vocabulary is compiled.
  ///   - weights: gives its weights, once the rules are compiled.
  ///   - aside: is given what patterns do not need, for another thread that has time to compile it; if
  ///     none has, it is done here.
  ///   - meanwhile: is called when nothing else is left to be compiled.
  package init(
    vocabulary: [VocabularySet], into sink: inout DiagnosticSink, book: () -> RuleBook,
    weights: () -> Weights, aside: (@escaping @Sendable () -> Void) -> Void,
    meanwhile: () -> Void
  ) {
    let patterns = PatternCompiler(vocabulary, into: &sink)
    var compiler = RuleSetCompiler(book(), patterns)
    compiled = compiler.compile(weights, aside, meanwhile, into: &sink)
  }
}

private struct RuleSetCompiler {
  private var book: RuleBook
  private var patterns: PatternCompiler
  private var noticeOfPattern: [Int: Int] = [:]
  private var denials: [Int: Denial.Scope] = [:]
  private var denialOfPattern: [Int: Int] = [:]
  private var sources: [Rule] = []

  init(_ book: RuleBook, _ patterns: PatternCompiler) {
    self.book = book
    self.patterns = patterns
  }

  mutating func compile(
    _ weights: () -> Weights, _ aside: (@escaping @Sendable () -> Void) -> Void,
    _ meanwhile: () -> Void, into sink: inout DiagnosticSink
  ) -> CompiledRules {
    compileNotices(into: &sink)
    for (index, denial) in book.denials.enumerated() {
      if let pattern = patterns.compile(denial.pattern, into: &sink) {
        denials[pattern] = denial.scope
        denialOfPattern[pattern] = index
      }
    }
    let conditions = compileConditions(into: &sink)
    book.weights = weights()
    let (surfaces, book) = (patterns.expansion.groups.surfaces, book)
    var unsorted = patterns.expansion.groups.classes()
    let frequency = unsorted.sort(book.weights.words.frequency(of: unsorted, surfaces))
    let classes = unsorted
    // What patterns do not need.
    let order = FrequencyOrder(book.weights.words.indices.map { book.weights.words.count($0) })
    let scoring = Future { Scoring(book, order) }
    aside { scoring.make() }
    let words = Future {
      let features = WordFeatures(book.weights.words, order, addingTo: surfaces)
      return WordTable(
        features.words, classes: features.extended(classes.ofSymbols),
        features: features.ofSymbols, pairs: features.pairs, ordinary: book.ordinaryWords,
        counts: order.old.map { book.weights.words.count($0) })
    }
    aside { words.make() }
    let writer = patterns.writer(classes, frequency: frequency)
    let costs = writer.patternCosts

    var rules = RuleCompiler()
    for (index, condition) in conditions.enumerated() {
      rules.add(
        condition.condition, target: condition.target,
        weight: Self.weight(of: sources[index], book.weights), cost: { costs[$0] })
    }
    let ruleTables = rules.finish(patternCount: costs.count)

    var notices = [Int32](repeating: -1, count: costs.count)
    for (pattern, notice) in noticeOfPattern { notices[pattern] = Int32(notice) }
    let scopes = costs.indices.map { denials[$0] }
    let (tables, filter) = writer.finish(
      PatternFilter.Use(
        denials: costs.indices.filter { scopes[$0] != nil },
        notices: costs.indices.filter { notices[$0] >= 0 },
        rules: costs.indices.filter { !ruleTables.triggered.range(of: UInt32($0)).isEmpty }))
    let audienceRules = book.concerns.reduce(0) { $0 + $1.rules.count }
    meanwhile()
    return CompiledRules(
      words: words.value, classCount: classes.count, patterns: tables, rules: ruleTables,
      filter: filter, denials: scopes, denialOfPattern: denialOfPattern,
      noticeOfPattern: notices,
      firstAudienceRule: min(audienceRules, ruleTables.rules.count),
      scoring: scoring.value, book: book, sources: sources)
  }

  // MARK: Notices

  private mutating func compileNotices(into sink: inout DiagnosticSink) {
    for (index, notice) in book.notices.enumerated() {
      for spelling in notice.spellings {
        if let phrases = patterns.expansion.compile(spelling, into: &sink) {
          patterns.expansion.lists.append(phrases)
        }
      }
      let phrases = patterns.expansion.any(wordsFrom: 0, listsFrom: 0)
      guard !phrases.isEmpty else { continue }
      noticeOfPattern[patterns.add(phrases)] = index
    }
    for (index, series) in book.series.enumerated() {
      guard let phrases = shape(series, into: &sink), !phrases.isEmpty else { continue }
      noticeOfPattern[patterns.add(phrases)] = book.notices.count + index
    }
  }

  /// The phrases of a series, with numbers of just the digits that it has.
  private mutating func shape(_ series: NoticeSeries, into sink: inout DiagnosticSink)
    -> PhraseList?
  {
    guard let number = patterns.expansion.groups.group(.number),
      let phrases = patterns.expansion.compile(series.shape, into: &sink)
    else { return nil }
    let any = patterns.expansion.wordSets.number(number)
    for count in series.digits {
      patterns.expansion.words.append(patterns.expansion.groups.group(digits: count))
    }
    let digits = patterns.expansion.any(wordsFrom: 0, listsFrom: 0)
    return digits.single.map { patterns.expansion.replace(any, by: $0, in: phrases) }
  }

  // MARK: Rules

  private mutating func compileConditions(into sink: inout DiagnosticSink)
    -> [(condition: RuleCompiler.Compiled, target: Int)]
  {
    var conditions: [(RuleCompiler.Compiled, Int)] = []
    let targets = book.concerns.map(\.rules) + book.audiences.map(\.rules)
    for (target, rules) in targets.enumerated() {
      for rule in rules {
        // A rule with an error never fires, and keeps its place.
        let condition = compile(rule.condition, into: &sink) ?? .any([])
        conditions.append((condition, target))
        sources.append(rule)
      }
    }
    return conditions
  }

  private mutating func compile(_ condition: Condition, into sink: inout DiagnosticSink)
    -> RuleCompiler.Compiled?
  {
    switch condition {
    case .match(let text): return patterns.compile(text, into: &sink).map { .match($0) }
    case .all(let parts): return compile(parts, into: &sink).map { .all($0) }
    case .any(let parts): return compile(parts, into: &sink).map { .any($0) }
    case .unless(let part): return compile(part, into: &sink).map { .unless($0) }
    }
  }

  private mutating func compile(_ parts: [Condition], into sink: inout DiagnosticSink)
    -> [RuleCompiler.Compiled]?
  {
    var compiled: [RuleCompiler.Compiled] = []
    for part in parts {
      if let part = compile(part, into: &sink) { compiled.append(part) }
    }
    return compiled.count == parts.count ? compiled : nil
  }

  private static func weight(of rule: Rule, _ weights: Weights) -> Int32 {
    weights.weight(of: rule).map(Scoring.fixed) ?? RuleTables.CompiledRule.excludes
  }
}

extension Scoring {
  /// - Parameter order: of the words that have weights.
  init(_ book: RuleBook, _ order: FrequencyOrder) {
    let weights = book.weights
    let index = Dictionary(
      (book.concerns.map(\.id) + book.audiences.map { "audience/" + $0.id }).enumerated().map {
        ($1, UInt32($0))
      },
      uniquingKeysWith: { first, _ in first }
    )
    let biases = book.concerns.enumerated().map { number, concern in
      Self.fixed(weights.prior(of: concern.id, isNone: number == book.noConcern))
    }
    var biasBlocks = [SIMD8<Int32>](repeating: .zero, count: (biases.count + 7) / 8)
    for (concern, bias) in biases.enumerated() { biasBlocks[concern / 8][concern % 8] = bias }
    self.biases = Table(biasBlocks)
    temperature = weights.temperature
    let byBias = biases.indices.sorted { (-biases[$0], $0) < (-biases[$1], $1) }
    likeliest = Table(byBias.prefix(4).map { UInt32($0) })
    let temperature = temperature
    let odds = biases.map { Exponential.of(Double($0) / 1000 / temperature) }
    biasOdds = Table(odds)
    biasTotal = odds.reduce(0, +)
    owners = Table(book.concerns.map { Int32($0.owner) })
    blocked = Table(book.concerns.map { Int32($0.blocks ?? -1) })
    allAsking = Table(
      book.concerns.flatMap { concern in
        book.audiences.enumerated().map { number, audience in
          Self.fixed(
            weights.audiences.asking(
              concern.id, audience: audience.id, isUsual: concern.audience == number))
        }
      })
    also = Table(book.concerns.map { weights.further.also($0.id) })
    besides = Table(book.concerns.map { weights.further.besides($0.id) })
    alsoScale = weights.further.scale
    ownerCount = (book.concerns.map(\.owner).max() ?? 0) + 1
    rows = Table(order.old.map { UInt32($0) })
    (wordStarts, places, self.weights) = Self.rows(weights, order) { index[$0] }
  }

  /// What each feature says, by row of 32 concerns; after an empty one.
  private static func rows(
    _ weights: Weights, _ order: FrequencyOrder, _ number: (String) -> UInt32?
  ) -> (starts: Table<UInt32>, places: Table<RowPlace>, weights: Table<WeightBlock>) {
    let numbers = weights.targets.map(number)
    let words = weights.words
    return words.withScores { scores in
      var starts = Buffer<UInt32>(capacity: words.count + 2)
      var places = Buffer<RowPlace>(capacity: words.count + 1)
      var blocks = Buffer<WeightBlock>(capacity: words.count * 4 + 4)
      starts.append(0)
      for row in order.old {
        let first = places.count
        starts.append(UInt32(first))
        for score in scores(row) {
          guard let concern = numbers[Int(score.target)] else { continue }
          // Concerns are mostly in order, so the row is mostly the last.
          var place = places.count - 1
          while place >= first, places[place].row != concern / 32 { place -= 1 }
          if place < first {
            place = places.count
            places.append(RowPlace(row: concern / 32))
            for _ in 0..<4 { blocks.append(WeightBlock()) }
          }
          places[place].concerns |= 1 << (concern % 32)
          blocks[place * 4 + Int(concern % 32 / 8)][Int(concern % 8)] = Int16(
            clamping: score.weight)
        }
      }
      starts.append(UInt32(places.count))
      places.append(RowPlace(row: 0))
      for _ in 0..<4 { blocks.append(WeightBlock()) }
      return (Table(starts), Table(places), Table(blocks))
    }
  }
}

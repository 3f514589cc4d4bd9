internal import Diagnostics
internal import KnowledgeBase
internal import TriageEngine

/// A concern as the engine sees it, with everything that decides whether a question is about it.
struct CompiledConcern {
  let concern: Concern
  let owner: Desk?
  /// The desk whose errands wait for this concern, and the one for whose concerns it waits.
  let blocks: Desk?
  let waitsFor: Desk?
  /// How likely it is before anything speaks for it, in natural-log odds.
  let prior: Double
  let isPriorFitted: Bool
  /// How readily each audience asks about it, in natural-log odds.
  let asking: [(audience: String, weight: Double)]
  /// How readily it is asked about besides another concern, and others besides it, in natural-log odds.
  let also: Double
  let besides: Double
  /// What rules say for a further concern is multiplied with.
  let alsoScale: Double
  let thresholds: Thresholds
  let thresholdsRange: SourceRange
  /// What an editor's weight is multiplied with.
  let scale: Double
  /// What speaks for it, and what takes it back.
  let rules: [WeighedRule]
  let exclusions: [Rule]
  /// The sets that its patterns name, each followed by those that it names itself.
  let sets: [ExpandedSet]
  /// The words that say most for it or against it, strongest first.
  let words: [Word]
  /// The questions that tell it and another concern apart.
  let questions: [Concern.Clarification]
  let article: Article?

  struct WeighedRule {
    var rule: Rule
    /// As its editor wrote it, what the fit added after the scale, and what counts.
    var written: Double
    var fitted: Double?
    var effective: Double
  }

  struct ExpandedSet {
    var set: VocabularySet
    /// The sets that it names.
    var sets: [String]
    var phrases: [VocabularyExpansion.Phrase]

    var longest: Int { phrases.map(\.places.count).max() ?? 0 }
    var words: Int { Set(phrases.flatMap { $0.places.flatMap(\.self) }).count }
    var spellings: Int { phrases.reduce(0) { $0 + $1.spellings } }
  }

  struct Word {
    /// Or two, side by side.
    var word: String
    /// In natural-log odds where it is the only word of the text that counts.
    var weight: Double
  }

  /// Nil when there is no concern of that name.
  init?(_ id: String, of desk: TriageDesk) {
    let knowledge = desk.knowledge
    guard let concern = knowledge.concern(id) else { return nil }
    self.concern = concern
    let weights = knowledge.weights
    owner = knowledge.desk(concern.owner)
    blocks = owner?.blocks.flatMap { knowledge.desk($0) }
    waitsFor = knowledge.desks.first { $0.blocks == concern.owner }
    isPriorFitted = weights.biases[id] != nil
    prior = weights.prior(of: id, isNone: id == knowledge.noConcern)
    asking = knowledge.audiences.map { audience in
      let isUsual = audience.id == concern.audience
      return (
        audience.id, weights.audiences.asking(id, audience: audience.id, isUsual: isUsual)
      )
    }
    also = weights.further.also(id)
    besides = weights.further.besides(id)
    alsoScale = weights.further.scale
    thresholds = knowledge.thresholds
    thresholdsRange = knowledge.thresholdsRange
    scale = weights.ruleScale
    rules = concern.rules.compactMap { rule in
      guard let written = rule.weight, let effective = weights.weight(of: rule) else { return nil }
      return WeighedRule(
        rule: rule, written: written, fitted: weights.rules[rule.id], effective: effective)
    }
    exclusions = concern.rules.filter { $0.weight == nil }
    sets = Self.sets(of: concern.rules, in: knowledge.vocabulary)
    words = Self.words(of: id, weights)
    questions = Self.questions(about: id, knowledge)
    article = concern.answer.article.flatMap { knowledge.articles[$0.path] }
  }

  private static func sets(of rules: [Rule], in vocabulary: [VocabularySet]) -> [ExpandedSet] {
    var expansion = VocabularyExpansion(vocabulary)
    var sets: [ExpandedSet] = []
    func add(_ names: [String]) {
      for name in names where !sets.contains(where: { $0.set.name == name }) {
        guard let set = vocabulary.first(where: { $0.name == name }) else { continue }
        let inner = set.phrases.map(\.text).setNames
        sets.append(
          ExpandedSet(set: set, sets: inner, phrases: expansion.phrases(of: name)))
        add(inner)
      }
    }
    add(rules.flatMap(\.condition.patterns).map(\.text).setNames)
    return sets
  }

  private static func words(of id: String, _ weights: Weights) -> [Word] {
    guard let concern = weights.targets.firstIndex(of: id) else { return [] }
    return weights.words.indices.flatMap { row in
      weights.words.scores(row).filter { Int($0.target) == concern }.map {
        Word(word: weights.words.word(row), weight: Double($0.weight) / 1000)
      }
    }.sorted { (-abs($0.weight), $0.word) < (-abs($1.weight), $1.word) }
  }

  private static func questions(about id: String, _ knowledge: KnowledgeBase)
    -> [Concern.Clarification]
  {
    knowledge.clarifications.filter { $0.between?.contains(id) ?? (id == knowledge.unclearConcern) }
  }
}

extension Condition {
  /// All patterns in it, in their order.
  fileprivate var patterns: [PatternText] {
    switch self {
    case .match(let pattern): [pattern]
    case .all(let parts), .any(let parts): parts.flatMap(\.patterns)
    case .unless(let part): part.patterns
    }
  }
}

extension [String] {
  /// The sets that patterns name, each once.
  fileprivate var setNames: [String] {
    reduce(into: []) { names, pattern in
      names += VocabularyExpansion.sets(in: pattern).filter { !names.contains($0) }
    }
  }
}

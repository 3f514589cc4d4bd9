/// Proves that wherever one pattern matches, another matches too.
///
/// A way through the special pattern is a row of places: sets of words, any word in a gap, notices.
/// The general pattern is followed over it as a nondeterministic automaton with all its states at once
/// (the subset construction of Rabin and Scott, 1959), and must have come to its end on every way. A
/// set of words counts as a step only where all of its words do, so what is said to be contained is;
/// what is contained only because of several sets together may be missed.
struct PatternContainment {
  private let outline: PatternOutline
  /// The parts of each pattern.
  private let parts: [[PatternTables.Part]]
  /// The classes of words that stand anywhere in each element.
  private var classesOfElements: [UInt32: Set<UInt32>] = [:]
  private var subsets: [UInt64: Bool] = [:]
  /// What the present proof has come through already.
  private var proven: Set<Point> = []
  private var steps = 0

  /// After so many steps a proof is given up.
  private static let limit = 20_000

  /// A place in the special pattern with the states of the general one.
  private struct Point: Hashable {
    var part: Int
    var states: [State]
  }

  /// Where the general pattern stands: before a part, after some words of its gap, or inside one of
  /// the phrases of the part.
  private struct State: Hashable, Comparable {
    var part = 0
    /// How many words of the gap are used up; inside a phrase, how many of its words.
    var passed = 0
    var phrase: UInt32?

    static func < (left: Self, right: Self) -> Bool {
      (left.part, left.passed, left.phrase ?? .max) < (
        right.part, right.passed, right.phrase ?? .max
      )
    }
  }

  private enum Place {
    case anyWord
    case word(UInt32)
  }

  init(_ outline: PatternOutline) {
    self.outline = outline
    parts = (0..<outline.count).map { outline.parts(of: $0) }
  }

  /// Whether `general` matches wherever `special` does.
  mutating func covers(_ general: Int, _ special: Int) -> Bool {
    if general == special { return true }
    guard canCover(parts[general], parts[special]) else { return false }
    proven.removeAll(keepingCapacity: true)
    steps = 0
    return isMet(parts[general], in: parts[special], from: 0, closed([State()], parts[general]))
  }

  /// Whether everything that the general pattern cannot do without has a word in the special one.
  private mutating func canCover(_ general: [PatternTables.Part], _ special: [PatternTables.Part])
    -> Bool
  {
    for part in general where !part.isOptional {
      let wanted = classes(of: part.element)
      guard
        special.contains(where: {
          $0.element == part.element || !classes(of: $0.element).isDisjoint(with: wanted)
        })
      else { return false }
    }
    return true
  }

  private mutating func classes(of element: UInt32) -> Set<UInt32> {
    if let known = classesOfElements[element] { return known }
    var classes: Set<UInt32> = []
    for phrase in outline.phrases(of: element) {
      for word in outline.words(of: phrase) {
        // A notice is no class; any number that classes cannot have stands for it.
        classes.formUnion(word == PatternTables.notice ? [.max] : outline.classes(of: word))
      }
    }
    classesOfElements[element] = classes
    return classes
  }

  /// Whether the general pattern comes to its end on every way from a part of the special one.
  private mutating func isMet(
    _ general: [PatternTables.Part], in special: [PatternTables.Part], from index: Int,
    _ states: Set<State>
  ) -> Bool {
    if states.contains(where: { $0.part == general.count }) { return true }
    guard index < special.count, steps < Self.limit else { return false }
    let point = Point(part: index, states: states.sorted())
    if proven.contains(point) { return true }
    let part = special[index]
    var states = states
    for passed in 0...Int(part.gap) {
      if passed > 0 { states = step(.anyWord, from: states, general) }
      if part.isOptional, !isMet(general, in: special, from: index + 1, states) { return false }
      for phrase in outline.phrases(of: part.element) {
        var after = states
        for word in outline.words(of: phrase) { after = step(.word(word), from: after, general) }
        if !isMet(general, in: special, from: index + 1, after) { return false }
      }
    }
    proven.insert(point)
    return true
  }

  private mutating func step(
    _ place: Place, from states: Set<State>, _ general: [PatternTables.Part]
  ) -> Set<State> {
    // A match may begin anywhere.
    var next: Set = [State()]
    for state in states {
      steps += 1
      guard state.part < general.count else {
        next.insert(state)
        continue
      }
      let part = general[state.part]
      if state.phrase != nil {
        advance(state, into: &next, place)
        continue
      }
      if isOneWord(place), state.passed < Int(part.gap) {
        next.insert(State(part: state.part, passed: state.passed + 1))
      }
      guard case .word(let word) = place, canStand(word, in: part.element) else { continue }
      for phrase in outline.phrases(of: part.element) {
        steps += 1
        advance(State(part: state.part, phrase: phrase), into: &next, place)
      }
    }
    return closed(next, general)
  }

  private mutating func canStand(_ word: UInt32, in element: UInt32) -> Bool {
    let wanted = classes(of: element)
    guard word != PatternTables.notice else { return wanted.contains(.max) }
    return outline.classes(of: word).first.map { wanted.contains($0) } ?? false
  }

  /// One word further in a phrase.
  private mutating func advance(_ state: State, into next: inout Set<State>, _ place: Place) {
    guard let phrase = state.phrase else { return }
    let words = outline.words(of: phrase)
    guard words.indices.contains(state.passed), isIn(place, words[state.passed]) else { return }
    next.insert(
      state.passed + 1 == words.count
        ? State(part: state.part + 1)
        : State(part: state.part, passed: state.passed + 1, phrase: phrase))
  }

  /// With the states that are reached by leaving out what may be absent.
  private func closed(_ states: Set<State>, _ general: [PatternTables.Part]) -> Set<State> {
    var closed = states
    for state in states where state.phrase == nil {
      var part = state.part
      while part < general.count, general[part].isOptional {
        part += 1
        closed.insert(State(part: part))
      }
    }
    return closed
  }

  /// A notice may be several words.
  private func isOneWord(_ place: Place) -> Bool {
    if case .word(PatternTables.notice) = place { false } else { true }
  }

  /// Whether whatever stands at the place is in the set.
  private mutating func isIn(_ place: Place, _ set: UInt32) -> Bool {
    guard case .word(let word) = place else { return false }
    if word == set { return true }
    guard word != PatternTables.notice, set != PatternTables.notice else { return false }
    let key = UInt64(word) << 32 | UInt64(set)
    if let known = subsets[key] { return known }
    let isSubset = Set(outline.classes(of: word)).isSubset(of: outline.classes(of: set))
    subsets[key] = isSubset
    return isSubset
  }
}

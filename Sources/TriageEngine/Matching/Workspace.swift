/// The memory that one thread needs to judge text after text: everything found in the present one.
///
/// What belongs to a text is stamped with the number of that text, so nothing has to be cleared
/// between two of them.
struct Workspace: ~Copyable {
  /// The number of the present text.
  private(set) var text: UInt32 = 0

  var tokens = Buffer<Token>()
  /// The class of each token, 0 where the text takes it back or no pattern knows it.
  var classes = Buffer<UInt32>()
  /// For a token where a notice begins the token just past it, otherwise 0.
  var noticeEnds = Buffer<UInt32>()
  /// The first token of each sentence, and the end of the last.
  var sentences = Buffer<UInt32>(capacity: 64)
  var notices = Buffer<NoticeMatch>(capacity: 16)
  /// The tokens that the text takes out itself.
  var denied = Buffer<TokenRange>(capacity: 8)

  struct TokenRange {
    var start: UInt32
    var end: UInt32
  }

  /// The words of the present sentence, and of the whole text.
  var sentenceWords = Signature()
  var textWords = Signature()
  /// The tokens that are looked at together: a sentence, or 64 tokens of a longer one.
  private(set) var window = 0..<0
  /// Tells windows apart.
  private var windowStamp: UInt64 = 0
  private var firstWords: Buffer<FirstWords>
  /// Where each class of words stands in the window.
  private var places: Buffer<FirstWords>

  /// Which tokens of a window can begin an element.
  struct FirstWords {
    var window: UInt64 = 0
    var tokens: UInt64 = 0
  }

  mutating func beginWindow(_ tokens: Range<Int>) {
    guard tokens != window else { return }
    window = tokens
    windowStamp += 1
    for offset in 0..<tokens.count {
      let wordClass = Int(classes[tokens.lowerBound + offset])
      let known = places[wordClass]
      let before = known.window == windowStamp ? known.tokens : 0
      places[wordClass] = FirstWords(window: windowStamp, tokens: before | 1 << UInt64(offset))
    }
  }

  /// Forgets what was worked out for the window.
  mutating func endWindow() {
    window = 0..<0
  }

  /// The tokens of the window that have this class.
  @inline(__always)
  func places(of wordClass: UInt32) -> UInt64 {
    let known = places[Int(wordClass)]
    return known.window == windowStamp ? known.tokens : 0
  }

  @inline(__always)
  func firstWords(of element: Int) -> UInt64? {
    let known = firstWords[element]
    return known.window == windowStamp ? known.tokens : nil
  }

  @inline(__always)
  mutating func setFirstWords(_ tokens: UInt64, of element: Int) {
    firstWords[element] = FirstWords(window: windowStamp, tokens: tokens)
  }

  var hits: Buffer<Hit>
  var candidates = Buffer<UInt32>()
  private var candidateStamps: Buffer<UInt32>
  var fired = Buffer<UInt32>(capacity: 64)
  var features = Buffer<UInt32>()
  private var featureStamps: Buffer<UInt32>
  /// How many different words of the text have weights.
  private(set) var wordCount = 0
  var scores: ScoreBoard

  /// Where a pattern was found, or that it was not.
  struct Hit {
    var text: UInt32 = 0
    var isFound = false
    /// The window of tokens in which it was found.
    var windowStart: UInt32 = 0
    var windowEnd: UInt32 = 0
    /// Which tokens of the window a match may begin with.
    var starts: UInt64 = 0
  }

  /// A notice that the text names.
  struct NoticeMatch {
    var start: UInt32
    var end: UInt32
    /// As in `RuleSet.noticeOfPattern`.
    var notice: Int32
  }

  init(for rules: borrowing RuleSet) {
    hits = Buffer(repeating: Hit(), count: rules.patterns.patterns.count)
    places = Buffer(repeating: FirstWords(), count: rules.classCount)
    firstWords = Buffer(repeating: FirstWords(), count: rules.patterns.elements.count)
    candidateStamps = Buffer(repeating: 0, count: rules.rules.rules.count)
    featureStamps = Buffer(repeating: 0, count: rules.scoring.wordStarts.count)
    scores = ScoreBoard(targets: rules.book.concerns.count + rules.book.audiences.count)
  }

  mutating func beginText() {
    text &+= 1
    if text == 0 { forgetStamps() }
    window = 0..<0
    windowStamp += 1
    tokens.removeAll()
    classes.removeAll()
    noticeEnds.removeAll()
    sentences.removeAll()
    notices.removeAll()
    denied.removeAll()
    textWords = Signature()
    candidates.removeAll()
    fired.removeAll()
    features.removeAll()
    wordCount = 0
    scores.beginText()
  }

  /// After 2³² texts the numbers begin again.
  private mutating func forgetStamps() {
    for index in 0..<hits.count { hits[index].text = 0 }
    for index in 0..<candidateStamps.count { candidateStamps[index] = 0 }
    for index in 0..<featureStamps.count { featureStamps[index] = 0 }
    text = 1
  }

  /// Notes a rule to be looked at, once.
  @inline(__always)
  mutating func addCandidate(_ rule: UInt32) {
    guard candidateStamps[Int(rule)] != text else { return }
    candidateStamps[Int(rule)] = text
    candidates.append(rule)
  }

  /// Notes a word that has weights, once.
  @inline(__always)
  mutating func addFeature(_ feature: UInt32) {
    guard featureStamps[Int(feature)] != text else { return }
    featureStamps[Int(feature)] = text
    features.append(feature)
    wordCount += 1
  }

  /// Notes two words that have weights together, once; nothing for 0.
  @inline(__always)
  mutating func addPair(_ feature: UInt32) {
    guard feature != 0, featureStamps[Int(feature)] != text else { return }
    featureStamps[Int(feature)] = text
    features.append(feature)
  }
}

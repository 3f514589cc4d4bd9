/// The memory that one thread needs to judge text after text: everything found in the present one.
///
/// What belongs to a text is stamped with its number, so it need not be cleared before the next.
///
/// Tables are larger than the fastest memory. Where a list of them is gone through with much to do for
/// each, one number of each is read before, in a loop so short that the processor waits for the memory
/// of many at a time: `readAhead` is the sum of these numbers, and means nothing.
struct Workspace: ~Copyable {
  /// The number of the present text.
  private(set) var text: UInt32 = 0

  var readAhead: UInt32 = 0

  var tokens = Buffer<Token>()
  var notices = Buffer<NoticeMatch>(capacity: 16)
  /// Where those begin that were found in the present window or in the one before, which may share
  /// words with it; earlier ones are of no concern to it. And where those of the present begin.
  private(set) var nearNotices = 0
  private var presentNotices = 0
  #if DEBUG
    /// How much was done in all texts so far, in steps of about the same time.
    private(set) var steps = 0
  #endif
  /// The tokens that the text takes out itself.
  var denied = Buffer<TokenRange>(capacity: 8)

  struct TokenRange {
    var start: UInt32
    var end: UInt32
    /// The one that takes them out.
    var pattern: UInt32
  }

  /// A notice that the text names.
  struct NoticeMatch {
    var start: UInt32
    var end: UInt32
    /// As in `RuleSet.noticeOfPattern`.
    var notice: Int32
  }

  // MARK: The present window

  private(set) var window = Window(0, 0)
  /// The terms, as in `PatternFilter`, that stand in the window: its classes, then phrases.
  var terms = Buffer<UInt32>()
  private var classCount: UInt32
  /// Where the classes of the window stand; 0 for every other class.
  var classTokens: Buffer<UInt64>
  /// Where the longer phrases of each element and length begin, and which slots are not 0.
  private(set) var slots: Buffer<UInt64>
  private var filledSlots = Buffer<UInt32>()
  /// The class of each token, after a 0 for what stands before the first.
  var neighbours = Buffer<UInt32>(repeating: 0, count: Window.size + 2)
  /// Four numbers for each row of `PatternFilter`: the patterns whose key stands in the window, those
  /// whose first and second gates do, and one that is not used.
  var rows: Buffer<UInt64>
  /// A bit for each row that the window has to do with; the others are empty.
  var presentRows: Buffer<UInt64>

  /// Forgets the last window.
  mutating func begin(_ window: Window) {
    self.window = window
    for index in 0..<terms.count where terms[index] < classCount {
      classTokens[Int(terms[index])] = 0
    }
    terms.removeAll()
    for index in 0..<filledSlots.count { slots[Int(filledSlots[index])] = 0 }
    filledSlots.removeAll()
    forgetRows()
  }

  /// Notes that phrases of an element begin at some tokens.
  @inline(__always)
  mutating func add(_ starts: UInt64, toSlot slot: UInt32) {
    if slots[Int(slot)] == 0 { filledSlots.append(slot) }
    slots[Int(slot)] |= starts
  }

  // MARK: The present text

  private(set) var windows = Buffer<Window>(capacity: 16)
  var hits: Buffer<Hit>
  var candidates = Buffer<UInt32>()
  /// The patterns that candidates need besides those that set them off.
  private(set) var asked = Buffer<UInt32>()
  private var candidateStamps: Buffer<UInt32>
  var fired = Buffer<UInt32>(capacity: 64)
  var features = Buffer<UInt32>()
  private var featureStamps: Buffer<UInt32>
  /// The hashes of words side by side in the present window which may have weights together.
  var pairs = Buffer<WordHash>(capacity: Window.size + 1)
  /// How many different words of the text have weights.
  private(set) var wordCount = 0
  var scores: ScoreBoard

  /// In which text, and window of it, a pattern was last found; in which text it was asked for.
  struct Hit {
    var text: UInt32 = 0
    /// An index in `windows`.
    var window: UInt32 = 0
    var asked: UInt32 = 0
  }

  init(for rules: CompiledRules) {
    classTokens = Buffer(repeating: 0, count: rules.classCount)
    slots = Buffer(repeating: 0, count: rules.patterns.slotCount)
    rows = Buffer(repeating: 0, count: rules.filter.rows.count * 4)
    presentRows = Buffer(repeating: 0, count: (rules.filter.rows.count + 63) / 64)
    classCount = UInt32(rules.classCount)
    hits = Buffer(repeating: Hit(), count: rules.patterns.patterns.count)
    candidateStamps = Buffer(repeating: 0, count: rules.rules.rules.count)
    featureStamps = Buffer(repeating: 0, count: rules.scoring.wordStarts.count)
    scores = ScoreBoard(
      concerns: rules.book.concerns.count, audiences: rules.book.audiences.count)
  }

  mutating func beginText() {
    text &+= 1
    if text == 0 { forgetStamps() }
    tokens.removeAll()
    notices.removeAll()
    (nearNotices, presentNotices) = (0, 0)
    windows.removeAll()
    denied.removeAll()
    candidates.removeAll()
    asked.removeAll()
    fired.removeAll()
    features.removeAll()
    // As if it had been noted.
    featureStamps[0] = text
    wordCount = 0
    scores.beginText()
  }

  /// After 2³² texts the numbers begin again.
  private mutating func forgetStamps() {
    for index in 0..<hits.count { hits[index] = Hit() }
    for index in 0..<candidateStamps.count { candidateStamps[index] = 0 }
    for index in 0..<featureStamps.count { featureStamps[index] = 0 }
    text = 1
  }

  /// Makes the notices of the last window those before the present one's.
  mutating func beginNotices() {
    (nearNotices, presentNotices) = (presentNotices, notices.count)
  }

  /// Keeps the present window, with its notices, to be entered again.
  mutating func keepWindow() {
    window.notices = nearNotices..<notices.count
    windows.append(window)
  }

  /// Counts what is done, for tests that it grows with a text and no faster.
  @inline(__always)
  mutating func note(steps count: Int) {
    #if DEBUG
      steps += count
    #endif
  }

  /// Notes that the pattern stands in a window.
  @inline(__always)
  mutating func setFound(_ pattern: Int, inWindow window: Int) {
    hits[pattern].text = text
    hits[pattern].window = UInt32(window)
  }

  /// Notes a pattern to be looked for, once.
  @inline(__always)
  mutating func ask(for pattern: UInt32) {
    guard hits[Int(pattern)].asked != text else { return }
    hits[Int(pattern)].asked = text
    asked.append(pattern)
  }

  /// Whether the pattern stands in the text.
  @inline(__always)
  func isFound(_ pattern: Int) -> Bool {
    hits[pattern].text == text
  }

  /// Notes a rule to be looked at, once.
  @inline(__always)
  mutating func addCandidate(_ rule: UInt32) {
    guard candidateStamps[Int(rule)] != text else { return }
    candidateStamps[Int(rule)] = text
    candidates.append(rule)
  }

  /// Notes a word that has weights, once; nothing for 0.
  @inline(__always)
  mutating func addFeature(_ feature: UInt32) {
    let count = features.count
    addPair(feature)
    wordCount &+= features.count &- count
  }

  /// Notes two words that have weights together, once; nothing for 0.
  @inline(__always)
  mutating func addPair(_ feature: UInt32) {
    features.append(feature, if: featureStamps[Int(feature)] != text)
    featureStamps[Int(feature)] = text
  }
}

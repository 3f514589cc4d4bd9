/// Forms that no rule of spelling gives: each line is one word with all its forms, base first.
///
/// Source: the irregular verbs and plurals of the English Wiktionary's appendix, as far as people
/// use them when they write to a support desk. A test compares them, and the rules of spelling, with
/// the forms that another source publishes.
enum IrregularForms {
  enum Answer {
    /// The word is the base of these forms.
    case base(Forms)
    /// The word is a form of another: it is taken as it is, without endings.
    case derived
    /// The rules of spelling apply.
    case regular
  }

  /// The words of a line after the first.
  struct Forms {
    fileprivate var line: Bytes

    @inline(__always)
    func forEach(_ body: (Bytes) -> Void) {
      for word in IrregularForms.words(of: line).dropFirst() { body(word) }
    }
  }

  static func of(_ word: WordHash) -> Answer {
    switch index.numbers[word] {
    case nil: .regular
    case derived?: .derived
    case let line?: .base(Forms(line: index.line(Int(line))))
    }
  }

  /// Stands in the index for a word that is a form of another.
  private static let derived = Symbol.max - 1

  private struct Index: Sendable {
    /// For each word the number of its line, or `derived`.
    private(set) var numbers = WordIndex()
    private var lines: [Range<Int>] = []

    init() {
      let table = IrregularForms.bytes
      lines = table.split(separator: UInt8(ascii: "\n")).map { $0.startIndex..<$0.endIndex }
      // A base may be a form of another (`found`); it is a base.
      for number in lines.indices {
        IrregularForms.words(of: line(number)).prefix(1)
          .forEach { numbers.insert(WordHash($0), Symbol(number)) }
      }
      for number in lines.indices {
        for word in IrregularForms.words(of: line(number)).dropFirst() {
          let hash = WordHash(word)
          if numbers[hash] == nil { numbers.insert(hash, derived) }
        }
      }
    }

    func line(_ number: Int) -> Bytes {
      Bytes(rebasing: IrregularForms.bytes[lines[number]])
    }
  }

  private static let index = Index()

  private static var bytes: Bytes {
    Bytes(start: table.utf8Start, count: table.utf8CodeUnitCount)
  }

  private static func words(of line: Bytes) -> some Sequence<Bytes> {
    line.split(separator: UInt8(ascii: " ")).lazy.map { Bytes(rebasing: $0) }
  }

  private static let table: StaticString = """
    be am is are was were been being
    become becomes became becoming
    begin begins began begun beginning
    break breaks broke broken breaking
    bring brings brought bringing
    build builds built building
    buy buys bought buying
    catch catches caught catching
    choose chooses chose chosen choosing
    come comes came coming
    cost costs costing
    cut cuts cutting
    deal deals dealt dealing
    die dies died dying
    do does did done doing
    draw draws drew drawn drawing
    drive drives drove driven driving
    eat eats ate eaten eating
    fall falls fell fallen falling
    feel feels felt feeling
    fight fights fought fighting
    find finds found finding
    fly flies flew flown flying
    forget forgets forgot forgotten forgetting
    freeze freezes froze frozen freezing
    get gets got gotten getting
    give gives gave given giving
    go goes went gone going
    grow grows grew grown growing
    hang hangs hung hanged hanging
    have has had having
    hear hears heard hearing
    hide hides hid hidden hiding
    hit hits hitting
    hold holds held holding
    keep keeps kept keeping
    know knows knew known knowing
    lead leads led leading
    leave leaves left leaving
    lend lends lent lending
    let lets letting
    lie lies lied lay lain lying
    lose loses lost losing
    make makes made making
    mean means meant meaning
    meet meets met meeting
    owe owes owed owing
    pay pays paid payed paying
    put puts putting
    quit quits quitting
    read reads reading
    ring rings rang rung ringing
    rise rises rose risen rising
    run runs ran running
    say says said saying
    see sees saw seen seeing
    sell sells sold selling
    send sends sent sending
    set sets setting
    shake shakes shook shaken shaking
    show shows showed shown showing
    shut shuts shutting
    sit sits sat sitting
    sleep sleeps slept sleeping
    speak speaks spoke spoken speaking
    spend spends spent spending
    spin spins spun spinning
    split splits splitting
    stand stands stood standing
    steal steals stole stolen stealing
    stick sticks stuck sticking
    swap swaps swapped swapping
    take takes took taken taking
    teach teaches taught teaching
    tell tells told telling
    think thinks thought thinking
    throw throws threw thrown throwing
    tie ties tied tying
    understand understands understood understanding
    wake wakes woke woken waking
    wear wears wore worn wearing
    win wins won winning
    withdraw withdraws withdrew withdrawn withdrawing
    write writes wrote written writing
    beat beats beaten beating
    bend bends bent bending
    blow blows blew blown blowing
    burn burns burned burnt burning
    dial dials dialed dialled dialing dialling
    dig digs dug digging
    drink drinks drank drunk drinking
    learn learns learned learnt learning
    mistake mistakes mistook mistaken mistaking
    prove proves proved proven proving
    quiz quizzes quizzed quizzing
    redo redoes redid redone redoing
    repay repays repaid repaying
    resend resends resent resending
    retake retakes retook retaken retaking
    ride rides rode ridden riding
    seek seeks sought seeking
    sing sings sang sung singing
    sink sinks sank sunk sinking
    smell smells smelled smelt smelling
    speed speeds sped speeded speeding
    spell spells spelled spelt spelling
    strike strikes struck stricken striking
    swear swears swore sworn swearing
    traffic traffics trafficked trafficking
    undo undoes undid undone undoing
    person persons people persons
    man men mans
    woman women womans
    child children childs
    wife wives wifes
    life lives lifes
    company companies
    tax taxes taxs taxed taxing
    foot feet foots footed footing
    gentleman gentlemen
    half halves halfs
    ombudsman ombudsmen
    self selves selfs
    thief thieves thiefs
    alias aliases
    basis bases
    canvas canvases
    gas gases gasses
    index indexes indices indexed indexing
    summons summonses
    information info
    bus buses
    this
    these
    those
    its
    his
    hers
    ours
    yours
    theirs
    always
    perhaps
    yes
    no
    not
    the
    and
    for
    with
    from
    of
    to
    in
    on
    at
    by
    or
    if
    an
    a
    i
    he
    she
    it
    we
    they
    you
    me
    him
    her
    us
    them
    my
    your
    our
    their
    as
    so
    but
    what whats
    who whos
    where wheres
    when whens
    how hows
    why whys
    that thats
    there theres
    cannot
    can
    could
    will
    would
    should
    must
    may
    might
    irs irss
    idme idmes
    """
}

/// A word or a recognised thing of a text, with its place in the original bytes.
struct Token {
  /// The hash of its letters or digits; none for other things.
  var hash = WordHash.none
  /// What it is by its shape; `Symbol.unknown` for a word.
  var shape = Symbol.unknown
  /// What the rule set knows about it, once it was looked up; nothing where the text takes it back.
  var word = WordTable.Info.unknown
  /// The first byte in the original text, from 0.
  var start: UInt32
  /// Just past the last byte.
  var end: UInt32
  /// Whether a comma, a dash, a bracket or a line end stands before it.
  var opensClause: Bool

  /// What stands between two sentences of a window.
  static func sentenceBreak(at end: UInt32) -> Token {
    Token(start: end, end: end, opensClause: true)
  }
}

/// The number of a known surface form, or of a shape such as a number of four digits.
typealias Symbol = UInt32

extension Symbol {
  /// A word that no rule and no weight speaks of.
  static let unknown: Symbol = 0
  static let email: Symbol = 1
  static let phone: Symbol = 2
  static let socialSecurityNumber: Symbol = 3
  static let money: Symbol = 4
  static let date: Symbol = 5

  /// A number of `count` digits that no rule names itself; nine stands for nine or more.
  static func digits(_ count: Int) -> Symbol {
    5 + Symbol(Swift.min(Swift.max(count, 1), 9))
  }

  /// Where the known words begin.
  static let firstWord: Symbol = 15
}

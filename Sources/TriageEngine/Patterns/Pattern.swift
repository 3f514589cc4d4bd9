/// What a pattern says, as a tree.
///
/// The grammar, in full:
///
///     pattern = part { [gap] part }
///     part    = ( word | exact | choice | set | thing ) [ "?" ]
///     word    = letters or digits            any inflection of it: receive, receives, received
///     exact   = '"' word { word } '"'        these forms only, side by side
///     choice  = "(" pattern { "|" pattern } ")"
///     set     = "@" name                     any phrase of a set of the vocabulary
///     thing   = "#" name                     something recognised: notice email phone ssn money date number
///     gap     = "~" number                   up to so many words between, 1 to 12; without it, none
///
/// A pattern matches within one sentence, its parts in order. A phrase of the vocabulary, and
/// whatever stands in a choice or with a question mark, has no gaps. Words are read as texts are
/// (see `Tokenizer`): `can't` is `cant`, `e-mail` is the two words `e mail`, `2fa` is `2 fa`.
package indirect enum Pattern: Sendable, Hashable {
  case word(String)
  case exactWord(String)
  case set(SetReference)
  case thing(Thing)
  case sequence([Part])
  case choice([Pattern])

  /// A part of a sequence.
  package struct Part: Sendable, Hashable {
    package var pattern: Pattern
    package var isOptional: Bool
    /// How many words may stand between the part before and this one.
    package var gap: Int
  }

  /// A set of the vocabulary where a pattern names it.
  package struct SetReference: Sendable, Hashable {
    package var name: String
    /// In the UTF-8 bytes of the pattern.
    package var bytes: Range<Int>
  }
}

/// Something that is recognised in a text by its shape.
package enum Thing: String, Sendable, Hashable, CaseIterable {
  /// The number of a notice of the knowledge base.
  case notice
  case email
  case phone
  case ssn
  case money
  case date
  case number
}

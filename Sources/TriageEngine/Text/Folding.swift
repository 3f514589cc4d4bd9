/// What a character outside ASCII becomes: its plain letters, a separator, or nothing.
enum Folded {
  case letters(StaticString)
  /// A letter of another script, kept as it is.
  case foreign
  case separator
  case apostrophe
  /// A dash or a bracket: ends a clause.
  case clause
  /// White space that ends a line.
  case newline
  /// Joins what stands around it: a combining mark, a zero-width character, a soft hyphen.
  case nothing
}

extension Folded {
  /// Folds case, accents and typographic forms, so that how something is typed does not matter.
  ///
  /// Letters of the Latin blocks lose their marks as in the decompositions of the Unicode Character
  /// Database (UnicodeData.txt, field 5); other scripts are kept.
  static func of(_ scalar: Unicode.Scalar) -> Folded {
    switch scalar.value {
    case 0xC0...0x17F: latin(scalar)
    case 0x300...0x36F, 0xAD, 0x200B...0x200D, 0x2060, 0xFE00...0xFE0F, 0xFEFF: .nothing
    case 0x2018, 0x2019, 0x201B, 0x2032, 0x02BC, 0xFF07: .apostrophe
    case 0x2013, 0x2014, 0x2026: .clause
    case 0x2028, 0x2029, 0x85: .newline
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF41...0xFF5A: fullWidth(scalar)
    case 0xFB00: .letters("ff")
    case 0xFB01: .letters("fi")
    case 0xFB02: .letters("fl")
    default: scalar.properties.isAlphabetic ? .foreign : .separator
    }
  }

  private static func latin(_ scalar: Unicode.Scalar) -> Folded {
    switch scalar {
    case "À"..."Å", "à"..."å", "Ā"..."ą": .letters("a")
    case "Æ", "æ": .letters("ae")
    case "Ç", "ç", "Ć"..."č": .letters("c")
    case "È"..."Ë", "è"..."ë", "Ē"..."ě": .letters("e")
    case "Ì"..."Ï", "ì"..."ï", "Ĩ"..."ı": .letters("i")
    case "Ð", "ð", "Ď"..."đ": .letters("d")
    case "Ñ", "ñ", "Ń"..."ŋ": .letters("n")
    case "Ò"..."Ö", "ò"..."ö", "Ø", "ø", "Ō"..."ő": .letters("o")
    case "Œ", "œ": .letters("oe")
    case "Ù"..."Ü", "ù"..."ü", "Ũ"..."ų": .letters("u")
    case "Ý", "ý", "ÿ", "Ŷ"..."Ÿ": .letters("y")
    case "Þ", "þ": .letters("th")
    case "ß": .letters("ss")
    case "Ĝ"..."ģ": .letters("g")
    case "Ĥ"..."ħ": .letters("h")
    case "Ĳ", "ĳ": .letters("ij")
    case "Ĵ", "ĵ": .letters("j")
    case "Ķ"..."ĸ": .letters("k")
    case "Ĺ"..."ł": .letters("l")
    case "Ŕ"..."ř": .letters("r")
    case "Ś"..."š", "ſ": .letters("s")
    case "Ţ"..."ŧ": .letters("t")
    case "Ŵ", "ŵ": .letters("w")
    case "Ź"..."ž": .letters("z")
    default: .separator
    }
  }

  /// Full-width ASCII (U+FF01…U+FF5E) lies 0xFEE0 above ASCII.
  private static func fullWidth(_ scalar: Unicode.Scalar) -> Folded {
    let letters: [StaticString] = [
      "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r",
      "s", "t", "u", "v", "w", "x", "y", "z",
    ]
    let code = scalar.value - 0xFEE0
    return switch code {
    case 0x41...0x5A: .letters(letters[Int(code - 0x41)])
    case 0x61...0x7A: .letters(letters[Int(code - 0x61)])
    // A full-width digit is rare enough to be read as a separate word.
    default: .foreign
    }
  }
}

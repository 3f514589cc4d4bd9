/// The forms that a word of a pattern stands for: plural, possessive, tenses and participle.
///
/// Forms are generated when the rules compile, so reading a text needs no stemmer: a form is known
/// or it is not, and no two words ever fall together by accident, as they do with Porter's stemmer
/// (`universal` and `university`). Regular spelling follows Quirk et al., A Comprehensive Grammar
/// of the English Language, 3.5–3.10 and 5.81: doubled consonants, `y` to `ie`, silent `e`.
package enum Inflection {
  /// All forms of `word`, itself first, each once; `word` is folded: small letters and digits.
  package static func forms(of word: Substring) -> [String] {
    var forms = [String(word)]
    if let irregular = IrregularForms.byBase[word] {
      forms += irregular.map(String.init)
    } else if takesEndings(word) {
      forms += regular(Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }
    var seen: Set<String> = []
    return forms.filter { seen.insert($0).inserted }
  }

  /// Words written in a derived form (`received`, `codes`, `nothing`) mean just that form.
  private static func takesEndings(_ word: Substring) -> Bool {
    guard word.utf8.count >= 3, word.utf8.allSatisfy({ $0.isLetter }) else { return false }
    if IrregularForms.derived.contains(word) { return false }
    if word.hasSuffix("ing"), word.utf8.count >= 6 {
      return !word.dropLast(3).utf8.contains(where: \.isVowel)
    }
    if word.hasSuffix("ed"), word.utf8.count >= 5 { return word.hasSuffix("eed") }
    if word.hasSuffix("s"), word.utf8.count >= 4 {
      return word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is")
    }
    return true
  }

  private static func regular(_ word: [UInt8]) -> [[UInt8]] {
    guard let last = word.last else { return [] }
    let before = word.dropLast().last ?? 0
    let s = Array("s".utf8)
    if last == UInt8(ascii: "y"), !before.isVowel {
      let stem = Array(word.dropLast())
      return [
        stem + Array("ies".utf8), word + s, stem + Array("ied".utf8), word + Array("ing".utf8),
      ]
    }
    if last == UInt8(ascii: "e") {
      let stem = Array(word.dropLast())
      // `see`, `agree`, `canoe` keep their `e` before `ing`.
      let keepsE = before == UInt8(ascii: "e") || before == UInt8(ascii: "o")
      return [word + s, word + Array("d".utf8), (keepsE ? word : stem) + Array("ing".utf8)]
    }
    let plural = hisses(last, before) ? Array("es".utf8) : s
    var forms = [word + plural]
    if plural != s { forms.append(word + s) }
    forms += [word + Array("ed".utf8), word + Array("ing".utf8)]
    if doublesLast(word) {
      forms += [word + [last] + Array("ed".utf8), word + [last] + Array("ing".utf8)]
    }
    return forms
  }

  private static func hisses(_ last: UInt8, _ before: UInt8) -> Bool {
    switch last {
    case UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z"): true
    case UInt8(ascii: "h"): before == UInt8(ascii: "s") || before == UInt8(ascii: "c")
    default: false
    }
  }

  /// One consonant after one vowel: `log` gives `logged`, and `cancel` both `canceled` and
  /// `cancelled`.
  private static func doublesLast(_ word: [UInt8]) -> Bool {
    guard word.count >= 3 else { return false }
    let tail = word.suffix(3).map { $0 }
    let never: [UInt8] = Array("wxy".utf8)
    return !tail[2].isVowel && !never.contains(tail[2]) && tail[1].isVowel && !tail[0].isVowel
  }
}

extension UInt8 {
  var isVowel: Bool {
    switch self {
    case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"),
      UInt8(ascii: "u"):
      true
    default: false
    }
  }
}

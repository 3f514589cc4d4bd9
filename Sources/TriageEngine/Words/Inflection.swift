/// The forms that a word of a pattern stands for: plural, possessive, tenses and participle.
///
/// Forms are generated when the rules compile, so reading a text needs no stemmer: a form is known
/// or it is not, and no two words ever fall together by accident, as they do with Porter's stemmer
/// (`universal` and `university`). Regular spelling follows Quirk et al., A Comprehensive Grammar
/// of the English Language, 3.5–3.10 and 5.81: doubled consonants, `y` to `ie`, silent `e`.
package enum Inflection {
  /// All forms of `word`, itself first; `word` is folded: small letters and digits.
  package static func forms(of word: String) -> [String] {
    var forms: [String] = []
    var word = word
    word.withUTF8 { word in
      forEachForm(of: word) { form in
        let form = String(decoding: form, as: UTF8.self)
        if !forms.contains(form) { forms.append(form) }
      }
    }
    return forms
  }

  /// Calls `body` with each form, itself first; a form may come twice.
  @inline(__always)
  static func forEachForm(of word: Bytes, _ body: (Bytes) -> Void) {
    body(word)
    switch IrregularForms.of(WordHash(word)) {
    case .base(let forms): forms.forEach(body)
    case .derived: break
    case .regular:
      if takesEndings(word) { forEachRegularForm(of: word, body) }
    }
  }

  /// Words written in a derived form (`received`, `codes`, `nothing`) mean just that form.
  private static func takesEndings(_ word: Bytes) -> Bool {
    guard word.count >= 3, word.allSatisfy(\.isLetter) else { return false }
    let s = UInt8(ascii: "s")
    if word.count >= 6, word.hasSuffix("ing") {
      return !word.dropLast(3).contains(where: \.isVowel)
    }
    if word.count >= 5, word.hasSuffix("ed") { return word.hasSuffix("eed") }
    if word.count >= 4, word.last == s {
      let before = word[word.count - 2]
      return before == s || before == UInt8(ascii: "u") || before == UInt8(ascii: "i")
    }
    return true
  }

  @inline(__always)
  private static func forEachRegularForm(of word: Bytes, _ body: (Bytes) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: word.count + 4) { form in
      _ = form.initialize(from: word)
      let (before, last) = (word[word.count - 2], word[word.count - 1])
      func give(dropping count: Int = 0, doubling: Bool = false, _ ending: StaticString) {
        var end = word.count - count
        // What an earlier ending was written over.
        if count == 0 { form[end - 1] = last }
        if doubling {
          form[end] = last
          end += 1
        }
        for byte in UnsafeBufferPointer(start: ending.utf8Start, count: ending.utf8CodeUnitCount) {
          form[end] = byte
          end += 1
        }
        body(Bytes(rebasing: form[..<end]))
      }
      if last == UInt8(ascii: "y"), !before.isVowel {
        give(dropping: 1, "ies")
        give("s")
        give(dropping: 1, "ied")
        give("ing")
      } else if last == UInt8(ascii: "e") {
        give("s")
        give("d")
        // `see`, `agree`, `canoe` keep their `e` before `ing`.
        give(dropping: before == UInt8(ascii: "e") || before == UInt8(ascii: "o") ? 0 : 1, "ing")
      } else {
        if hisses(last, before) { give("es") }
        give("s")
        give("ed")
        give("ing")
        if doublesLast(word) {
          give(doubling: true, "ed")
          give(doubling: true, "ing")
        }
      }
    }
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
  private static func doublesLast(_ word: Bytes) -> Bool {
    let (c, v, last) = (word[word.count - 3], word[word.count - 2], word[word.count - 1])
    let isSilent =
      last == UInt8(ascii: "w") || last == UInt8(ascii: "x") || last == UInt8(ascii: "y")
    return !last.isVowel && !isSilent && v.isVowel && !c.isVowel
  }
}

extension Bytes {
  fileprivate func hasSuffix(_ suffix: StaticString) -> Bool {
    suffix.withUTF8Buffer { self.suffix($0.count).elementsEqual($0) }
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

private let loan = "concerns/bank/loan.xml"
private let words = "vocabulary/words.xml"

extension BrokenKnowledgeTests {
  private static func pattern(_ name: String, _ text: String, _ code: String) -> BrokenKnowledge {
    BrokenKnowledge(
      name, .edit(loan, "(loan | installment)", text), finds: "\(code) \(loan):4")
  }

  static let brokenPatterns = [
    pattern("a parenthesis that is not closed", "(loan | installment", "TK0201"),
    pattern("a parenthesis too many", "loan)", "TK0201"),
    pattern("alternatives without parentheses", "loan | installment", "TK0201"),
    pattern("an alternative that is empty", "(loan | )", "TK0201"),
    pattern("a quotation mark that is not closed", "\"loan", "TK0201"),
    pattern("nothing in quotation marks", "\"\" loan", "TK0201"),
    pattern("all of it may be absent", "loan? rate?", "TK0201"),
    pattern("a question mark alone", "?", "TK0201"),
    pattern("the name of no set", "@lone", "TK0202"),
    pattern("an at sign alone", "@ loan", "TK0201"),
    pattern("a gap first", "~2 loan", "TK0205"),
    pattern("a gap last", "loan ~2", "TK0205"),
    pattern("two gaps", "loan ~2 ~2 rate", "TK0205"),
    pattern("a gap too large", "loan ~13 rate", "TK0205"),
    pattern("a gap in a choice", "(loan ~2 rate | a)", "TK0205"),
    pattern("a thing that is not recognised", "#dollars", "TK0206"),
    pattern(
      "choices that multiply",
      "((a | b c) (d | e f) (g | h i) (j | k l) (m | n o) (p | q r) (s | t u) (v | w x) (y | z z) "
        + "(a | b c) (d | e f))", "TK0204"),
    pattern(
      "too deep", String(repeating: "(", count: 17) + "loan" + String(repeating: ")", count: 17),
      "TK0204"),
    pattern("too long", "loan ~12 a ~12 b ~12 c ~12 d ~12 e", "TK0208"),
    BrokenKnowledge(
      "a set that contains itself", .edit(words, "lose air", "@broken air"),
      finds: "TK0203 \(words):3"),
    BrokenKnowledge(
      "two sets of one name", .edit(words, "id=\"broken\"", "id=\"tire\""),
      finds: "TK0202 concerns/shop/flat-tire.xml:4", "TK0202 concerns/shop/flat-tire.xml:5",
      "TK0207 \(words):3"),
    BrokenKnowledge(
      "a notice spelled with a mistake", .edit("notices.xml", "l 7", "(l 7"),
      finds: "TK0201 notices.xml:5"),
    BrokenKnowledge(
      "a denial with a mistake", .edit("denials.xml", "~1", "~0"), finds: "TK0205 denials.xml:1"),
    BrokenKnowledge(
      "an audience with a mistake", .edit("audiences.xml", "(my | have a)", "@mine"),
      finds: "TK0202 audiences.xml:3"),
    BrokenKnowledge(
      "three mistakes at once", .edit(loan, "(loan | installment)", "(a"),
      .edit(loan, "#notice", "#notes"), .edit(words, "lose air", "@air"),
      finds: "TK0201 \(loan):4", "TK0202 \(words):3", "TK0206 \(loan):5"),
  ]
}

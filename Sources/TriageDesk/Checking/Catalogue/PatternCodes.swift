internal import Diagnostics

/// TK02xx: patterns and the vocabulary.
extension CodePage {
  static let patternCodes = [
    CodePage(
      "TK0201", .error, "A pattern does not follow the grammar",
      why: "It cannot be compiled, so its rule would never fire.",
      wrong: "<match>(lost | forgot password</match>",
      right: "<match>(lost | forgot) password</match>"),
    CodePage(
      "TK0202", .error, "A pattern names a set that the vocabulary does not have",
      why: "Most likely a name is misspelled, or a set was renamed and not all its uses.",
      wrong: "<match>@pasword ~3 @reset</match>",
      right: "<match>@password ~3 @reset</match>"),
    CodePage(
      "TK0203", .error, "Sets of the vocabulary contain each other",
      why: "Phrases would have no end.",
      wrong: """
        <set id="code"><phrase>@digits</phrase></set>
        <set id="digits"><phrase>@code</phrase></set>
        """,
      right: """
        <set id="code"><phrase>@digits</phrase></set>
        <set id="digits"><phrase>six digits</phrase></set>
        """),
    CodePage(
      "TK0204", .error, "A part of a pattern stands for too many phrases",
      why: """
        Choices side by side multiply. Over 2,000 phrases, or parentheses deeper than 16, are a
        mistake more often than they are meant, and would make every question slower.
        """,
      wrong: "<phrase>(a | b c)? (d | e f)? (g | h i)? … twelve of them</phrase>",
      right: "several phrases, each with few choices"),
    CodePage(
      "TK0205", .error, "A gap where none may be, or of a size that none may have",
      why: """
        A gap stands between two parts of a pattern and lets 1 to 12 words pass. Phrases of the
        vocabulary and choices have none: what they match stands side by side.
        """,
      wrong: "<match>(code ~3 arrive | code ~3 come)</match>",
      right: "<match>code ~3 (arrive | come)</match>"),
    CodePage(
      "TK0206", .error, "# stands before the name of nothing that is recognised",
      why: "Recognised are #notice #email #phone #ssn #money #date #number.",
      wrong: "<match>owe #dollars</match>",
      right: "<match>owe #money</match>"),
    CodePage(
      "TK0207", .error, "Two sets of the vocabulary have one name",
      why: "Only one of them would count, and nobody sees which.",
      wrong: """
        <set id="phone"><phrase>cell</phrase></set>
        <set id="phone"><phrase>mobile</phrase></set>
        """,
      right: "<set id=\"phone\"><phrase>(cell | mobile)</phrase></set>"),
    CodePage(
      "TK0208", .error, "A pattern can reach over more than 60 words",
      why: "The matcher looks at 64 words in one go; what reaches further could be missed.",
      wrong: "<match>code ~12 phone ~12 text ~12 mail ~12 never ~12 came</match>",
      right: "<all><match>code ~12 never ~4 came</match><match>phone</match></all>"),
  ]
}

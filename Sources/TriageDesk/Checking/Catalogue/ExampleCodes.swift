internal import Diagnostics

/// TK07xx: the tests of a knowledge base, its examples.
extension CodePage {
  static let exampleCodes = [
    CodePage(
      "TK0701", .warning, "An example of a concern is judged to be something else",
      why: """
        The rules do not do what they are for. Add what the example shows to a rule, or give the
        example to the concern where it belongs.
        """,
      wrong: "<example>the six digits never come</example>, and no rule knows “six digits”",
      right: "<match>(six | 6) digits</match>"),
    CodePage(
      "TK0702", .warning, "A counterexample is judged to be the concern it stands in",
      why: "A rule takes more than it should. Make it narrower, or add an <unless>.",
      wrong: "<match>code</match>, which takes “what is the zip code of the office” too",
      right: "<all><match>code</match><unless>zip code</unless></all>"),
  ]
}

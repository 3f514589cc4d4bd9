internal import Diagnostics

/// TK07xx to TK10xx: examples, rules, and what leads nowhere.
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
    CodePage(
      "TK0703", .warning, "An example stands twice",
      why: "In one concern it tests nothing more; in two it can be right only in one.",
      wrong: "“my code never came” is an example of idme/mfa and of idme/sign-in",
      right: "it stands in idme/mfa, and in idme/sign-in as a counterexample"),
    CodePage(
      "TK0704", .error, "A counterexample names the concern that it stands in",
      why: "A counterexample is a question that belongs elsewhere; here it says it does not.",
      wrong: "in idme/mfa: <counterexample concern=\"idme/mfa\">…",
      right: "in idme/mfa: <counterexample concern=\"idme/sign-in\">…"),
    CodePage(
      "TK0705", .note, "No example makes the rule fire",
      why: "Nobody can tell whether it matches what it should.",
      wrong: "<match>carrier pigeon</match>, and no example with one",
      right: "<example>my carrier pigeon came back without a code</example>"),
    CodePage(
      "TK0706", .note, "Without the rule every example would be judged the same",
      why: """
        Each rule is left out in turn. Where no verdict changes, the rule could be broken by the
        next edit without anybody noticing; or it is not needed.
        """,
      wrong: "two rules for “no code”, and every example fires both",
      right: "an example that only one of them recognises"),
    CodePage(
      "TK0707", .note, "A concern has fewer than eight examples or two counterexamples",
      why: "People write in more ways than that.",
      wrong: "<example>no code</example>, and no other",
      right: "eight examples in different words, and two counterexamples"),
  ]

  static let ruleCodes = [
    CodePage(
      "TK0801", .warning, "Two rules of a concern match the same texts",
      why: "The second adds half of its weight to what the first said, which nobody meant.",
      wrong: "<match>(lost | forgot) password</match> <match>(forgot | lost) password</match>",
      right: "one of them, with the weight that is meant"),
    CodePage(
      "TK0802", .note, "Whatever the rule matches, another of at least its weight matches too",
      why: """
        The rule never decides anything alone. It is proven from what both say, and the sentence
        shows both fire.
        """,
      wrong: "<match weight=\"4\">password</match> <match weight=\"3\">forgot password</match>",
      right: "<match weight=\"2\">password</match> <match weight=\"4\">forgot password</match>"),
    CodePage(
      "TK0803", .warning, "A rule can never count",
      why: "Wherever it matches, an <unless> takes it, or its whole concern, back.",
      wrong: "<all><match>zip code</match><unless>code</unless></all>",
      right: "<all><match>code</match><unless>zip code</unless></all>"),
    CodePage(
      "TK0804", .note, "One sentence speaks for two concerns nearly alike",
      why: """
        The shortest sentence that fires the rule gives two concerns confidences less than 0.1
        apart: a word more or less decides.
        """,
      wrong: "“code” fires a rule of idme/mfa and one of idme/confirmation-email",
      right: "each needs a word more: text, email"),
  ]

  /// What `triage import` says of a page.
  static let importCodes = [
    CodePage(
      "TK0901", .error, "The page has no text that an article could be made of",
      why: "The saved file is another page, or only the frame of one that a browser fills later.",
      wrong: "a page of a login form",
      right: "the page of one article, saved as “Webpage, HTML only” once it is shown"),
    CodePage(
      "TK0902", .warning, "Something on the page has no place in the draft",
      why: "It was left out. Look whether the article is whole without it.",
      wrong: "a video",
      right: "a sentence that says what the video shows"),
    CodePage(
      "TK0903", .warning, "The editor has to decide what was meant",
      why: "The page can be understood in more ways than one; a comment in the draft tells where.",
      wrong: "a link to another page of the help centre",
      right: "a link to the article that was made of that page"),
  ]

  static let tracingCodes = [
    CodePage(
      "TK1001", .warning, "No concern leads to the article",
      why: "Nobody is ever shown it, whether as an answer or by a link from one.",
      wrong: "articles/idme/mfa-old.dita, which nothing names",
      right: "<xref href=\"mfa-old.dita\"> in an article, or the file is removed"),
    CodePage(
      "TK1002", .warning, "An answer has nothing to say",
      why: "Its article has a title and neither steps nor a body.",
      wrong: "<task id=\"mfa\"><title>Codes</title></task>",
      right: "<task id=\"mfa\"><title>Codes</title><taskbody><steps>…"),
    CodePage(
      "TK1003", .warning, "An answer has no steps for one of the audiences",
      why: "A person of that audience gets a title and nothing under it.",
      wrong: "every <step> has audience=\"existing\"",
      right: "a step with audience=\"new\" too, or one without audience"),
    CodePage(
      "TK1004", .warning, "No rule speaks for the concern",
      why: "Only words can lead to it, if weights were fitted; an <unless> alone never does.",
      wrong: "<concern id=\"idme/mfa\"><title>…</title><steps …/></concern>",
      right: "<match>(code | codes) ~4 never ~2 came</match> in it"),
    CodePage(
      "TK1005", .warning, "The concern for what is unclear has no question for all cases",
      why: "When none of its particular questions fits, nothing would be asked.",
      wrong: "<clarify between=\"idme/mfa idme/sign-in\">…</clarify> alone",
      right: "<clarify><question>Is it about …?</question>…</clarify> besides"),
  ]
}

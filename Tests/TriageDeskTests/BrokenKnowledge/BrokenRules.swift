private let loan = "concerns/bank/loan.xml"
private let tire = "concerns/shop/flat-tire.xml"

extension BrokenKnowledgeTests {
  private static func rules(_ name: String, _ rules: String, _ findings: String...)
    -> BrokenKnowledge
  {
    var broken = BrokenKnowledge(
      name, .edit(loan, "<match weight=\"4\">(loan | installment)</match>", rules))
    broken.findings = findings.sorted()
    return broken
  }

  static let brokenRules = [
    BrokenKnowledge(
      "an example that lands elsewhere", .edit(loan, "When is my loan due?", "My tire is flat"),
      finds: "TK0701 \(loan):6"),
    BrokenKnowledge(
      "a counterexample that lands here",
      .edit(tire, "the loan for my tires is overdue", "a flat tyre"),
      finds: "TK0702 \(tire):8"),
    BrokenKnowledge(
      "an example twice",
      .edit(loan, "</example>", "</example><example>when is my LOAN due</example>"),
      finds: "TK0703 \(loan):6"),
    BrokenKnowledge(
      "a counterexample of its own",
      .edit(tire, "concern=\"bank/loan\"", "concern=\"shop/flat-tire\""),
      finds: "TK0704 \(tire):8"),
    BrokenKnowledge(
      "a rule that no example fires",
      .edit(tire, "<match weight=\"4\">@broken ~4 @tire</match>", ""),
      .edit(loan, "<match weight=\"4\">#notice</match>", ""),
      .edit(tire, "<unless>(car | truck)</unless>", ""),
      finds: "TK0705 concerns/else/nobody.xml:4"),
    rules(
      "a rule that changes nothing",
      "<match weight=\"4\">loan</match>\n<match weight=\"4\">(installment | due)</match>",
      "TK0705 \(loan):6", "TK0705 \(tire):5", "TK0705 \(tire):6",
      "TK0705 concerns/else/nobody.xml:4", "TK0706 \(loan):5"),
    BrokenKnowledge(
      "too few examples", .edit(loan, "<example>When is my loan due?</example>", ""),
      finds: "TK0707 \(loan):1", "TK0707 \(tire):1", "TK0707 concerns/else/nobody.xml:1",
      "TK0707 concerns/else/unclear.xml:1"),
    rules(
      "the same rule twice",
      "<match weight=\"4\">(loan | rate)</match>\n<match weight=\"3\">(rate | loan)</match>",
      "TK0801 \(loan):5"),
    rules(
      "a narrower rule", "<match weight=\"4\">loan</match>\n<match weight=\"3\">my loan</match>",
      "TK0802 \(loan):5"),
    rules(
      "a smaller gap",
      "<match weight=\"4\">loan ~3 due</match>\n<match weight=\"4\">loan ~2 due</match>",
      "TK0802 \(loan):5"),
    rules(
      "all of more parts",
      "<all weight=\"4\"><match>loan</match><match>due</match></all>\n"
        + "<all weight=\"4\"><match>due</match><match>rate</match><match>loan</match></all>",
      "TK0802 \(loan):5"),
    rules(
      "a rule that takes itself back",
      "<match weight=\"4\">loan</match>\n<all><match>zip code</match><unless>code</unless></all>",
      "TK0803 \(loan):5"),
    rules(
      "a rule in a concern that is taken back",
      "<match weight=\"4\">loan</match>\n<match>car loan</match><unless>car</unless>",
      "TK0803 \(loan):5"),
    rules(
      "two concerns for one sentence",
      "<match weight=\"4\">loan</match>\n<match weight=\"4\">inner tube ~4 flat</match>",
      "TK0804 \(loan):5"),
    BrokenKnowledge(
      "a concern that nothing recognises",
      .edit("concerns/else/nobody.xml", "<match weight=\"5\">weather</match>", ""),
      finds: "TK1004 concerns/else/nobody.xml:1"),
    BrokenKnowledge(
      "no question for all that is unclear",
      .edit(
        "concerns/else/unclear.xml", "<clarify>", "<clarify between=\"shop/flat-tire bank/loan\">"),
      finds: "TK1005 concerns/else/unclear.xml:1"),
  ]
}

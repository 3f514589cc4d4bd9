private let tire = "articles/flat-tire.dita"
private let wheel = "articles/wheel.dita"
private let loan = "articles/loan.dita"

extension BrokenKnowledgeTests {
  private static let optionalStep = "<step importance=\"optional\">"

  static let brokenArticles = [
    BrokenKnowledge("a map", .write(loan, "<map/>"), finds: "TK0401 \(loan):1"),
    BrokenKnowledge(
      "no title in an article", .edit(wheel, "<title>Take a wheel off</title>", ""),
      finds: "TK0302 \(wheel):1"),
    BrokenKnowledge(
      "a step that leads to nothing",
      .edit(tire, "<xref href=\"wheel.dita\">", "<xref href=\"weel.dita\">"),
      finds: "TK0402 \(tire):11"),
    BrokenKnowledge(
      "a related link that leads to nothing",
      .edit(tire, "<link href=\"wheel.dita\"/>", "<link href=\"weel.dita\"/>"),
      finds: "TK0402 \(tire):18"),
    BrokenKnowledge(
      "a link to an element that is not there",
      .edit(tire, "<link href=\"wheel.dita\"/>", "<link href=\"wheel.dita#wheel/nuts\"/>"),
      finds: "TK0402 \(tire):18"),
    BrokenKnowledge(
      "a link to a topic that is not there",
      .edit(tire, "<link href=\"wheel.dita\"/>", "<link href=\"wheel.dita#weel\"/>"),
      finds: "TK0402 \(tire):18"),
    BrokenKnowledge(
      "a link out of the knowledge base",
      .edit(tire, "<link href=\"wheel.dita\"/>", "<link href=\"../../wheel.dita\"/>"),
      finds: "TK0402 \(tire):18"),
    BrokenKnowledge(
      "text from elsewhere that is not there",
      .edit(tire, "<p>The tire holds air.</p>", "<p conref=\"wheel.dita#wheel/x\"/>"),
      finds: "TK0402 \(tire):16", "TK0413 \(tire):16"),
    BrokenKnowledge(
      "an id twice", .edit(tire, "<p>The tire", "<p id=\"flat-tire\">The tire"),
      finds: "TK0405 \(tire):16"),
    BrokenKnowledge(
      "steps that lead back",
      .edit(
        wheel, "<cmd>Loosen both nuts.</cmd>",
        "<cmd><xref href=\"flat-tire.dita\">Mend it</xref></cmd>"),
      finds: "TK0406 \(wheel):1"),
    BrokenKnowledge(
      "steps that lead to themselves",
      .edit(
        wheel, "<cmd>Loosen both nuts.</cmd>", "<cmd><xref href=\"wheel.dita\">Again</xref></cmd>"),
      finds: "TK0406 \(wheel):1"),
    BrokenKnowledge(
      "a day that there is not", .edit(tire, "2026-01-03", "2026-02-30"), finds: "TK0407 \(tire):5"),
    BrokenKnowledge(
      "a date in words", .edit(tire, "2026-01-03", "January 3, 2026"), finds: "TK0407 \(tire):5"),
    BrokenKnowledge(
      "a day to come", .edit(tire, "2026-01-03", "2026-11-25"), finds: "TK0408 \(tire):5"),
    BrokenKnowledge(
      "not checked for a year", .edit(tire, "2026-01-03", "2025-11-23"),
      .edit(tire, "2026-01-02", "2025-01-02"), finds: "TK0409 \(tire):5"),
    BrokenKnowledge(
      "an article without a date", .edit(loan, "<created date=\"2026-01-02\"/>", ""),
      finds: "TK0415 \(loan):3"),
    BrokenKnowledge(
      "an article without a prolog",
      .edit(
        wheel, "<prolog><critdates><created date=\"2026-01-02\"/></critdates></prolog>", ""),
      finds: "TK0415 \(wheel):1"),
    BrokenKnowledge(
      "an impossible number in the text", .edit(loan, "your number ready", "100-555-0100 ready"),
      finds: "TK0410 \(loan):4"),
    BrokenKnowledge(
      "a source without a host", .edit(tire, "https://shop.example/tires", "https://tires"),
      finds: "TK0411 \(tire):4"),
    BrokenKnowledge(
      "a link with a space",
      .edit(loan, "<p>Have", "<p><xref href=\"https://a.example/b c\">x</xref> Have"),
      finds: "TK0411 \(loan):4"),
    BrokenKnowledge(
      "a step without a command", .edit(wheel, "<cmd>Loosen both nuts.</cmd>", "<info>Nuts</info>"),
      finds: "TK0412 \(wheel):5"),
    BrokenKnowledge(
      "a command without text", .edit(wheel, "Loosen both nuts.", " "), finds: "TK0412 \(wheel):5"),
    BrokenKnowledge(
      "a table",
      .edit(
        loan, "<p>Have", "<simpletable><strow><stentry>a</stentry></strow></simpletable><p>Have"),
      finds: "TK0413 \(loan):4", "TK0413 \(loan):4", "TK0413 \(loan):4"),
    BrokenKnowledge(
      "a topic in a topic",
      .edit(loan, "</concept>", "<concept id=\"x\"><title>X</title></concept></concept>"),
      finds: "TK0413 \(loan):5"),
    BrokenKnowledge(
      "a section with an empty title",
      .edit(loan, "<p>Have", "<section><title> </title><p>a</p></section><p>Have"),
      finds: "TK0414 \(loan):4"),
    BrokenKnowledge(
      "an audience that there is not", .edit(tire, "audience=\"new\"", "audience=\"nwe\""),
      finds: "TK0403 \(tire):10"),
    BrokenKnowledge(
      "an article that nothing leads to",
      .write(
        "articles/lost.dita",
        "<task id='lost'><title>Lost</title><prolog><critdates><created date='2026-01-02'/>"
          + "</critdates></prolog></task>"),
      finds: "TK1001 articles/lost.dita:1"),
    BrokenKnowledge(
      "an article that says nothing",
      .edit(loan, "<conbody><p>Have your number ready.</p></conbody>", ""),
      finds: "TK1002 concerns/bank/loan.xml:3"),
    BrokenKnowledge(
      "no steps for one audience",
      .edit(tire, "<step><cmd><xref", "<step audience=\"existing\"><cmd><xref"),
      .edit(tire, optionalStep, "<step audience=\"existing\">"),
      .edit(tire, "<step audience=\"new\">", "<step audience=\"existing\" id=\"x\">"),
      finds: "TK1003 concerns/shop/flat-tire.xml:3"),
  ]

  /// What only the schemas see, with libxml2.
  static let brokenSchemas = [
    BrokenKnowledge(
      "rules after examples", .schema("concerns/bank/loan.xml", "concern.rng"),
      .edit("concerns/bank/loan.xml", "</concern>", "<match>rate</match></concern>"),
      finds: "TK0110 concerns/bank/loan.xml:7"),
    BrokenKnowledge(
      "a choice without channels", .schema("concerns/bank/loan.xml", "concern.rng"),
      .edit("concerns/bank/loan.xml", "<channel ref=\"bank-phone\"/>", ""),
      finds: "TK0110 concerns/bank/loan.xml:3"),
    BrokenKnowledge(
      "capitals in an id", .schema("vocabulary/words.xml", "vocabulary.rng"),
      .edit(
        "vocabulary/words.xml", "</vocabulary>",
        "<set id=\"Rim\"><phrase>rim</phrase></set></vocabulary>"),
      finds: "TK0110 vocabulary/words.xml:4"),
    BrokenKnowledge(
      "what reader and schema both see is told once",
      .schema("concerns/bank/loan.xml", "concern.rng"),
      .edit("concerns/bank/loan.xml", "\"4\">#notice", "\"99\">#notice"),
      finds: "TK0305 concerns/bank/loan.xml:5"),
    BrokenKnowledge(
      "the schema of something else", .schema("denials.xml", "vocabulary.rng"),
      finds: "TK0110 denials.xml:1"),
    BrokenKnowledge(
      "a schema that is not there", .schema("denials.xml", "denial.rng"),
      finds: "TK0402 denials.xml:1"),
    BrokenKnowledge(
      "a schema that reaches out", .schema("denials.xml", "denials.rng"),
      .edit("schema/denials.rng", "\"patterns.rng\"", "\"http://127.0.0.1:9/patterns.rng\""),
      finds: "TK0111 schema/denials.rng:6"),
    BrokenKnowledge(
      "a schema that includes itself", .schema("denials.xml", "denials.rng"),
      .edit("schema/denials.rng", "\"patterns.rng\"", "\"denials.rng\""),
      finds: "TK0111 schema/denials.rng:1"),
    BrokenKnowledge(
      "a schema that is none", .schema("denials.xml", "denials.rng"),
      .edit("schema/denials.rng", "<ref name=\"pattern\"/>", "<ref name=\"nothing\"/>"),
      finds: "TK0111 schema/denials.rng:1"),
    BrokenKnowledge(
      "a schema that is not well-formed", .schema("denials.xml", "denials.rng"),
      .edit("schema/denials.rng", "</grammar>", ""), finds: "TK0101 schema/denials.rng:21"),
  ]
}

private let loan = "concerns/bank/loan.xml"
private let tire = "concerns/shop/flat-tire.xml"

extension BrokenKnowledgeTests {
  /// Elements, attributes and values that the reader does not take.
  static let brokenConcerns = [
    BrokenKnowledge(
      "an element that there is not", .edit(loan, "<example>", "<sample>a</sample><example>"),
      finds: "TK0301 \(loan):6"),
    BrokenKnowledge(
      "two titles", .edit(loan, "<referral", "<title>Again</title><referral"),
      finds: "TK0301 \(loan):3"),
    BrokenKnowledge(
      "two answers", .edit(loan, "<match weight=\"4\">#notice", "<none>No</none><match>#notice"),
      finds: "TK0301 \(loan):5"),
    BrokenKnowledge("another root", .write(loan, "<concerns/>"), finds: "TK0301 \(loan):1"),
    BrokenKnowledge(
      "no title", .edit(loan, "<title>The loan for a bicycle</title>", ""),
      finds: "TK0302 \(loan):1"),
    BrokenKnowledge(
      "no answer",
      .edit(
        loan,
        "<referral article=\"../../articles/loan.dita\"><channel ref=\"bank-phone\"/></referral>",
        ""), finds: "TK0302 \(loan):1"),
    BrokenKnowledge(
      "nothing but unless",
      .edit(loan, "<match weight=\"4\">#notice</match>", "<all><unless>a</unless></all>"),
      finds: "TK0302 \(loan):5"),
    BrokenKnowledge(
      "an attribute that there is not", .edit(loan, "weight=\"4\">#notice", "wieght=\"4\">#notice"),
      finds: "TK0303 \(loan):5"),
    BrokenKnowledge(
      "a rule inside with a weight",
      .edit(
        loan, "<match weight=\"4\">#notice</match>", "<all><match weight=\"4\">a</match></all>"),
      finds: "TK0303 \(loan):5"),
    BrokenKnowledge(
      "no id", .edit(loan, " id=\"bank/loan\"", ""), finds: "TK0304 \(loan):1"),
    BrokenKnowledge(
      "an answer without an article", .edit(tire, " article=\"../../articles/flat-tire.dita\"", ""),
      finds: "TK0304 \(tire):3"),
    BrokenKnowledge(
      "a counterexample of no concern", .edit(tire, " concern=\"bank/loan\"", ""),
      finds: "TK0304 \(tire):8"),
    BrokenKnowledge(
      "a weight that is no number", .edit(loan, "\"4\">#notice", "\"strong\">#notice"),
      finds: "TK0305 \(loan):5"),
    BrokenKnowledge(
      "a weight too large", .edit(loan, "\"4\">#notice", "\"99\">#notice"),
      finds: "TK0305 \(loan):5"),
    BrokenKnowledge(
      "an empty title", .edit(loan, "The loan for a bicycle", " "), finds: "TK0305 \(loan):2"),
    BrokenKnowledge(
      "an empty pattern", .edit(loan, "#notice", ""), finds: "TK0201 \(loan):5",
      "TK0305 \(loan):5"),
    BrokenKnowledge(
      "text between elements", .edit(loan, "</referral>", "</referral>see below"),
      finds: "TK0305 \(loan):3"),
    BrokenKnowledge(
      "a concern in the wrong file", .edit(loan, "id=\"bank/loan\"", "id=\"bank/lone\""),
      finds: "TK0305 \(loan):1"),
    BrokenKnowledge(
      "a threshold over one", .edit("desks.xml", "also=\"0.5\"", "also=\"1.5\""),
      finds: "TK0305 desks.xml:2"),
    BrokenKnowledge(
      "a kind of channel that there is not", .edit("desks.xml", "kind=\"phone\"", "kind=\"fax\""),
      finds: "TK0305 desks.xml:7", "TK0403 \(loan):3"),
    BrokenKnowledge(
      "a number of digits that is none", .edit("notices.xml", "2-3", "3-2"),
      finds: "TK0305 notices.xml:2"),
    BrokenKnowledge(
      "a denial of nothing", .edit("denials.xml", "'after'", "'all'"), finds: "TK0305 denials.xml:1"
    ),
    BrokenKnowledge(
      "thresholds in the wrong order", .edit("desks.xml", "decided=\"0.6\"", "decided=\"0.1\""),
      finds: "TK0306 desks.xml:2"),
    BrokenKnowledge(
      "a phone line without a number", .edit("desks.xml", " phone=\"555-555-0100\"", ""),
      finds: "TK0307 desks.xml:7"),
    BrokenKnowledge(
      "a number that nobody has", .edit("desks.xml", "555-555-0100", "155-555-0100"),
      finds: "TK0410 desks.xml:7"),
    BrokenKnowledge(
      "a number of an emergency", .edit("desks.xml", "555-555-0100", "555-911-0100"),
      finds: "TK0410 desks.xml:7"),
    BrokenKnowledge(
      "a number in another form", .edit("desks.xml", "555-555-0100", "(555) 555-0100"),
      finds: "TK0410 desks.xml:7"),
    BrokenKnowledge(
      "a page without a scheme", .edit("notices.xml", "https://bank.example/l7", "bank.example/l7"),
      finds: "TK0411 notices.xml:3"),
  ]

  /// Names that lead to nothing, or to two things.
  static let brokenNames = [
    BrokenKnowledge(
      "an article that is not there", .edit(loan, "loan.dita", "lone.dita"),
      finds: "TK0403 \(loan):3"),
    BrokenKnowledge(
      "an article outside", .edit(loan, "../../articles/loan.dita", "../../../loan.dita"),
      finds: "TK0305 \(loan):3"),
    BrokenKnowledge(
      "a channel that is not there", .edit(loan, "bank-phone", "bank-fone"),
      finds: "TK0403 \(loan):3"),
    BrokenKnowledge(
      "an audience that is not there",
      .edit(loan, "id=\"bank/loan\"", "id=\"bank/loan\" audience=\"nobody\""),
      finds: "TK0403 \(loan):1"),
    BrokenKnowledge(
      "a desk that is not there", .edit("desks.xml", "<desk id=\"bank\">", "<desk id=\"bnk\">"),
      finds: "TK0403 \(loan):1", "TK0403 desks.xml:3"),
    BrokenKnowledge(
      "an unclear concern that is not there", .edit("desks.xml", "else/unclear", "else/unclea"),
      finds: "TK0403 desks.xml:2"),
    BrokenKnowledge(
      "a notice of no concern",
      .edit("notices.xml", "\"L7\" concern=\"bank/loan\"", "\"L7\" concern=\"x/y\""),
      finds: "TK0403 notices.xml:3"),
    BrokenKnowledge(
      "a series of no concern",
      .edit("notices.xml", "<series concern=\"bank/loan\"", "<series concern=\"x/y\""),
      finds: "TK0403 notices.xml:2"),
    BrokenKnowledge(
      "a choice that leads nowhere",
      .edit("concerns/else/unclear.xml", "concern=\"bank/loan\"", "concern=\"bank/lone\""),
      finds: "TK0403 concerns/else/unclear.xml:3"),
    BrokenKnowledge(
      "a counterexample that leads nowhere",
      .edit(tire, "concern=\"bank/loan\"", "concern=\"bank/l\""),
      finds: "TK0403 \(tire):8"),
    BrokenKnowledge(
      "two desks of one name", .edit("desks.xml", "<desk id=\"else\">", "<desk id=\"bank\">"),
      finds: "TK0403 concerns/else/nobody.xml:1", "TK0403 concerns/else/unclear.xml:1",
      "TK0404 desks.xml:9"),
    BrokenKnowledge(
      "two channels of one name",
      .edit(
        "desks.xml", "</channel>",
        "</channel><channel id=\"bank-phone\" kind=\"mail\">Write.</channel>"),
      finds: "TK0404 desks.xml:7"),
    BrokenKnowledge(
      "two audiences of one name", .edit("audiences.xml", "id=\"new\"", "id=\"existing\""),
      finds: "TK0403 articles/flat-tire.dita:10", "TK0404 audiences.xml:4"),
    BrokenKnowledge(
      "two notices of one number",
      .edit(
        "notices.xml", "</notices>",
        "<notice number='L7' concern='bank/loan' page='https://bank.example'><title>T</title>"
          + "<spelling>letter 7</spelling></notice></notices>"), finds: "TK0404 notices.xml:7"),
    BrokenKnowledge(
      "a concern twice",
      .write(
        "concerns/more/bank/loan.xml",
        "<concern id='bank/loan'><title>L</title><none>n</none><match>rate</match></concern>"),
      finds: "TK0404 concerns/more/bank/loan.xml:1"),
  ]
}

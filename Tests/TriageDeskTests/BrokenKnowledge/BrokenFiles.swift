private let loan = "concerns/bank/loan.xml"
private let gigabyte = 1 << 30

extension BrokenKnowledgeTests {
  /// Files that are missing, too many, or no files.
  static let brokenFiles = [
    BrokenKnowledge("no desks", .remove("desks.xml"), finds: "TK0001 desks.xml:1"),
    BrokenKnowledge(
      "no concerns", .remove("concerns"), finds: "TK0001 concerns:1", "TK0403 desks.xml:2",
      "TK0403 desks.xml:2", "TK0403 notices.xml:2", "TK0403 notices.xml:3"),
    BrokenKnowledge(
      "a concern by another ending", .write("concerns/bank/rate.XML", "<concern/>"),
      finds: "TK0002 concerns/bank/rate.XML:1"),
    BrokenKnowledge(
      "an article by another ending", .write("articles/rate.xml", "<task/>"),
      finds: "TK0002 articles/rate.xml:1"),
    BrokenKnowledge(
      "words in another format", .write("vocabulary/more.json", "{}"),
      finds: "TK0002 vocabulary/more.json:1"),
    BrokenKnowledge(
      "a folder in itself", .link("concerns/bank/all", to: ".."),
      finds: "TK0003 concerns/bank/all:1"),
    BrokenKnowledge(
      "articles in themselves", .link("articles/more", to: "."), finds: "TK0003 articles/more:1"),
    BrokenKnowledge(
      "a link to itself", .link("concerns/bank/loop.xml", to: "loop.xml"),
      finds: "TK0001 concerns/bank/loop.xml:1"),
    BrokenKnowledge(
      "a link to nothing", .link("articles/gone.dita", to: "nowhere.dita"),
      finds: "TK0001 articles/gone.dita:1"),
    BrokenKnowledge(
      "words that cannot be read", .remove("vocabulary/words.xml"),
      .link("vocabulary/words.xml", to: "nowhere.xml"), finds: "TK0001 vocabulary/words.xml:1"),
    BrokenKnowledge(
      "UTF-16 without its mark", .bytes(loan, Array("<concern/>".utf8).flatMap { [$0, 0] }),
      finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "a folder called like a file", .write("concerns/bank/rate.xml/x.txt", ""),
      finds: "TK0002 concerns/bank/rate.xml/x.txt:1"),
    BrokenKnowledge(
      "a folder in the place of the desks", .remove("desks.xml"), .write("desks.xml/a", ""),
      finds: "TK0001 desks.xml:1"),
    BrokenKnowledge(
      "a pipe in the place of a concern", .remove(loan), .pipe(loan), finds: "TK0001 \(loan):1"),
    BrokenKnowledge(
      "a concern of a gigabyte", .sparse(loan, gigabyte), finds: "TK0103 \(loan):1"),
    BrokenKnowledge(
      "an article of a gigabyte", .sparse("articles/loan.dita", gigabyte),
      finds: "TK0103 articles/loan.dita:1"),
    BrokenKnowledge(
      "weights of a gigabyte", .sparse("weights.tsv", gigabyte), finds: "TK0103 weights.tsv:1"),
    BrokenKnowledge(
      "weights that are none", .write("weights.tsv", "temperature\t1\nword\tloan\tmany\n"),
      finds: "TK0501 weights.tsv:2"),
    BrokenKnowledge(
      "a question that is none", .write("questions/a.jsonl", "{}\n{\n"),
      finds: "TK0601 questions/a.jsonl:1", "TK0601 questions/a.jsonl:2"),
    BrokenKnowledge(
      "a question of no concern",
      .write("questions/a.jsonl", #"{"text":"x","label":"bank/lone"}"#),
      finds: "TK0602 questions/a.jsonl:1"),
    BrokenKnowledge(
      "names with spaces and letters of all kinds",
      .write("concerns/bank/zins und tilgung é.xml", "<concern"),
      finds: "TK0101 concerns/bank/zins und tilgung é.xml:1"),
  ]

  /// What is no XML, or XML that reaches out.
  static let brokenXML = [
    BrokenKnowledge("an empty concern", .write(loan, ""), finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "binary data", .bytes(loan, (0..<2_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
      finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "a tag that is not closed", .edit(loan, "</title>", ""), finds: "TK0101 \(loan):7"),
    BrokenKnowledge(
      "a lone ampersand", .edit(loan, "The loan for", "Loan & rate for"), finds: "TK0101 \(loan):2"),
    BrokenKnowledge(
      "an attribute without quotes", .edit(loan, "ref=\"bank-phone\"", "ref=bank-phone"),
      finds: "TK0101 \(loan):3"),
    BrokenKnowledge(
      "an attribute twice", .edit(loan, "id=\"bank/loan\"", "id=\"bank/loan\" id=\"bank/loan\""),
      finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "two roots", .edit(loan, "</concern>", "</concern><concern/>"), finds: "TK0101 \(loan):7"),
    BrokenKnowledge(
      "Latin-1 that says it is UTF-8",
      .bytes(loan, Array("<concern id='bank/loan'><title>".utf8) + [0xE9] + Array("</title>".utf8)),
      finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "an encoding that there is not",
      .write(loan, "<?xml version='1.0' encoding='UTF-9'?><concern/>"), finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "an entity that is used", .edit(loan, "The loan", "The&nbsp;loan"), finds: "TK0102 \(loan):2"),
    BrokenKnowledge(
      "an entity that reads a file",
      .edit(
        loan, "<concern ", "<!DOCTYPE concern [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><concern "),
      finds: "TK0102 \(loan):1"),
    BrokenKnowledge(
      "elements without end", .write(loan, String(repeating: "<a>", count: 2_000)),
      finds: "TK0101 \(loan):1"),
    BrokenKnowledge(
      "a broken article", .edit("articles/wheel.dita", "</task>", ""),
      finds: "TK0101 articles/wheel.dita:7"),
    BrokenKnowledge(
      "a broken vocabulary",
      .edit("vocabulary/words.xml", "<set id=\"broken\">", "<set id=\"broken>"),
      finds: "TK0101 vocabulary/words.xml:3", "TK0101 vocabulary/words.xml:4"),
  ]
}

import Diagnostics
import Testing
import TriageDesk
import TriageTestSupport

@Suite struct DatasetReaderTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func read(_ text: String, as name: String) throws -> (
    questions: [LabelledQuestion], findings: [String]
  ) {
    try folder.write(text, to: name)
    var sink = DiagnosticSink()
    let questions = try DatasetReader.read(folder.path + "/" + name, into: &sink)
    let findings = sink.sorted().map {
      "\($0.range.file.dropFirst(folder.path.count + 1)):\($0.range.start.line): \($0.message)"
    }
    return (questions, findings)
  }

  private static let formats = [
    (
      "a.jsonl",
      #"{"id": "1", "text": "a \"b\", c", "label": "x/y", "also": ["x/z", "u/v"], "notice": "L7"}"#
        + "\n\n" + #"{"text": "ü", "label": "u/v", "accept": ["x/y"], "notice": null}"# + "\n"
    ),
    (
      "a.csv",
      "\u{FEFF}Label,TEXT,also,accept,notice,id,channel\r\nx/y,\"a \"\"b\"\", c\",x/z u/v,,L7,1,chat\r\n"
        + "u/v,ü,,x/y,,,\r\n"
    ),
    (
      "b.csv",
      "label;text;also;accept;notice;id\nx/y;\"a \"\"b\"\", c\";x/z,u/v;;L7;1\nu/v;ü;;x/y;;\n"
    ),
    (
      "a.tsv",
      "label\ttext\talso\taccept\tnotice\tid\nx/y\ta \"b\", c\tx/z|u/v\t\tL7\t1\nu/v\tü\t\tx/y\t\t"
    ),
    (
      "a.txt",
      "text\tlabel\talso\taccept\tnotice\tid\n\na \"b\", c\tx/y\tx/z; u/v\t\tL7\t1\nü\tu/v\t\tx/y\t\t"
    ),
  ]

  @Test(arguments: formats)
  func allFormatsSayTheSame(_ name: String, _ text: String) throws {
    let (questions, findings) = try read(text, as: name)
    #expect(findings == [])
    #expect(questions.map(\.text) == ["a \"b\", c", "ü"])
    #expect(questions.map(\.label) == ["x/y", "u/v"])
    #expect(questions.map(\.also) == [["x/z", "u/v"], []])
    #expect(questions.map(\.accept) == [[], ["x/y"]])
    #expect(questions.map(\.notice) == ["L7", nil])
    #expect(questions.map(\.saysNotice) == [true, true])
    #expect(questions.map(\.audience) == [nil, nil])
    #expect(questions.map(\.id) == ["1", ""])
  }

  @Test func aQuestionKnowsItsLine() throws {
    let (questions, _) = try read("text,label\n\"a\nb\",x/y\nc,x/y\n", as: "a.csv")
    #expect(questions.map { $0.place?.line } == [2, 4])
    #expect(questions.first?.place?.file == folder.path + "/a.csv")
    #expect(questions.map(\.saysNotice) == [false, false])
  }

  @Test(arguments: [
    ("a.csv", "text,labels\na,x/y\n", "a.csv:1: the header has no column “label”"),
    ("a.csv", "a,b\n", "a.csv:1: the header has no column “text”"),
    ("a.csv", "text,label\n\na,b,c\n", "a.csv:3: this row has 3 fields, the header 2"),
    ("a.csv", "text,label\na,\n", "a.csv:2: this row has no label"),
    (
      "a.csv", "text,label\n\"a,x/y\n",
      "a.csv:2: a quote in this row never closes, or it is longer than 4 MiB"
    ),
    (
      "a.jsonl", "\n{\"text\": 1}\n",
      "a.jsonl:2: this line is no labelled question: “text” is of another kind"
    ),
    (
      "a.jsonl", "{\"text\": \"a\"}",
      "a.jsonl:1: this line is no labelled question: “label” is missing"
    ),
    (
      "a.jsonl", #"{"text": "a", "label": "x/y", "also": "u/v"}"#,
      "a.jsonl:1: this line is no labelled question: “also” is of another kind"
    ),
    ("a.jsonl", "text,label", "a.jsonl:1: this line is no labelled question: it is not JSON"),
    ("a.jsonl", "[1]", "a.jsonl:1: this line is no labelled question: it is no JSON object"),
  ])
  func mistakesAreToldWithTheirPlace(_ name: String, _ text: String, _ wanted: String) throws {
    #expect(try read(text, as: name).findings == [wanted])
  }

  @Test func oneBadRowLosesNoOther() throws {
    let (questions, findings) = try read(
      "text,label\na,x/y\nb\nc,x/y\n\"d,x/y\ne,x/y\n", as: "a.csv")
    #expect(questions.map(\.text) == ["a", "c", "e"])
    #expect(findings.count == 2)
  }

  @Test func aFolderIsReadInOrderOfTheNames() throws {
    try folder.write("text,label\nb,x/y\n", to: "set/b.csv")
    try folder.write(#"{"text": "a", "label": "x/y"}"#, to: "set/a.jsonl")
    try folder.write("text\tlabel\nc\tx/y\n", to: "set/c/c.TSV")
    try folder.write("what this is", to: "set/README.md")
    var sink = DiagnosticSink()
    let questions = try DatasetReader.read(folder.path + "/set", into: &sink)
    #expect(questions.map(\.text) == ["a", "b", "c"])
    #expect(sink.diagnostics == [])
  }
}

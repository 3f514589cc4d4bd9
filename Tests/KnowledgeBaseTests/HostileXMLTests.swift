import Diagnostics
import Testing
import TriageTestSupport
import XMLReading

/// XML that tries to reach outside, to blow up or to go deep.
@Suite struct HostileXMLTests {
  private func read(_ text: String) -> (XMLDocument?, [Diagnostic]) {
    var sink = DiagnosticSink()
    let document = Array(text.utf8).withUnsafeBytes {
      XMLTreeReader.read($0, file: "a.xml", into: &sink)
    }
    return (document, sink.diagnostics)
  }

  @Test func anExternalEntityIsRefusedAndNotRead() throws {
    let folder = try TemporaryFolder()
    try folder.write("SECRET", to: "secret.txt")
    let (document, findings) = read(
      "<!DOCTYPE a [<!ENTITY x SYSTEM \"file://\(folder.path)/secret.txt\">]><a>&x;</a>")
    #expect(findings.contains { $0.code == .entityRefused })
    #expect(document?.root.text.contains("SECRET") != true)
  }

  @Test func anEntityBombIsRefusedAtItsFirstDeclaration() {
    var text = "<!DOCTYPE a [<!ENTITY x0 \"lol\">"
    for index in 1...30 {
      text += "<!ENTITY x\(index) \"&x\(index - 1);&x\(index - 1);&x\(index - 1);\">"
    }
    let (_, findings) = read(text + "]><a>&x30;</a>")
    #expect(findings.filter { $0.code == .entityRefused }.count == 1)
  }

  @Test func deepNestingEnds() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(read(deep).1.contains { $0.code == .malformedXML })
  }

  @Test func aDTDIsNotFetched() {
    let (document, findings) = read(
      "<!DOCTYPE a PUBLIC \"-//X//DTD\" \"file:///nowhere/a.dtd\"><a>text</a>")
    #expect(findings == [])
    #expect(document?.root.text == "text")
    #expect(document?.publicID == "-//X//DTD")
  }

  @Test(arguments: [
    ("<a><b></a>", 1), ("<a>\n<b x=1/></a>", 2), ("<a>\n\n&nope;</a>", 3), ("plain", 1),
    ("<a>\u{0}</a>", 1),
  ])
  func mistakesHaveTheirLine(_ text: String, _ line: Int) {
    let findings = read(text).1
    #expect(findings.first?.range.start.line == line, "\(findings)")
  }

  @Test func placesCountScalarsFromOne() {
    let (document, _) = read("<a>\n  <é><b/>é<c/></é>\n</a>")
    let inner = document?.root.elements.first { _ in true }
    #expect(inner?.range.start == SourcePosition(line: 2, column: 3))
    let places = inner?.elements.map(\.range.start.column)
    #expect(places == [6, 11])
  }

  @Test func anAmpersandInAnAttributeIsOne() {
    let (document, findings) = read("<a b='x?y=1&amp;z=&#38;&lt;&quot;'/>")
    #expect(findings == [])
    #expect(document?.root["b"] == "x?y=1&z=&<\"")
  }
}

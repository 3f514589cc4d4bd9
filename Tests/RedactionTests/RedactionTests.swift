import Redaction
import Testing
import TriageTestSupport

@Suite struct RedactionTests {
  private let redaction = Redaction(keeping: ["800-829-1040"])

  @Test(arguments: [
    ("my ssn is 900-12-3456.", "my ssn is [SSN]."),
    ("call (202) 555-0147 now", "call [PHONE] now"), ("(call 202-555-0147)", "(call [PHONE])"),
    ("+1 (202) 555-0147", "[PHONE]"),
    ("800-829-1040, 1 (800) 829-1040", "800-829-1040, 1 (800) 829-1040"),
    ("<a.b@example.com>", "<[EMAIL]>"), ("900-12-3456 202-555-0147", "[SSN] [PHONE]"),
    ("form 1040, $900.55, CP2000", "form 1040, $900.55, CP2000"),
    ("IP PIN 123456, code 123456", "IP PIN [IP PIN], code 123456"), ("", ""), ("@", "@"),
  ])
  func labelsTakeThePlace(_ text: String, _ wanted: String) {
    #expect(redaction.redacted(text) == wanted)
  }

  /// Its word may stand outside the part that is shown.
  @Test func aPartIsRedactedByTheWholeText() {
    let text = Array("SSN is 900123456, thanks".utf8)
    let redacted = RedactedText(text, redaction)
    #expect(redacted[4..<24] == "is [SSN], thanks")
    #expect(redacted[10..<18] == "[SSN], ")
    #expect(redacted[0..<9] == "SSN is [SSN]")
  }

  /// Whatever is read, findings are in order, apart and inside, and what was redacted stays so.
  @Test(arguments: 0..<200)
  func anythingCanBeRedacted(_ seed: Int) {
    var random = SplitMix64(seed: seed)
    let parts = [
      "9", "0", "12", "900", "4111", "-", " ", ".", "@", "(", ")", "+", "ssn", "card", "born",
      "pin",
      "account", "a.com", "\u{2011}", "$", ",", "march", "/", "\n", "é", "1980", "800-829-1040",
    ]
    let text = (0..<60).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
    var bytes = Array(text.utf8)
    if seed % 4 == 0 { bytes = bytes.map { $0 ^ UInt8(random.next() % 3) << 7 } }
    var end = 0
    for found in redaction.personalData(in: bytes) {
      #expect(found.bytes.lowerBound >= end && !found.bytes.isEmpty)
      end = found.bytes.upperBound
    }
    #expect(end <= bytes.count)
  }
}

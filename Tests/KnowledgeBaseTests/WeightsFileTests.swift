import Diagnostics
import KnowledgeBase
import Testing
import TriageEngine

@Suite struct WeightsFileTests {
  static let good = """
    # For the reader.
    temperature\t0.7
    scale\t1.25
    bias\tshop/loan\t-1.5
    rule\tshop/loan/7f3a\t-.04
    audience\tnew\tshop/loan\t1.75
    concerns\tshop/loan\tshop/other
    word\tbike\t12\t0=1.2\t1=-0.7
    word\tmy bike\t7\t1=-12.25\t0=3

    """

  @Test(arguments: ["", "\n", "\n\n# The end"])
  func everyNumberIsRead(end: String) {
    var sink = DiagnosticSink()
    let weights = WeightsFile.read(
      Array((Self.good.dropLast() + end).utf8), file: "weights.tsv", into: &sink)
    #expect(sink.diagnostics.isEmpty)
    #expect(weights.temperature == 0.7)
    #expect(weights.ruleScale == 1.25)
    #expect(weights.biases == ["shop/loan": -1.5])
    #expect(weights.rules == ["shop/loan/7f3a": -0.04])
    #expect(weights.audiences.asking == ["new": ["shop/loan": 1.75]])
    #expect(weights.targets == ["shop/loan", "shop/other"])
    #expect(weights.words.indices.map { weights.words.word($0) } == ["bike", "my bike"])
    #expect(weights.words.indices.map { weights.words.count($0) } == [12, 7])
    #expect(
      weights.words.indices.map { weights.words.scores($0).map { [$0.target, $0.weight] } }
        == [[[0, 1_200], [1, -700]], [[1, -12_250], [0, 3_000]]])
  }

  @Test(arguments: [
    "nonsense", "scale", "scale\t0", "temperature\t-1", "temperature\t0.004",
    "bias\tshop/loan\tmuch",
    "rule\tshop/loan/7f3a\t1.2345", "rule\tshop/loan/7f3a\t1\t2", "audience\tnew\t1",
    "audience\tnew\tshop/loan\t1\t2",
    "word\t\t3", "word\tbike",
    "word\tbike\tmany", "word\tbike\t-3", "word\tbike\t3\t0", "word\tbike\t3\t0=",
    "word\tbike\t3\t0=1.2x", "word\tbike\t3\t0=1=2", "word\tbike\t3\t2=1",
    "word\tbike\t3\t0=12345678901", "word\tbike\t3\t 0=1", "word\tbike\t3\t0=1\r",
  ])
  func aLineThatIsNoneIsNamed(line: String) {
    var sink = DiagnosticSink()
    _ = WeightsFile.read(
      Array((Self.good + line + "\n").utf8), file: "weights.tsv", into: &sink)
    #expect(sink.diagnostics.map(\.code) == [.badWeight])
    #expect(sink.diagnostics.map(\.range.start.line) == [10])
  }
}

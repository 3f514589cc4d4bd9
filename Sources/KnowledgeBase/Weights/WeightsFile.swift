package import Diagnostics
package import TriageEngine

extension DiagnosticCode {
  /// A line of the weights that cannot be read.
  package static let badWeight = DiagnosticCode("TK0501")
}

/// Reads and writes `weights.tsv`: what was fitted from labelled questions, one value a line.
///
///     temperature  1.05
///     scale        1.4                          what editors' weights are multiplied with
///     bias         idme/mfa      -1.2
///     rule         idme/mfa/7f3a  -0.4          what is added to a rule's scaled weight
///     also         irs/transcript -1.3          how readily it is asked about besides another concern
///     besides      idme/mfa      0.5            … and another one besides it
///     also-scale   0.6                          what rules of a further concern are multiplied with
///     audience     existing      idme/mfa  1.2  what is added to how readily it asks about a concern
///     concerns     idme/about     idme/mfa  …   what the numbers in words stand for, from 0; audiences too
///     word         transcript     412  18=2.1  17=-0.4
///     word         my transcript  98   18=0.6
///
/// Fields are separated by tabs; weights are natural-log odds; lines that begin with `#` are for
/// the reader.
package enum WeightsFile {
  package static func read(_ bytes: [UInt8], file: String, into sink: inout DiagnosticSink)
    -> Weights
  {
    // With a line end after the last line too, nothing needs to look for the end of the file.
    let ended = bytes.last == UInt8(ascii: "\n") ? bytes : bytes + [UInt8(ascii: "\n")]
    return ended.withUnsafeBufferPointer { bytes in
      var parser = WeightsParser(bytes)
      if let line = parser.readLines() {
        let start = SourcePosition(line: line, column: 1)
        sink.error(
          .badWeight, "this line is no weight; the rest of the file is not read",
          at: SourceRange(file: file, start: start, end: start),
          hint: "write the file anew with triage fit")
      }
      return parser.weights
    }
  }

  /// The text of the file, in the order in which weights are kept: the same weights give the same
  /// bytes.
  package static func text(_ weights: Weights) -> String {
    var text = """
      # How much each rule and word says for each concern, in natural-log odds.
      # Written by `triage fit` from labelled questions; see there. A rule counts with the weight that
      # its editor gave it, times the scale, and what is added here.
      temperature\t\(decimal(weights.temperature))
      scale\t\(decimal(weights.ruleScale))

      """
    text += lines("bias", weights.biases) + lines("rule", weights.rules)
    text += "also-scale\t\(decimal(weights.further.scale))\n"
    text += lines("also", weights.further.also) + lines("besides", weights.further.besides)
    for (audience, asking) in weights.audiences.asking.sorted(by: { $0.key < $1.key }) {
      text += lines("audience\t" + audience, asking)
    }
    text += "concerns\t" + weights.targets.joined(separator: "\t") + "\n"
    for row in weights.words.indices {
      text += "word\t\(weights.words.word(row))\t\(weights.words.count(row))"
      for score in weights.words.scores(row) {
        text += "\t\(score.target)=\(tenths(score.weight))"
      }
      text += "\n"
    }
    return text
  }

  /// A line for each value, in the order of their ids.
  private static func lines(_ name: String, _ values: [String: Double]) -> String {
    values.sorted { $0.key < $1.key }.map { "\(name)\t\($0.key)\t\(decimal($0.value))\n" }.joined()
  }

  /// What a word says, in thousandths, with one decimal: a word is one of many.
  private static func tenths(_ weight: Int32) -> String {
    let tenths = (weight.magnitude + 50) / 100
    let decimal = tenths % 10 == 0 ? "" : ".\(tenths % 10)"
    return "\(weight < 0 ? "-" : "")\(tenths / 10)\(decimal)"
  }

  /// With two decimals, which is finer than any fit is certain.
  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let fraction = hundredths.magnitude % 100
    return "\(sign)\(hundredths.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}

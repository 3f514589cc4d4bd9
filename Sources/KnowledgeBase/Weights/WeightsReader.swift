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
///     rule         idme/mfa/7f3a  2.4
///     word         transcript     412  irs/transcript 2.1  irs/refund -0.4
///
/// Fields are separated by tabs; weights are natural-log odds; lines that begin with `#` are for
/// the reader.
package enum WeightsFile {
  package static func read(_ bytes: [UInt8], file: String, into sink: inout DiagnosticSink)
    -> Weights
  {
    var weights = Weights()
    var line = 0
    for bytes in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      line += 1
      guard let first = bytes.first, first != UInt8(ascii: "#") else { continue }
      let fields = bytes.split(separator: UInt8(ascii: "\t")).map {
        String(decoding: $0, as: UTF8.self)
      }
      if !read(fields, into: &weights) {
        let start = SourcePosition(line: line, column: 1)
        sink.error(
          .badWeight, "this line is no weight",
          at: SourceRange(file: file, start: start, end: start),
          hint: "write the file anew with triage fit")
      }
    }
    return weights
  }

  private static func read(_ fields: [String], into weights: inout Weights) -> Bool {
    guard fields.count >= 2 else { return false }
    switch (fields[0], fields.count) {
    case ("temperature", 2):
      guard let value = Double(fields[1]), value > 0 else { return false }
      weights.temperature = value
    case ("scale", 2):
      guard let value = Double(fields[1]), value > 0 else { return false }
      weights.ruleScale = value
    case ("bias", 3):
      guard let value = Double(fields[2]) else { return false }
      weights.biases[fields[1]] = value
    case ("rule", 3):
      guard let value = Double(fields[2]) else { return false }
      weights.rules[fields[1]] = value
    case ("word", 4...):
      guard let word = word(fields) else { return false }
      weights.words.append(word)
    default: return false
    }
    return true
  }

  private static func word(_ fields: [String]) -> WordWeight? {
    guard let count = Int(fields[2]) else { return nil }
    var concerns: [(id: String, weight: Double)] = []
    for field in fields.dropFirst(3) {
      let parts = field.split(separator: " ")
      guard parts.count == 2, let value = Double(parts[1]) else { return nil }
      concerns.append((String(parts[0]), value))
    }
    return WordWeight(word: fields[1], count: count, concerns: concerns)
  }

  /// The text of the file, in the order in which weights are kept: the same weights give the same
  /// bytes.
  package static func text(_ weights: Weights) -> String {
    var text = """
      # How much each rule and word says for each concern, in natural-log odds.
      # Written by `triage fit` from labelled questions; see there. A rule that is not here, because it
      # is new or was changed, counts with the weight that its editor gave it, times the scale.
      temperature\t\(decimal(weights.temperature))
      scale\t\(decimal(weights.ruleScale))

      """
    for (id, value) in weights.biases.sorted(by: { $0.key < $1.key }) {
      text += "bias\t\(id)\t\(decimal(value))\n"
    }
    for (id, value) in weights.rules.sorted(by: { $0.key < $1.key }) {
      text += "rule\t\(id)\t\(decimal(value))\n"
    }
    for word in weights.words {
      text += "word\t\(word.word)\t\(word.count)"
      for (id, value) in word.concerns { text += "\t\(id) \(decimal(value))" }
      text += "\n"
    }
    return text
  }

  /// With two decimals, which is finer than any fit is certain.
  private static func decimal(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let fraction = hundredths.magnitude % 100
    return "\(sign)\(hundredths.magnitude / 100).\(fraction < 10 ? "0" : "")\(fraction)"
  }
}

/// Writes CSV (RFC 4180) straight into bytes, safe to open in a spreadsheet.
package struct CSVText {
  /// UTF-8.
  package private(set) var bytes: [UInt8] = []
  private var isInRow = false

  package init() {}

  /// One row.
  package static func row(_ cells: [String]) -> String {
    var csv = CSVText()
    for cell in cells { csv.add(cell) }
    csv.endRow()
    return String(decoding: csv.bytes, as: UTF8.self)
  }

  package mutating func add(_ cell: String) {
    var cell = cell
    cell.withUTF8 { add($0) }
  }

  package mutating func endRow() {
    bytes += "\r\n".utf8
    isInRow = false
  }

  /// A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
  /// Injection); quotes where they are needed.
  private mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    if isInRow { bytes.append(UInt8(ascii: ",")) }
    isInRow = true
    let quote = UInt8(ascii: "\"")
    // Without a branch for each byte, many are looked at at once.
    let needsQuotes = cell.reduce(UInt8(0)) { $0 | (Self.needsQuotes($1) ? 1 : 0) } != 0
    if needsQuotes { bytes.append(quote) }
    if let first = cell.first, Self.opensFormula(first) { bytes.append(UInt8(ascii: "'")) }
    guard needsQuotes else {
      bytes += cell
      return
    }
    for byte in cell {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private static func needsQuotes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
      || byte == UInt8(ascii: "\r")
  }

  private static func opensFormula(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "=", "+", "-", "@", "\t", "\r", "\0": true
    default: false
    }
  }
}

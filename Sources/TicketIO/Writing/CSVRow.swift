/// Writes a row of CSV (RFC 4180), safe to open in a spreadsheet.
package enum CSVRow {
  package static func text(_ cells: [String]) -> String {
    var bytes: [UInt8] = []
    add(cells, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func add(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      var cell = cell
      cell.withUTF8 { add($0, to: &bytes) }
    }
    bytes += "\r\n".utf8
  }

  /// A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV
  /// Injection); quotes where they are needed.
  private static func add(_ cell: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let needsQuotes = cell.contains {
      $0 == UInt8(ascii: ",") || $0 == quote || $0 == UInt8(ascii: "\n")
        || $0 == UInt8(ascii: "\r")
    }
    if needsQuotes { bytes.append(quote) }
    if let first = cell.first, "=+-@\t\r\0".utf8.contains(first) {
      bytes.append(UInt8(ascii: "'"))
    }
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
}

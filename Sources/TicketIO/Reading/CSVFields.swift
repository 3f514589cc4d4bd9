/// Splits a record of CSV into its fields (RFC 4180): quotes may surround a field, and two stand for
/// one inside. A quote inside a bare field is taken as it is.
package enum CSVFields {
  package static func split(_ record: [UInt8], separator: UInt8) -> [[UInt8]] {
    let quote = UInt8(ascii: "\"")
    var fields: [[UInt8]] = []
    var field: [UInt8] = []
    var index = 0
    while index <= record.count {
      if index < record.count, record[index] == quote, field.isEmpty {
        index += 1
        while index < record.count {
          if record[index] == quote {
            guard index + 1 < record.count, record[index + 1] == quote else { break }
            index += 1
          }
          field.append(record[index])
          index += 1
        }
        index += 1
      }
      while index < record.count, record[index] != separator {
        field.append(record[index])
        index += 1
      }
      fields.append(field)
      field = []
      index += 1
    }
    return fields
  }

  /// The separator of a header: the sign that stands in it most often outside quotes.
  package static func separator(of header: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var inQuotes = false
    for byte in header {
      if byte == UInt8(ascii: "\"") { inQuotes.toggle() }
      if !inQuotes { counts[byte, default: 0] += 1 }
    }
    let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return signs.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? signs[0]
  }
}

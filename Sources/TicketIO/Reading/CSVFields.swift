/// The fields of a record of CSV (RFC 4180): quotes may surround a field, and two stand for one
/// inside. A quote inside a bare field is taken as it is.
///
/// Where they stand is found at once; only those that are asked for are copied.
package struct CSVFields: RandomAccessCollection {
  private let record: [UInt8]
  /// With their quotes.
  private var ranges: [Range<Int>] = []

  private static let quote = UInt8(ascii: "\"")

  package init(_ record: [UInt8], separator: UInt8) {
    self.record = record
    ranges.reserveCapacity(16)
    var start = 0
    while start <= record.count {
      var end = start
      if end < record.count, record[end] == Self.quote { end = Self.quotedEnd(record, start) }
      while end < record.count, record[end] != separator { end += 1 }
      ranges.append(start..<end)
      start = end + 1
    }
  }

  /// Where the quotes close that begin at a place, or the record ends.
  private static func quotedEnd(_ record: [UInt8], _ start: Int) -> Int {
    var place = start + 1
    while place < record.count {
      if record[place] == quote {
        place += 1
        guard place < record.count, record[place] == quote else { return place }
      }
      place += 1
    }
    return record.count
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { ranges.count }

  /// The text of a field.
  package subscript(index: Int) -> [UInt8] {
    let range = ranges[index]
    guard record[range].first == Self.quote else { return Array(record[range]) }
    var text: [UInt8] = []
    text.reserveCapacity(range.count)
    var place = range.lowerBound + 1
    while place < range.upperBound {
      let end = record[place..<range.upperBound].firstIndex(of: Self.quote) ?? range.upperBound
      text += record[place..<end]
      place = end + 1
      guard place < range.upperBound, record[place] == Self.quote else { break }
      text.append(Self.quote)
      place += 1
    }
    if place < range.upperBound { text += record[place..<range.upperBound] }
    return text
  }

  /// The separator of a header: the sign that stands in it most often outside quotes.
  package static func separator(of header: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var inQuotes = false
    for byte in header {
      if byte == quote { inQuotes.toggle() }
      if !inQuotes { counts[byte, default: 0] += 1 }
    }
    let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return signs.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? signs[0]
  }
}

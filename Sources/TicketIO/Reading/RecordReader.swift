/// Splits a file into records, a piece at a time: memory does not grow with the file.
///
/// A record is a line, or, in CSV, lines that a quoted field holds together (RFC 4180). Our own
/// reader, and no library's, because it must go on after a quote that never closes: such a record
/// ends at its first line, and what follows is read as if that line had none.
package struct RecordReader: ~Copyable {
  /// The longest record, in bytes.
  package static let sizeLimit = 4 << 20
  private static let pieceSize = 1 << 18

  private let source: ByteSource
  /// Whether line ends inside quotes belong to the record.
  package var isQuoted = true
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1

  package struct Record: Sendable, Hashable {
    /// Without the line end.
    package var bytes: [UInt8]
    /// Where it begins, from 1.
    package var line: Int
    /// Whether a quote in it never closed.
    package var isBroken = false
  }

  package init(_ source: consuming ByteSource) throws(ByteSource.Failure) {
    self.source = source
    _ = try fill()
    // The byte order mark of UTF-8.
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The first bytes of the file, for telling its format; nothing is taken away.
  package var beginning: ArraySlice<UInt8> {
    buffer[position..<min(buffer.count, position + 65_536)]
  }

  /// The next record; nil at the end.
  package mutating func next() throws(ByteSource.Failure) -> Record? {
    if position >= buffer.count, try !fill() { return nil }
    var offset = 0
    var inQuotes = false
    var firstLineEnd: Int?
    while true {
      guard position + offset < buffer.count else {
        if offset <= Self.sizeLimit, try fill() { continue }
        if inQuotes { return take(firstLineEnd ?? offset, isBroken: true) }
        return take(offset)
      }
      let byte = buffer[position + offset]
      if byte == UInt8(ascii: "\"") {
        inQuotes = isQuoted && !inQuotes
      } else if byte == UInt8(ascii: "\n") {
        if !inQuotes { return take(offset) }
        firstLineEnd = firstLineEnd ?? offset
      }
      offset += 1
      if offset > Self.sizeLimit, inQuotes { return take(firstLineEnd ?? offset, isBroken: true) }
      if offset > Self.sizeLimit { return take(offset, isBroken: true) }
    }
  }

  private mutating func take(_ count: Int, isBroken: Bool = false) -> Record {
    var bytes = Array(buffer[position..<position + count])
    let record = { [line] (bytes: [UInt8]) in Record(bytes: bytes, line: line, isBroken: isBroken) }
    position += count
    var lines = bytes.count { $0 == UInt8(ascii: "\n") }
    if position < buffer.count, buffer[position] == UInt8(ascii: "\n") {
      position += 1
      lines += 1
    }
    if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
    let taken = record(bytes)
    line += lines
    return taken
  }

  /// Reads on; false at the end of the file.
  private mutating func fill() throws(ByteSource.Failure) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeSubrange(..<position)
      position = 0
    }
    isAtEnd = try !source.read(Self.pieceSize, into: &buffer)
    return !isAtEnd
  }
}

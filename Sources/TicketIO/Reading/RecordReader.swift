/// Splits a file into records, a piece at a time: memory does not grow with the file.
///
/// A record is a line, or, in CSV, lines that a quoted field holds together (RFC 4180), or an object
/// of JSON, alone or in a list. Our own reader, and no library's, because it must go on after a quote
/// or a brace that never closes: such a record ends at its first line, and what follows is read as
/// if that line had none.
package final class RecordReader {
  /// The longest record, in bytes.
  package static let sizeLimit = 4 << 20
  private static let pieceSize = 1 << 18

  private var source: TextSource
  /// Why `copy` could not read on.
  private(set) var fault: ByteSource.Failure?
  package var boundaries = Boundaries.quotedLines
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1

  /// Where records end.
  package enum Boundaries: Sendable {
    case lines
    /// At line ends outside quotes.
    case quotedLines
    /// At the brace that closes an object. The list ends at a bracket, or with the file.
    case objects
  }

  package struct Record: Sendable, Hashable {
    /// Without the line end.
    package var bytes: [UInt8]
    /// Where it begins, from 1.
    package var line: Int
    /// Whether a quote or brace in it never closed.
    package var isBroken = false
  }

  package init(_ source: consuming TextSource) throws(ByteSource.Failure) {
    self.source = source
    _ = try fill()
    // The byte order mark.
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The encoding of what was read so far, where it is not UTF-8.
  package var encodingName: String? { source.encodingName }

  /// As in `ByteSource.shareRead`.
  package var shareRead: Double? { source.shareRead }

  /// The first bytes of the file, for telling its format; nothing is taken away.
  package var beginning: ArraySlice<UInt8> {
    buffer[position..<min(buffer.count, position + 65_536)]
  }

  /// Leaves out so many bytes of the beginning.
  package func skip(_ count: Int) {
    for byte in buffer[position...].prefix(count) where byte == UInt8(ascii: "\n") { line += 1 }
    position = min(position + count, buffer.count)
  }

  /// The next record; nil at the end.
  package func next() throws(ByteSource.Failure) -> Record? {
    boundaries == .objects ? try nextObject() : try nextLine()
  }

  private func nextLine() throws(ByteSource.Failure) -> Record? {
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
        inQuotes = boundaries == .quotedLines && !inQuotes
      } else if byte == UInt8(ascii: "\n") {
        if !inQuotes { return take(offset) }
        firstLineEnd = firstLineEnd ?? offset
      }
      offset += 1
      if offset > Self.sizeLimit, inQuotes { return take(firstLineEnd ?? offset, isBroken: true) }
      if offset > Self.sizeLimit { return take(offset, isBroken: true) }
    }
  }

  private func nextObject() throws(ByteSource.Failure) -> Record? {
    while true {
      guard position < buffer.count else {
        if try fill() { continue }
        return nil
      }
      let byte = buffer[position]
      if byte == UInt8(ascii: "]") { return nil }
      guard byte <= UInt8(ascii: " ") || byte == UInt8(ascii: ",") else { break }
      skip(1)
    }
    var nesting = JSONNesting()
    var offset = 0
    var firstLineEnd: Int?
    while true {
      guard position + offset < buffer.count else {
        if offset <= Self.sizeLimit, try fill() { continue }
        return take(firstLineEnd ?? offset, isBroken: true)
      }
      let byte = buffer[position + offset]
      offset += 1
      nesting.pass(byte)
      if byte == UInt8(ascii: "\n") { firstLineEnd = firstLineEnd ?? offset - 1 }
      if nesting.braces == 0, byte == UInt8(ascii: "}") { return take(offset) }
      // What is no object is a record as far as its line goes.
      let isLost = nesting.braces <= 0 && byte == UInt8(ascii: "\n")
      if isLost || offset > Self.sizeLimit {
        return take(firstLineEnd ?? offset, isBroken: true)
      }
    }
  }

  private func take(_ count: Int, isBroken: Bool = false) -> Record {
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

  /// Reads on; false when there is nothing more.
  private func fill() throws(ByteSource.Failure) -> Bool {
    guard !isAtEnd else { return false }
    if position > 0 {
      buffer.removeSubrange(..<position)
      position = 0
    }
    // A piece may end before it makes a sign, and the last one may still have some to give.
    let count = buffer.count
    while !isAtEnd, buffer.count == count {
      isAtEnd = try !source.read(Self.pieceSize, into: &buffer)
    }
    return buffer.count > count
  }

  /// Gives the text as it is, without records, to one who finds them in another way: a piece that
  /// ends at a `>`, where there is one soon. libxml2's reader parses ahead as far as it has text, and
  /// when that fails gives none of it; so it is given no more than a tag at a time.
  ///
  /// - Returns: how many bytes it gave; 0 at the end, -1 when it cannot be read on for `fault`.
  func copyTag(into bytes: UnsafeMutableRawBufferPointer) -> Int {
    do throws(ByteSource.Failure) {
      if position >= buffer.count, try !fill() { return 0 }
    } catch {
      fault = error
      return -1
    }
    let limit = min(bytes.count, buffer.count - position, 500)
    let piece = buffer[position..<position + limit]
    let count = piece.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 - position } ?? limit
    bytes.copyBytes(from: piece.prefix(count))
    position += count
    return count
  }
}

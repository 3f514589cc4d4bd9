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
  /// What stands between fields of CSV; nil while that is not known.
  package var separator: UInt8?
  /// A carriage return in exports of old, or of Excel for “CSV (Macintosh)”.
  private var lineEnd = UInt8(ascii: "\n")
  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false
  private var line = 1
  /// Whether the last record was cut.
  private var isInCutLine = false
  /// How deep it was in objects there.
  private var cutNesting = JSONNesting()

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
    /// Whether a quote or brace in it never closed, or it is too long.
    package var isBroken = false
    /// Whether the line goes on in the next record, since it is too long.
    package var isCut = false
    /// Whether it goes on with the line of the record before.
    package var isRest = false
  }

  package init(_ source: consuming TextSource) throws(ByteSource.Failure) {
    self.source = source
    _ = try fill()
    // The byte order mark.
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if !beginning.contains(lineEnd), beginning.contains(UInt8(ascii: "\r")) {
      lineEnd = UInt8(ascii: "\r")
    }
  }

  /// The encoding of what was read so far, where it is not UTF-8.
  package var encodingName: String? { source.encodingName }

  /// As in `ByteSource.shareRead`.
  package var shareRead: Double? { source.shareRead }

  /// The first bytes of the file, for telling its format; nothing is taken away.
  package var beginning: ArraySlice<UInt8> {
    buffer[position..<min(buffer.count, position + 65_536)]
  }

  /// Where the next record begins: in bytes of the file, and the line; nil where that cannot be told.
  var place: (offset: Int, line: Int)? {
    guard !isInCutLine, let offset = source.offset else { return nil }
    return (offset - (buffer.count - position), line)
  }

  /// Goes to a place that `place` told earlier; false where that cannot be done.
  func seek(_ place: (offset: Int, line: Int)) -> Bool {
    guard source.seek(place.offset) else { return false }
    (buffer, position, line, isAtEnd) = ([], 0, place.line, false)
    return true
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

  /// What was seen of a record so far.
  private struct Scan {
    /// How many bytes.
    var count = 0
    var inQuotes = false
    /// Where quotes closed last; the next byte may say that they did not.
    var lastQuote = -1
    var nesting = JSONNesting()
    var firstLineEnd: Int?

    var isTooLong: Bool { count > RecordReader.sizeLimit }
  }

  private func nextLine() throws(ByteSource.Failure) -> Record? {
    if position >= buffer.count, try !fill() { return nil }
    var scan = Scan()
    repeat {
      if findLineEnd(&scan) { return take(scan.count, isBroken: isInCutLine) }
      if scan.isTooLong { return takeBroken(scan) }
    } while try fill()
    return scan.inQuotes ? takeBroken(scan) : take(scan.count, isBroken: isInCutLine)
  }

  /// Goes on to the end of the line that ends the record; false where it has not been read yet, or the
  /// record is too long.
  private func findLineEnd(_ scan: inout Scan) -> Bool {
    // Asked byte by byte, the property of a class would be most of the work.
    let buffer = buffer
    let hasQuotes = boundaries == .quotedLines && !isInCutLine
    let (separator, lineEnd) = (separator, lineEnd)
    let end = min(buffer.count, position + Self.sizeLimit + 1)
    for index in min(position + scan.count, end)..<end {
      let byte = buffer[index]
      guard byte <= UInt8(ascii: "\"") else { continue }
      if byte == UInt8(ascii: "\"") {
        guard hasQuotes else { continue }
        if scan.inQuotes {
          scan.inQuotes = false
          scan.lastQuote = index - position
        } else if index == position || scan.lastQuote == index - position - 1
          || Self.separates(buffer[index - 1], separator)
        {
          scan.inQuotes = true
        }
      } else if byte == lineEnd {
        if !scan.inQuotes {
          scan.count = index - position
          return true
        }
        scan.firstLineEnd = scan.firstLineEnd ?? index - position
      }
    }
    scan.count = end - position
    return false
  }

  /// Whether a field may begin after a byte: only there a quote is one, and not in `15" screen`.
  private static func separates(_ byte: UInt8, _ separator: UInt8?) -> Bool {
    if let separator { return byte == separator }
    return byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "\t")
  }

  private func nextObject() throws(ByteSource.Failure) -> Record? {
    while !isInCutLine {
      guard position < buffer.count else {
        if try fill() { continue }
        return nil
      }
      let byte = buffer[position]
      if byte == UInt8(ascii: "]") { return nil }
      guard byte <= UInt8(ascii: " ") || byte == UInt8(ascii: ",") else { break }
      skip(1)
    }
    if position >= buffer.count, try !fill() { return nil }
    var scan = Scan(nesting: isInCutLine ? cutNesting : JSONNesting())
    repeat {
      switch findObjectEnd(&scan) {
      case .found: return take(scan.count, isBroken: isInCutLine)
      case .lost: return takeBroken(scan)
      case .notYet: if scan.isTooLong { return takeBroken(scan) }
      }
    } while try fill()
    return takeBroken(scan)
  }

  private enum End {
    case found, notYet
    /// What is no object is a record as far as its line goes.
    case lost
  }

  /// Goes on to the brace that ends the object.
  private func findObjectEnd(_ scan: inout Scan) -> End {
    let buffer = buffer
    let end = min(buffer.count, position + Self.sizeLimit + 1)
    for index in min(position + scan.count, end)..<end {
      let byte = buffer[index]
      scan.nesting.pass(byte)
      scan.count = index + 1 - position
      if scan.nesting.braces == 0, byte == UInt8(ascii: "}") { return .found }
      guard byte == UInt8(ascii: "\n") else { continue }
      scan.firstLineEnd = scan.firstLineEnd ?? index - position
      if scan.nesting.braces <= 0 { return .lost }
    }
    return .notYet
  }

  /// A record without an end goes as far as its first line, or, where that is longer than a record may
  /// be, as far as a record may; the rest of the line comes in records of its own.
  private func takeBroken(_ scan: Scan) -> Record {
    cutNesting = scan.nesting
    return take(
      scan.firstLineEnd ?? scan.count, isBroken: true,
      isCut: scan.firstLineEnd == nil && scan.isTooLong)
  }

  private func take(_ count: Int, isBroken: Bool = false, isCut: Bool = false) -> Record {
    var record = Record(
      bytes: Array(buffer[position..<position + count]), line: line, isBroken: isBroken)
    record.isRest = isInCutLine
    record.isCut = isCut
    isInCutLine = isCut
    position += count
    line += record.bytes.count { [lineEnd] in $0 == lineEnd }
    guard !isCut else { return record }
    if position < buffer.count, buffer[position] == lineEnd {
      position += 1
      line += 1
    }
    if lineEnd == UInt8(ascii: "\n"), record.bytes.last == UInt8(ascii: "\r") {
      record.bytes.removeLast()
    }
    return record
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

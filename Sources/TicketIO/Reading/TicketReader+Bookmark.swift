extension TicketReader {
  /// Between which two records of a file it stands, so that another reader of the same file can go on
  /// there.
  package struct Bookmark: Codable, Hashable, Sendable {
    /// In bytes.
    fileprivate var offset: Int
    /// From 1.
    fileprivate var line: Int
    /// How many records came before.
    fileprivate var number: Int
    fileprivate var omitted: [Omission: Int]
  }

  /// The present place; nil where it cannot be found again but by reading: in a pipe, in what is packed
  /// or not UTF-8, in XML, and between rows that are looked at together.
  package var bookmark: Bookmark? {
    guard format != .xml, ahead.isEmpty, heldBack == nil, delayedFailure == nil,
      let place = records.place
    else { return nil }
    return Bookmark(offset: place.offset, line: place.line, number: number, omitted: omitted)
  }

  /// Goes to a place of the same file; false where that cannot be done.
  package mutating func seek(_ bookmark: Bookmark) -> Bool {
    let numbers = [bookmark.offset, bookmark.line, bookmark.number] + bookmark.omitted.values
    guard format != .xml, numbers.allSatisfy({ 0..<1 << 48 ~= $0 }),
      records.seek((bookmark.offset, bookmark.line))
    else { return false }
    ahead = []
    heldBack = nil
    number = bookmark.number
    omitted = bookmark.omitted
    return true
  }
}

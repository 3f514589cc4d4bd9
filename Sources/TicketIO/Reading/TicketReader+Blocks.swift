internal import Concurrency

extension TicketReader {
  /// How many records are handed to a thread in one go; fewer where they have this many bytes
  /// together.
  private static var blockSize: Int { 1_024 }
  private static var blockByteSize: Int { 1 << 20 }

  /// How far the file is read where a block of records ends.
  package struct BlockEnd: Sendable {
    /// How many records the block has.
    package var count: Int
    package var bookmark: Bookmark?
    /// As in `ByteSource.shareRead`.
    package var shareRead: Double?
  }

  /// Has something made of the rest of the records, a block at a time, on several threads, and gives
  /// it in the order of the records.
  ///
  /// When the file breaks off, all that stands before the break is given first.
  ///
  /// - Parameter jobs: so many threads; one is the present one.
  package mutating func forEachBlock<Made: Sendable>(
    jobs: Int, make: @escaping @Sendable ([RawTicket]) -> Made,
    take: (Made, BlockEnd) throws -> Void
  ) throws {
    var blocks = InOrder<(made: Made, end: BlockEnd)>(jobs: jobs)
    // Nobody works on when nobody takes any more.
    defer { while blocks.next() != nil {} }
    var next = Result { try nextBlock() }
    while case .success(let block) = next, !block.isEmpty {
      let end = BlockEnd(count: block.count, bookmark: bookmark, shareRead: shareRead)
      if blocks.isFull, let oldest = blocks.next() { try take(oldest.made, oldest.end) }
      blocks.ask { (make(block), end) }
      next = Result { try nextBlock() }
    }
    while let oldest = blocks.next() { try take(oldest.made, oldest.end) }
    _ = try next.get()
  }

  /// The next records that are to be tickets, for `parser`; none at the end.
  ///
  /// When the file breaks off, what stands before the break is given first, and the failure with the
  /// next call.
  package mutating func nextBlock() throws(Failure) -> [RawTicket] {
    if let failure = delayedFailure { throw failure }
    var block: [RawTicket] = []
    var size = 0
    do throws(Failure) {
      while block.count < Self.blockSize, size < Self.blockByteSize, let record = try nextRaw() {
        block.append(record)
        size += record.byteCount
      }
    } catch {
      if block.isEmpty { throw error }
      delayedFailure = error
    }
    return block
  }
}

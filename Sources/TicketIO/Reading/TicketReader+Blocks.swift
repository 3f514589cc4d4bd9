extension TicketReader {
  /// How many records are handed to the threads in one go; fewer where they have this many bytes
  /// together.
  package static var blockSize: Int { 4_096 }
  package static var blockByteSize: Int { 8 << 20 }

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

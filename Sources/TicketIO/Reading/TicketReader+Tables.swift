extension TicketReader {
  /// The next row of a table: one record, or all rows of a ticket whose messages have one each.
  mutating func nextRow() throws(Failure) -> RawTicket.Content? {
    guard let record = try nextRecord() else { return nil }
    if !vendor.footers.isEmpty, header.count > 1, isSingleField(record) {
      return try footer(from: record)
    }
    if let columns = fields?.messageRows, let id = ticketID(record, columns) {
      return .rows(try messages(of: id, from: record, columns))
    }
    return .record(record)
  }

  // MARK: Footers

  /// More lines than that are no footer.
  private static var footerLimit: Int { 20 }

  private func isSingleField(_ record: RecordReader.Record) -> Bool {
    !record.isBroken && CSVFields(record.bytes, separator: separator).count == 1
  }

  /// Lines of one field each at the end of the file are left out if one of them is known to stand in
  /// footers: a report ends with its own name and that of the company too, which are not.
  private mutating func footer(from first: RecordReader.Record) throws(Failure)
    -> RawTicket.Content?
  {
    var lines = [first]
    var next = try nextRecord()
    while let line = next, lines.count < Self.footerLimit, isSingleField(line) {
      lines.append(line)
      next = try nextRecord()
    }
    let (vendor, separator) = (vendor, separator)
    if next == nil, lines.contains(where: { Self.isFooter($0, of: vendor, separator) }) {
      leaveOut(.footer, lines.count)
      return nil
    }
    ahead += (lines.dropFirst() + [next].compactMap { $0 }).map { .record($0) }
    return .record(first)
  }

  private static func isFooter(
    _ line: RecordReader.Record, of vendor: Vendor, _ separator: UInt8
  ) -> Bool {
    let text = CSVFields(line.bytes, separator: separator).first ?? []
    return vendor.footers.contains { text.starts(with: $0.utf8) }
  }

  // MARK: Rows of messages

  /// So many rows of one ticket are looked at for the requester's first message.
  private static var messageLimit: Int { 100 }

  /// Nil for what is no whole row, or names no ticket.
  private func ticketID(_ record: RecordReader.Record, _ columns: TicketFields.MessageRows)
    -> [UInt8]?
  {
    guard !record.isBroken else { return nil }
    let values = CSVFields(record.bytes, separator: separator)
    return values.count == header.count && !values[columns.id].isEmpty ? values[columns.id] : nil
  }

  /// The rows of one ticket, which follow one another.
  private mutating func messages(
    of id: [UInt8], from first: RecordReader.Record, _ columns: TicketFields.MessageRows
  ) throws(Failure) -> [RecordReader.Record] {
    var rows = [first]
    var size = first.bytes.count
    while let record = try nextRecord() {
      guard ticketID(record, columns) == id else {
        heldBack = record
        break
      }
      leaveOut(.message, 1)
      size += record.bytes.count
      if rows.count < Self.messageLimit, size < RecordReader.sizeLimit { rows.append(record) }
    }
    return rows
  }
}

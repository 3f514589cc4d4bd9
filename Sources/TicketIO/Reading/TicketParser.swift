internal import XMLReading

/// A record that was read and not yet taken apart.
package struct RawTicket: Sendable {
  enum Content: Sendable {
    case record(RecordReader.Record)
    /// Rows that are messages of one ticket.
    case rows([RecordReader.Record])
    case element(XMLRecords.Record)

    /// Whether it goes on with the record before it.
    var isRest: Bool {
      if case .record(let record) = self { record.isRest } else { false }
    }
  }

  var content: Content
  /// Its number among the records of its file, from 1.
  var number: Int

  /// About how many bytes it takes.
  package var byteCount: Int {
    switch content {
    case .record(let record): record.bytes.count
    case .rows(let rows): rows.reduce(0) { $0 + $1.bytes.count }
    case .element(let record): record.element.byteCount
    }
  }
}

/// Makes tickets of the records of one export: the costly part of reading, which threads share.
package struct TicketParser: Sendable {
  let vendor: Vendor
  let separator: UInt8
  let columnCount: Int
  /// Nil where records are not rows of a table.
  let fields: TicketFields?
  let keepsCells: Bool
  let keepsDates: Bool
  /// The fields that the user named, as paths.
  let idPath: FieldPath?
  let textPaths: [FieldPath]

  package func entry(_ raw: RawTicket) -> Entry {
    switch raw.content {
    case .record(let record):
      if record.isBroken {
        reject(record, "a quote or brace in it never closes, or it is longer than 4 MiB")
      } else if let fields {
        row(record, raw.number, fields)
      } else {
        json(record, raw.number)
      }
    case .rows(let rows): messages(rows, raw.number)
    case .element(let record): element(record, raw.number)
    }
  }

  private func reject(_ record: RecordReader.Record, _ reason: String) -> Entry {
    .reject(
      Reject(
        reason: reason, line: record.line, bytes: record.bytes, isCut: record.isCut,
        isRest: record.isRest))
  }

  // MARK: Rows

  private func row(_ record: RecordReader.Record, _ number: Int, _ fields: TicketFields) -> Entry {
    let values = CSVFields(record.bytes, separator: separator)
    guard values.count == columnCount else {
      return reject(record, "it has \(values.count) fields, the header \(columnCount)")
    }
    var texts = fields.texts.map { values[$0] }
    if let comments = fields.comments, texts.last?.isEmpty == true,
      let first = comments.first(in: values)
    {
      texts[texts.count - 1] = first
    }
    return .ticket(
      Ticket(
        id: fields.id.map { String(decoding: values[$0], as: UTF8.self) } ?? String(number),
        texts: texts,
        created: keepsDates
          ? fields.created.map { String(decoding: values[$0], as: UTF8.self) } : nil,
        cells: keepsCells ? values.map { String(decoding: $0, as: UTF8.self) } : []))
  }

  /// The ticket whose messages have a row each: what the requester wrote first.
  private func messages(_ rows: [RecordReader.Record], _ number: Int) -> Entry {
    guard let fields, let columns = fields.messageRows, let first = rows.first else {
      return .reject(Reject(reason: "there is no header", line: 1, bytes: []))
    }
    let split = rows.map { CSVFields($0.bytes, separator: separator) }
    let byRequester = rows.indices.filter { columns.isByRequester(split[$0]) }
    let opening = byRequester.first { columns.isOpening(split[$0]) }
    guard let chosen = opening ?? byRequester.first else {
      let bytes = rows.map(\.bytes).joined(separator: [UInt8(ascii: "\n")])
      return .reject(
        Reject(
          reason: "none of its messages is the requester's", line: first.line, bytes: Array(bytes)))
    }
    return row(rows[chosen], number, fields)
  }

  // MARK: Nested records

  private func json(_ record: RecordReader.Record, _ number: Int) -> Entry {
    guard let value = Self.value(ofJSON: record.bytes) else {
      return reject(record, "it is no JSON object")
    }
    return nested(value, number) ?? reject(record, "it has no field for the text")
  }

  private func element(_ record: XMLRecords.Record, _ number: Int) -> Entry {
    func reject(_ reason: String) -> Entry {
      .reject(
        Reject(reason: reason, line: record.line, bytes: Array(record.element.source.utf8)))
    }
    guard record.isWhole else { return reject("it is longer than 4 MiB; this is its beginning") }
    return nested(FieldValue(record.element), number) ?? reject("it has no field for the text")
  }

  private func nested(_ value: FieldValue, _ number: Int) -> Entry? {
    let found = NestedTicket(
      value, vendor, idField: idPath, textFields: textPaths, keepsDate: keepsDates)
    return found.map {
      .ticket(
        Ticket(
          id: $0.id ?? String(number), texts: $0.texts.map { Array($0.utf8) },
          created: $0.created))
    }
  }

  static func value(ofJSON bytes: [UInt8]) -> FieldValue? {
    let value = JSONValueReader.value(of: bytes)
    if case .object = value { return value }
    return nil
  }
}

extension TicketFields.MessageRows {
  /// Whether a row is what the requester sent.
  func isByRequester(_ values: CSVFields) -> Bool {
    if let author, staff.contains(Self.word(values[author])) { return false }
    guard let kind else { return true }
    let word = Self.word(values[kind])
    return opening.contains(word) || sent.contains(word)
  }

  func isOpening(_ values: CSVFields) -> Bool {
    kind.map { opening.contains(Self.word(values[$0])) } ?? true
  }

  private static func word(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).lowercased()
  }
}

extension TicketFields.Comments {
  /// The text of the first comment that the requester wrote.
  func first(in values: CSVFields) -> [UInt8]? {
    let names = requesters.map { values[$0] }.filter { !$0.isEmpty }
    for column in columns {
      let parts = values[column].split(
        separator: UInt8(ascii: ";"), maxSplits: 2, omittingEmptySubsequences: false)
      if parts.count == 3, names.contains(where: { $0.elementsEqual(parts[1]) }) {
        return Array(parts[2])
      }
    }
    return nil
  }
}

extension XMLElement {
  /// About how many bytes it takes.
  var byteCount: Int {
    children.reduce(64) { count, child in
      switch child {
      case .text(let run): count + run.text.utf8.count
      case .element(let element): count + element.byteCount
      }
    }
  }
}

extension Ticket {
  /// The ticket in the body of a webhook, in the JSON of any helpdesk that exports are read from.
  ///
  /// - Returns: nil where it is no JSON object or has no text; the id is empty where it has none.
  package init?(webhook body: [UInt8]) {
    guard let value = TicketParser.value(ofJSON: body),
      let ticket = NestedTicket(
        value, Vendor.of(NestedTicket.unwrapped(value)), idField: nil, textFields: [])
    else { return nil }
    self.init(id: ticket.id ?? "", texts: ticket.texts.map { Array($0.utf8) })
  }
}

internal import FoundationEssentials

/// A record that was read and not yet taken apart.
package struct RawTicket: Sendable {
  var record: RecordReader.Record
  /// Its number among the records of its file, from 1.
  var number: Int

  package var byteCount: Int { record.bytes.count }
}

/// Makes tickets of the records of one export: the costly part of reading, which threads share.
package struct TicketParser: Sendable {
  let isJSON: Bool
  let separator: UInt8
  let columnCount: Int
  let fields: TicketFields?
  let keepsCells: Bool
  let keepsDates: Bool
  /// The fields that the user named, as paths.
  let idPath: JSONPath?
  let textPaths: [JSONPath]

  package func entry(_ raw: RawTicket) -> Entry {
    if raw.record.isBroken {
      return reject(
        raw.record, "a quote or brace in it never closes, or it is longer than 4 MiB")
    }
    return isJSON ? json(raw) : csv(raw)
  }

  private func reject(_ record: RecordReader.Record, _ reason: String) -> Entry {
    .reject(Reject(reason: reason, line: record.line, bytes: record.bytes))
  }

  private func csv(_ raw: RawTicket) -> Entry {
    guard let fields else { return reject(raw.record, "there is no header") }
    let values = CSVFields.split(raw.record.bytes, separator: separator)
    guard values.count == columnCount else {
      return reject(raw.record, "it has \(values.count) fields, the header \(columnCount)")
    }
    let texts = fields.texts.map { values[$0] }
    return .ticket(
      Ticket(
        id: fields.id.map { String(decoding: values[$0], as: UTF8.self) } ?? String(raw.number),
        text: Array(texts.joined(separator: Array(". ".utf8))),
        created: keepsDates
          ? fields.created.map { String(decoding: values[$0], as: UTF8.self) } : nil,
        cells: keepsCells ? values.map { String(decoding: $0, as: UTF8.self) } : []))
  }

  private func json(_ raw: RawTicket) -> Entry {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(raw.record.bytes)),
      case .object = value
    else { return reject(raw.record, "it is no JSON object") }
    guard
      let ticket = JSONTicket(value, idField: idPath, textFields: textPaths, keepsDate: keepsDates)
    else {
      return reject(raw.record, "it has no field for the text")
    }
    return .ticket(
      Ticket(
        id: ticket.id ?? String(raw.number),
        text: Array(ticket.texts.joined(separator: ". ").utf8), created: ticket.created)
    )
  }
}

extension Ticket {
  /// The ticket in the body of a webhook, in the JSON of any helpdesk that exports are read from.
  ///
  /// - Returns: nil where it is no JSON object or has no text; the id is empty where it has none.
  package init?(webhook body: [UInt8]) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(body)),
      let ticket = JSONTicket(value, idField: nil, textFields: [], keepsDate: false)
    else { return nil }
    self.init(id: ticket.id ?? "", text: Array(ticket.texts.joined(separator: ". ").utf8))
  }
}

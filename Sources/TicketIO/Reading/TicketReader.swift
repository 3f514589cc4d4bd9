/// Reads the tickets of one export in their order.
package struct TicketReader: ~Copyable {
  package enum Format: String, Sendable, CaseIterable {
    case csv, tsv, ndjson, json
  }

  /// What the user said about the fields.
  package struct Options: Sendable {
    package var format: Format?
    /// Nil to tell it from the file.
    package var encoding: TextSource.Encoding?
    package var idField: String?
    package var textFields: [String]
    /// Whether tickets keep all cells of their row; only rows of CSV have any.
    package var keepsCells: Bool
    /// Whether tickets say when they came in.
    package var keepsDates: Bool

    package init(
      format: Format? = nil, encoding: TextSource.Encoding? = nil, idField: String? = nil,
      textFields: [String] = [], keepsCells: Bool = false, keepsDates: Bool = false
    ) {
      self.keepsDates = keepsDates
      self.format = format
      self.encoding = encoding
      self.idField = idField
      self.textFields = textFields
      self.keepsCells = keepsCells
    }
  }

  package enum Failure: Error {
    case unreadable(ByteSource.Failure)
    case noTextField(TicketFields.UnknownField)
    case empty
  }

  package let format: Format
  /// The names of the fields that are read, for telling the user.
  package private(set) var fieldNames: [String] = []
  package private(set) var isSubjectOnly = false
  /// The encoding of what was read so far, where it is not UTF-8.
  package var encodingName: String? { records.encodingName }
  /// As in `ByteSource.shareRead`.
  package var shareRead: Double? { records.shareRead }
  private let options: Options
  /// The fields that the user named, as paths.
  private let idPath: JSONPath?
  private let textPaths: [JSONPath]
  private var records: RecordReader
  private var separator = UInt8(ascii: ",")
  /// The names of all columns; none where records are JSON.
  package private(set) var header: [String] = []
  /// The header as it stands in the file, and how often it stood there again, as in exports that
  /// were joined; such lines are no tickets.
  private var headerBytes: [UInt8] = []
  package private(set) var repeatedHeaders = 0
  private var fields: TicketFields?
  private var number = 0

  /// Begins to read a file.
  ///
  /// - Parameter path: `-` is standard input.
  package static func open(_ path: String, _ options: Options = Options()) throws(Failure)
    -> TicketReader
  {
    var reader = TicketReader(try records(of: path, options.encoding), options)
    if !reader.isJSON { try reader.readHeader() }
    return reader
  }

  private init(_ records: consuming RecordReader, _ options: Options) {
    let beginning = records.beginning
    let first = beginning.first { $0 > UInt8(ascii: " ") }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let listStart = isJSON ? JSONList.start(in: beginning) : nil
    let isLines = listStart == nil && JSONList.isLines(beginning)
    format = options.format ?? (!isJSON ? .csv : isLines ? .ndjson : .json)
    switch format {
    case .csv, .tsv: records.boundaries = .quotedLines
    case .ndjson: records.boundaries = .lines
    case .json:
      records.boundaries = .objects
      records.skip(listStart ?? 0)
    }
    self.options = options
    idPath = options.idField.map { JSONPath($0) }
    textPaths = options.textFields.map { JSONPath($0) }
    self.records = records
  }

  private var isJSON: Bool { format == .ndjson || format == .json }

  private mutating func readHeader() throws(Failure) {
    guard let record = try nextRecord() else { throw .empty }
    headerBytes = record.bytes
    separator = format == .tsv ? UInt8(ascii: "\t") : CSVFields.separator(of: record.bytes)
    header = CSVFields.split(record.bytes, separator: separator).map {
      String(decoding: $0, as: UTF8.self)
    }
    try findFields(header)
  }

  private static func records(of path: String, _ encoding: TextSource.Encoding?) throws(Failure)
    -> RecordReader
  {
    do throws(ByteSource.Failure) {
      return try RecordReader(try TextSource.open(path, encoding))
    } catch {
      throw .unreadable(error)
    }
  }

  private mutating func nextRecord() throws(Failure) -> RecordReader.Record? {
    do throws(ByteSource.Failure) {
      return try records.next()
    } catch {
      throw .unreadable(error)
    }
  }

  private mutating func findFields(_ names: [String]) throws(Failure) {
    guard names != [""], !names.isEmpty else { throw .empty }
    do throws(TicketFields.UnknownField) {
      let found = try TicketFields(names, id: options.idField, texts: options.textFields)
      fields = found
      fieldNames = ((found.id.map { [$0] } ?? []) + found.texts).map { names[$0] }
      isSubjectOnly = found.isSubjectOnly
    } catch {
      throw .noTextField(error)
    }
  }

  /// The next ticket or reject; nil at the end.
  package mutating func next() throws(Failure) -> Entry? {
    try nextRaw().map { parser.entry($0) }
  }

  /// The next record that is to be a ticket, for `parser`; nil at the end.
  package mutating func nextRaw() throws(Failure) -> RawTicket? {
    while let record = try nextRecord() {
      if record.bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { continue }
      if !isJSON, record.bytes == headerBytes {
        repeatedHeaders += 1
        continue
      }
      number += 1
      return RawTicket(record: record, number: number)
    }
    return nil
  }

  /// Makes tickets of what `nextRaw` gives.
  package var parser: TicketParser {
    TicketParser(
      isJSON: isJSON, separator: separator, columnCount: header.count, fields: fields,
      keepsCells: options.keepsCells, keepsDates: options.keepsDates, idPath: idPath,
      textPaths: textPaths)
  }
}

/// Reads the tickets of one export in their order.
package struct TicketReader: ~Copyable {
  package enum Format: String, Sendable, CaseIterable {
    case csv, tsv, ndjson, json, xml

    var isTable: Bool { self == .csv || self == .tsv }
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
    /// XML that breaks off or is none from a line on; what stands before it was read.
    case malformed(line: Int, reason: String)
  }

  package let format: Format
  /// Whose export it looks like.
  package private(set) var vendor = Vendor.plain
  /// The names of the fields that are read, for telling the user; of JSON and XML those that the
  /// first ticket has.
  package private(set) var fieldNames: [String] = []
  package private(set) var isSubjectOnly = false
  /// The encoding of what was read so far, where it is not UTF-8.
  package var encodingName: String? { records.encodingName }
  /// As in `ByteSource.shareRead`.
  package var shareRead: Double? { records.shareRead }
  private let options: Options
  /// The fields that the user named, as paths.
  private let idPath: FieldPath?
  private let textPaths: [FieldPath]
  let records: RecordReader
  private var elements: XMLRecords?
  private(set) var separator = UInt8(ascii: ",")
  /// The names of all columns; none where records are JSON or XML.
  package private(set) var header: [String] = []
  /// The header as it stands in the file.
  private var headerBytes: [UInt8] = []
  private(set) var fields: TicketFields?
  var number = 0
  /// What was read before its turn: tickets, and a record.
  var ahead: [RawTicket.Content] = []
  var heldBack: RecordReader.Record?
  var delayedFailure: Failure?
  /// How much was left out so far.
  var omitted: [Omission: Int] = [:]

  /// Begins to read a file.
  ///
  /// - Parameter path: `-` is standard input.
  package static func open(_ path: String, _ options: Options = Options()) throws(Failure)
    -> TicketReader
  {
    var reader = TicketReader(try records(of: path, options.encoding), options)
    if reader.format.isTable {
      try reader.readHeader()
    } else {
      if reader.format == .xml { reader.elements = try XMLRecords(reader.records) }
      try reader.lookAtFirst()
    }
    return reader
  }

  private init(_ records: RecordReader, _ options: Options) {
    let beginning = records.beginning
    let first = beginning.first { $0 > UInt8(ascii: " ") }
    let isJSON = first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    let listStart = isJSON ? JSONList.start(in: beginning) : nil
    let isLines = listStart == nil && JSONList.isLines(beginning)
    let isXML = first == UInt8(ascii: "<")
    format = options.format ?? (isXML ? .xml : !isJSON ? .csv : isLines ? .ndjson : .json)
    switch format {
    case .csv, .tsv, .xml: records.boundaries = .quotedLines
    case .ndjson: records.boundaries = .lines
    case .json:
      records.boundaries = .objects
      records.skip(listStart ?? 0)
    }
    self.options = options
    idPath = options.idField.map { FieldPath($0) }
    textPaths = options.textFields.map { FieldPath($0) }
    self.records = records
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

  // MARK: Finding the fields

  private mutating func readHeader() throws(Failure) {
    guard let record = try nextRecord() else { throw .empty }
    headerBytes = record.bytes
    separator = format == .tsv ? UInt8(ascii: "\t") : CSVFields.separator(of: record.bytes)
    records.separator = separator
    header = CSVFields(record.bytes, separator: separator).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard header != [""], !header.isEmpty else { throw .empty }
    vendor = Vendor.of(columns: header)
    do throws(TicketFields.UnknownField) {
      let found = try TicketFields(
        header, vendor, id: options.idField, texts: options.textFields)
      fields = found
      fieldNames = ((found.id.map { [$0] } ?? []) + found.texts).map { header[$0] }
      isSubjectOnly = found.isSubjectOnly
    } catch {
      throw .noTextField(error)
    }
  }

  /// Tells the vendor by the first record of JSON or XML.
  private mutating func lookAtFirst() throws(Failure) {
    guard let content = try nextContent() else { return }
    ahead = [content]
    let value: FieldValue? =
      switch content {
      case .record(let record): record.isBroken ? nil : TicketParser.value(ofJSON: record.bytes)
      case .rows: nil
      case .element(let record): FieldValue(record.element)
      }
    guard let value else { return }
    vendor = Vendor.of(NestedTicket.unwrapped(value))
    let ticket = NestedTicket(value, vendor, idField: idPath, textFields: textPaths)
    fieldNames = ticket?.names ?? []
  }

  // MARK: Reading on

  /// The next ticket or reject; nil at the end.
  package mutating func next() throws(Failure) -> Entry? {
    try nextRaw().map { parser.entry($0) }
  }

  /// The next record that is to be a ticket, for `parser`; nil at the end.
  package mutating func nextRaw() throws(Failure) -> RawTicket? {
    guard let content = try nextContent() else { return nil }
    if !content.isRest { number += 1 }
    return RawTicket(content: content, number: number)
  }

  private mutating func nextContent() throws(Failure) -> RawTicket.Content? {
    if !ahead.isEmpty { return ahead.removeFirst() }
    switch format {
    case .csv, .tsv: return try nextRow()
    case .ndjson, .json: return try nextRecord().map { .record($0) }
    case .xml: return try elements?.next().map { .element($0) }
    }
  }

  /// The next record that is not blank and no header.
  mutating func nextRecord() throws(Failure) -> RecordReader.Record? {
    if let record = heldBack {
      heldBack = nil
      return record
    }
    do throws(ByteSource.Failure) {
      while let record = try records.next() {
        if record.isBroken { return record }
        if record.bytes.allSatisfy({ $0 <= UInt8(ascii: " ") }) { continue }
        guard format.isTable, record.bytes == headerBytes else { return record }
        leaveOut(.repeatedHeader, 1)
      }
      return nil
    } catch {
      throw .unreadable(error)
    }
  }

  mutating func leaveOut(_ omission: Omission, _ count: Int) {
    omitted[omission, default: 0] += count
  }

  /// What was left out so far, and how much of it.
  package var omissions: [(kind: Omission, count: Int)] {
    Omission.allCases.compactMap { kind in
      let count = kind == .element ? elements?.strangers ?? 0 : omitted[kind, default: 0]
      return count == 0 ? nil : (kind, count)
    }
  }

  /// Makes tickets of what `nextRaw` gives.
  package var parser: TicketParser {
    TicketParser(
      vendor: vendor, separator: separator, columnCount: header.count, fields: fields,
      keepsCells: options.keepsCells, keepsDates: options.keepsDates, idPath: idPath,
      textPaths: textPaths)
  }
}

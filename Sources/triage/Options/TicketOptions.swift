internal import ArgumentParser
internal import Glibc
internal import Redaction
internal import TicketIO

/// How exports of tickets are read, for every command that does.
struct TicketOptions: ParsableArguments {
  @Option(name: .long, help: "csv, tsv, ndjson, json or xml (default: what its beginning says).")
  var inputFormat: TicketReader.Format?

  @Option(name: .long, help: "utf-8, utf-16 or windows-1252 (default: what the file looks like).")
  var encoding: TextSource.Encoding?

  @Option(name: .long, help: "The field with the ticket's id.")
  var idField: String?

  @Option(name: .long, help: "A field with text, repeatable (default: subject and message).")
  var textField: [String] = []

  @Option(name: .long, help: "How many tickets at a time (default: the number of cores).")
  var jobs: Int?

  var jobCount: Int { jobs ?? max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs needs at least 1") }
  }

  func readerOptions(keepsCells: Bool = false, keepsDates: Bool = false) -> TicketReader.Options {
    TicketReader.Options(
      format: inputFormat, encoding: encoding, idField: idField, textFields: textField,
      keepsCells: keepsCells, keepsDates: keepsDates)
  }
}

extension TicketReader {
  /// What is read, for telling the user when reading begins.
  func introduction(_ input: String) -> String {
    var message = "\(input): \(format.rawValue), \(vendor.name)"
    if !fieldNames.isEmpty { message += ", fields " + fieldNames.joined(separator: ", ") }
    if isSubjectOnly {
      message +=
        "\n\(input): NO MESSAGE TEXT in this export; tickets are judged by their subject alone"
    }
    return message + "\n"
  }

  /// What is known only when all of the input was read.
  func afterword(_ input: String) -> String {
    var message = ""
    if let encodingName { message += "\(input): read as \(encodingName)\n" }
    for (kind, count) in omissions { message += "\(input): \(kind.text(count))\n" }
    return message
  }
}

extension Complaint {
  /// - Parameter redaction: for names of fields, since what an export without a header begins with
  ///   is a ticket.
  init(_ failure: TicketReader.Failure, _ input: String, _ redaction: Redaction) {
    switch failure {
    case .unreadable(let error): self.init(error)
    case .malformed(let line, let reason):
      self.init(.badInput, "\(input):\(line): \(reason)")
    case .empty: self.init(.badInput, "\(input) has no header")
    case .noTextField(let field):
      self.init(
        .badInput,
        field.name.map { "\(input) has no field “\($0)”" }
          ?? "\(input) has no field that is known to hold text",
        hint: "its fields are \(Self.readable(field.names, redaction)); name one with --text-field")
    }
  }

  /// The first names, without what a terminal would take for a command: what is no export has
  /// anything for a header.
  private static func readable(_ names: [String], _ redaction: Redaction) -> String {
    let text = redaction.redacted(names.joined(separator: ", ")).unicodeScalars
    let shown = text.prefix(400).map { scalar in
      scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value ? "\u{FFFD}" : scalar
    }
    return String(String.UnicodeScalarView(shown)) + (text.count > 400 ? "…" : "")
  }
}

extension TicketReader.Format: ExpressibleByArgument {}
extension TextSource.Encoding: ExpressibleByArgument {}

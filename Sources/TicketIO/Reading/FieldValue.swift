/// The value of a field: any value of JSON, or what an element of XML holds.
enum FieldValue: Decodable {
  case string(String)
  /// As text: ids are numbers of any length.
  case number(String)
  case flag(Bool)
  case list([FieldValue])
  case object(FieldObject)
  case null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if value.decodeNil() {
      self = .null
    } else if let object = try? value.decode([String: FieldValue].self) {
      self = .object(FieldObject(object))
    } else if let number = try? value.decode(Int.self) {
      self = .number(String(number))
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let list = try? value.decode([FieldValue].self) {
      self = .list(list)
    } else {
      self = .number(String(try value.decode(Double.self)))
    }
  }

  /// The value as an id or a text; nil for what is neither, and for an empty text.
  var text: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let number): number
    case .flag, .list, .object, .null: nil
    }
  }

  var list: [FieldValue] {
    if case .list(let list) = self { list } else { [] }
  }

  var flag: Bool? {
    switch self {
    case .flag(let flag): flag
    case .string(let text): Bool(text)
    default: nil
    }
  }

  subscript(path: FieldPath) -> FieldValue? {
    if case .object(let object) = self, let value = object.values[path.text] { return value }
    return path.names.reduce(Optional(self)) { value, name in
      guard case .object(let object) = value else { return nil }
      return object[name]
    }
  }
}

/// An object of JSON or an element of XML; a name is also found in other spelling: `Issue key` for `issue_key`.
struct FieldObject {
  private(set) var values: [String: FieldValue]
  /// The names by what they fold to; the first in order of the alphabet where several do to one.
  private var spellings: [String: String]

  init(_ values: [String: FieldValue]) {
    self.values = values
    spellings = Dictionary(
      values.keys.map { (TicketFields.fold($0), $0) }, uniquingKeysWith: { min($0, $1) })
  }

  subscript(name: FieldPath.Name) -> FieldValue? {
    values[name.text] ?? spellings[name.folded].flatMap { values[$0] }
  }
}

/// Names with dots between them; all are folded once, since every ticket is asked for many.
struct FieldPath: ExpressibleByStringLiteral, Sendable {
  struct Name: Sendable {
    var text: String
    var folded: String
  }

  let text: String
  let names: [Name]
  /// The names as they are compared, with dots between them.
  let folded: String

  init(_ text: String) {
    self.text = text
    names = text.split(separator: ".").map {
      Name(text: String($0), folded: TicketFields.fold(String($0)))
    }
    folded = names.map(\.folded).joined(separator: ".")
  }

  init(stringLiteral text: String) {
    self.init(text)
  }
}

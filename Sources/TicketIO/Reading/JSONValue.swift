/// Any value of JSON.
enum JSONValue: Decodable {
  case string(String)
  /// As text: ids are numbers of any length.
  case number(String)
  case flag(Bool)
  case list([JSONValue])
  case object(JSONObject)
  case null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if value.decodeNil() {
      self = .null
    } else if let object = try? value.decode([String: JSONValue].self) {
      self = .object(JSONObject(object))
    } else if let number = try? value.decode(Int.self) {
      self = .number(String(number))
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let list = try? value.decode([JSONValue].self) {
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

  var list: [JSONValue] {
    if case .list(let list) = self { list } else { [] }
  }

  subscript(path: JSONPath) -> JSONValue? {
    if case .object(let object) = self, let value = object.values[path.text] { return value }
    return path.names.reduce(Optional(self)) { value, name in
      guard case .object(let object) = value else { return nil }
      return object[name]
    }
  }
}

/// An object of JSON; a name is also found in other spelling: `Issue key` for `issue_key`.
struct JSONObject {
  private(set) var values: [String: JSONValue]
  /// The names by what they fold to; the first in order of the alphabet where several do to one.
  private var spellings: [String: String]

  init(_ values: [String: JSONValue]) {
    self.values = values
    spellings = Dictionary(
      values.keys.map { (TicketFields.fold($0), $0) }, uniquingKeysWith: { min($0, $1) })
  }

  subscript(name: JSONPath.Name) -> JSONValue? {
    values[name.text] ?? spellings[name.folded].flatMap { values[$0] }
  }
}

/// Names with dots between them; all are folded once, since every ticket is asked for many.
struct JSONPath: ExpressibleByStringLiteral {
  struct Name {
    var text: String
    var folded: String
  }

  let text: String
  let names: [Name]

  init(_ text: String) {
    self.text = text
    names = text.split(separator: ".").map {
      Name(text: String($0), folded: TicketFields.fold(String($0)))
    }
  }

  init(stringLiteral text: String) {
    self.init(text)
  }
}

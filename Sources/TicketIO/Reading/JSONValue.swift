/// Any value of JSON.
enum JSONValue: Decodable {
  case string(String)
  /// As text: ids are numbers of any length.
  case number(String)
  case flag(Bool)
  case list([JSONValue])
  case object([String: JSONValue])
  case null

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if value.decodeNil() {
      self = .null
    } else if let object = try? value.decode([String: JSONValue].self) {
      self = .object(object)
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

  /// The value at a path of names with dots between them.
  ///
  /// A name is also found in other spelling: `Issue key` for `issue_key`.
  subscript(path: String) -> JSONValue? {
    if case .object(let object) = self, let value = object[path] { return value }
    return path.split(separator: ".").reduce(Optional(self)) { value, name in
      guard case .object(let object) = value else { return nil }
      let name = String(name)
      if let exact = object[name] { return exact }
      let folded = TicketFields.fold(name)
      return object.keys.sorted().first { TicketFields.fold($0) == folded }.flatMap { object[$0] }
    }
  }
}

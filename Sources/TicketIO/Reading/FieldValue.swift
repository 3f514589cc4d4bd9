/// The value of a field: any value of JSON, or what an element of XML holds.
package enum FieldValue: Sendable {
  case string(String)
  /// As it is written: ids are numbers of any length.
  case number(String)
  case flag(Bool)
  case list([FieldValue])
  case object(FieldObject)
  case null

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
    if path.names.count == 1 { return self[path.names[0]] }
    return self[path.whole] ?? path.names.reduce(Optional(self)) { value, name in value?[name] }
  }

  private subscript(name: FieldPath.Name) -> FieldValue? {
    if case .object(let object) = self { object[name] } else { nil }
  }
}

/// An object of JSON or an element of XML; a name is also found in other spelling: `Issue key` for
/// `issue_key`.
package struct FieldObject: Sendable {
  package struct Member: Sendable {
    package let name: String
    package var value: FieldValue
    fileprivate let sketch: NameSketch

    init(name: String, value: FieldValue) {
      self.name = name
      self.value = value
      sketch = NameSketch(name)
    }
  }

  /// In their order; names may be there twice.
  package let members: [Member]

  init(_ members: [Member]) {
    self.members = members
  }

  /// The member of that name, the last where there are several, as everywhere; else the first that is
  /// spelled otherwise. No dictionary: most objects are small, and few of their names are asked for.
  subscript(name: FieldPath.Name) -> FieldValue? {
    var similar: Int?
    for index in members.indices.reversed() where name.sketch.mayBe(members[index].sketch) {
      if members[index].name == name.text { return members[index].value }
      if name.isSpelled(members[index].name) { similar = index }
    }
    return similar.map { members[$0].value }
  }
}

/// Tells most names that are spelled otherwise from each other without a look at their letters: every
/// ticket is asked for dozens of fields that it does not have.
struct NameSketch: Sendable {
  /// The same for all spellings of a name in ASCII; nil for other names, which may be any.
  private let sum: UInt32?

  init(_ name: String) {
    var sum: UInt32 = 0
    for byte in name.utf8 {
      switch byte {
      case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), 0x09...0x0D: continue
      case 0x80...:
        self.sum = nil
        return
      default: sum = sum &* 31 &+ UInt32(0x41...0x5A ~= byte ? byte | 0x20 : byte)
      }
    }
    self.sum = sum
  }

  @inline(__always)
  func mayBe(_ other: NameSketch) -> Bool {
    guard let sum, let otherSum = other.sum else { return true }
    return sum == otherSum
  }
}

/// Names with dots between them; all are folded once, since every ticket is asked for many. A class,
/// so that asking copies none of it.
final class FieldPath: ExpressibleByStringLiteral, Sendable {
  struct Name: Sendable {
    var text: String
    /// UTF-8.
    var folded: [UInt8]
    let sketch: NameSketch

    init(_ text: String) {
      self.text = text
      sketch = NameSketch(text)
      folded = Array(TicketFields.fold(text).utf8)
    }

    /// Whether a name folds to the same, without folding it where it is ASCII, as nearly all are.
    func isSpelled(_ name: String) -> Bool {
      var place = 0
      var hasGap = false
      for byte in name.utf8 {
        switch byte {
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: " "), 0x09...0x0D:
          hasGap = place > 0
          continue
        case 0x80...: return Array(TicketFields.fold(name).utf8) == folded
        default: break
        }
        if hasGap {
          guard place < folded.count, folded[place] == UInt8(ascii: " ") else { return false }
          place += 1
          hasGap = false
        }
        let small = 0x41...0x5A ~= byte ? byte | 0x20 : byte
        guard place < folded.count, folded[place] == small else { return false }
        place += 1
      }
      return place == folded.count
    }
  }

  let text: String
  let names: [Name]
  /// A name that has the dots in it.
  let whole: Name
  /// The names as they are compared, with dots between them.
  let folded: String

  init(_ text: String) {
    self.text = text
    names = text.split(separator: ".").map { Name(String($0)) }
    whole = Name(text)
    folded = text.split(separator: ".").map { TicketFields.fold(String($0)) }
      .joined(separator: ".")
  }

  convenience init(stringLiteral text: String) {
    self.init(text)
  }
}

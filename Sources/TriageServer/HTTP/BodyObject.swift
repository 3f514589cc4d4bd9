internal import TicketIO

/// An object in a body, read strictly: what is not understood is refused with its place, never skipped.
struct BodyObject {
  /// As a JSON pointer (RFC 6901).
  private let place: String
  private let members: [FieldObject.Member]

  init(_ value: FieldValue, at place: String) throws(Problem) {
    guard case .object(let object) = value else { throw .fault(place, "This must be an object.") }
    self.place = place
    members = object.members
  }

  /// Refuses a member that is none of these, and one that is there twice.
  func allow(_ known: [String]) throws(Problem) {
    for (index, member) in members.enumerated() {
      guard known.contains(member.name) else {
        throw .fault(
          pointer(member.name),
          "There is no such member; there are \(known.joined(separator: ", ")).")
      }
      guard !members[..<index].contains(where: { $0.name == member.name }) else {
        throw .fault(pointer(member.name), "This member is there twice.")
      }
    }
  }

  /// The member of that name; nil where it is not there. A null is no value of any type.
  subscript(name: String) -> FieldValue? {
    members.first { $0.name == name }?.value
  }

  func string(_ name: String) throws(Problem) -> String {
    guard let string = try optionalString(name) else {
      throw .fault(place, "“\(name)” is missing.")
    }
    return string
  }

  func optionalString(_ name: String) throws(Problem) -> String? {
    guard let value = self[name] else { return nil }
    return try Self.string(value, at: pointer(name))
  }

  func optionalStrings(_ name: String) throws(Problem) -> [String]? {
    guard let value = self[name] else { return nil }
    return try Self.list(value, at: pointer(name)) { value, place throws(Problem) in
      try Self.string(value, at: place)
    }
  }

  /// The objects in the list of that name, which is there.
  func objects(_ name: String) throws(Problem) -> [BodyObject] {
    try Self.list(self[name] ?? .null, at: pointer(name), BodyObject.init)
  }

  // MARK: Values

  private static func string(
    _ value: FieldValue, at place: @autoclosure () -> String
  ) throws(Problem) -> String {
    guard case .string(let string) = value else { throw .fault(place(), "This must be a string.") }
    return string
  }

  private static func list<Element>(
    _ value: FieldValue, at place: String,
    _ element: (FieldValue, String) throws(Problem) -> Element
  ) throws(Problem) -> [Element] {
    guard case .list(let values) = value else { throw .fault(place, "This must be an array.") }
    var elements: [Element] = []
    for (index, value) in values.enumerated() {
      elements.append(try element(value, "\(place)/\(index)"))
    }
    return elements
  }

  private func pointer(_ name: String) -> String {
    "\(place)/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }
}

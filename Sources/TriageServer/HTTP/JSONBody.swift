internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// Reads bodies of JSON, strictly: what is not understood is refused with its place, never skipped.
enum JSONBody {
  /// The longest body that is read, in bytes.
  static let limit = 8 << 20

  /// The body as it came.
  ///
  /// - Throws: a problem when it is no JSON by its header, or too long.
  static func bytes(of request: Request) async throws -> ByteBuffer {
    guard isJSON(request.headers[.contentType]) else {
      throw Problem(
        .unsupportedMediaType, "Send JSON, with the header Content-Type: application/json.",
        headers: [.accept: "application/json"])
    }
    if let length = request.headers[.contentLength].flatMap(Int.init), length > limit {
      throw Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }
    do {
      return try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }
  }

  static func decode<Value: Decodable>(_ type: Value.Type, from body: ByteBuffer) throws(Problem)
    -> Value
  {
    let bytes = body.readableBytesView
    guard bytes.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) != nil else {
      throw Problem(.badRequest, "The body is not UTF-8.")
    }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw Problem(error)
    } catch {
      throw Problem(.badRequest, "The body is not JSON.")
    }
  }

  private static func isJSON(_ type: String?) -> Bool {
    guard let type else { return false }
    let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
    guard parts.first == "application/json" else { return false }
    return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
  }
}

extension Problem {
  init(_ error: DecodingError) {
    switch error {
    case .keyNotFound(let key, let context):
      self = .fault(Self.pointer(context.codingPath), "“\(key.stringValue)” is missing.")
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      self = .fault(Self.pointer(context.codingPath), "This must be \(Self.name(of: type)).")
    case .dataCorrupted(let context)
    where context.underlyingError == nil && !context.codingPath.isEmpty:
      self = .fault(Self.pointer(context.codingPath), context.debugDescription)
    default:
      self.init(.badRequest, "The body is not JSON, or its values lie too deep.")
    }
  }

  private static func pointer(_ path: [any CodingKey]) -> String {
    path.map { key in
      let name = key.intValue.map(String.init) ?? key.stringValue
      return "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
    }.joined()
  }

  private static func name(of type: Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is [Any].Type: "an array"
    default: "an object"
    }
  }
}

/// Any name of a member.
struct MemberName: CodingKey, ExpressibleByStringLiteral {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
  init(stringLiteral text: String) { stringValue = text }
}

extension KeyedDecodingContainer<MemberName> {
  /// The member of that name; nil where it is not there. A null is no value of any type.
  func optional<Value: Decodable>(_ type: Value.Type, _ name: MemberName) throws -> Value? {
    contains(name) ? try decode(type, forKey: name) : nil
  }
}

extension Decoder {
  /// The members of an object that may have these and no others.
  func members(_ known: [String]) throws -> KeyedDecodingContainer<MemberName> {
    let members = try container(keyedBy: MemberName.self)
    for name in members.allKeys where !known.contains(name.stringValue) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: members.codingPath + [name],
          debugDescription: "There is no such member; there are \(known.joined(separator: ", "))."))
    }
    return members
  }
}

internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TicketIO

/// Reads bodies of JSON.
enum JSONBody {
  /// The longest body that is read, in bytes.
  static let limit = 8 << 20

  /// The body as it came.
  ///
  /// - Throws: a problem when it is no JSON by its headers, or too long.
  static func bytes(of request: Request) async throws -> ByteBuffer {
    let headers = request.headers
    guard isJSON(headers[.contentType]) else {
      throw Problem(
        .unsupportedMediaType, "Send JSON, with the header Content-Type: application/json.",
        headers: [.accept: "application/json"])
    }
    // Reading a field that is not there takes as long as one that is.
    if headers.contains(.contentEncoding), headers[.contentEncoding]?.lowercased() != "identity" {
      throw Problem(
        .unsupportedMediaType, "Send the body as it is, without a Content-Encoding.",
        headers: [.acceptEncoding: "identity"])
    }
    if let length = headers[.contentLength].flatMap(Int.init), length > limit {
      throw Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }
    do {
      return try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw Problem(.contentTooLarge, "The body is longer than \(limit) bytes.")
    }
  }

  /// The object that a body is.
  static func object(in body: ByteBuffer) throws(Problem) -> BodyObject {
    var bytes = Array(body.readableBytesView)
    // A byte order mark, which some programs put before all their UTF-8.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    guard (try? UTF8Span(validating: bytes.span)) != nil else {
      throw Problem(.badRequest, "The body is not UTF-8.")
    }
    guard let value = JSONValueReader.value(of: bytes, takingHalfPairs: false) else {
      throw Problem(.badRequest, "The body is not JSON, or its values lie too deep.")
    }
    return try BodyObject(value, at: "")
  }

  private static func isJSON(_ type: String?) -> Bool {
    // So it is nearly always written.
    if type == "application/json" { return true }
    guard let type else { return false }
    let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
    guard parts.first == "application/json" else { return false }
    return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
  }
}

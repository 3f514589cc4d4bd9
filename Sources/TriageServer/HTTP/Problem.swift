internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TriageDesk

/// What went wrong with a request, as its caller is told: a problem document.
///
/// Problems have no type of their own; their title is the status's phrase, as RFC 9457 asks then.
/// Nothing of the request's text is ever in one.
///
/// Source: RFC 9457, Problem Details for HTTP APIs.
struct Problem: Error {
  static let mediaType = "application/problem+json"

  var status: HTTPResponse.Status
  /// What is wrong and how to mend it, as a sentence.
  var detail: String
  /// Mistakes in the body, each with its place.
  var faults: [Fault] = []
  var headers: HTTPFields = [:]

  struct Fault: Hashable {
    /// A JSON pointer (RFC 6901) into the body.
    var pointer: String
    var detail: String
  }

  init(
    _ status: HTTPResponse.Status, _ detail: String, faults: [Fault] = [], headers: HTTPFields = [:]
  ) {
    self.status = status
    self.detail = detail
    self.faults = faults
    self.headers = headers
  }

  /// One mistake in the body.
  static func fault(_ pointer: String, _ detail: String) -> Problem {
    Problem(
      .unprocessableContent, "The body does not have the form that is asked for.",
      faults: [Fault(pointer: pointer, detail: detail)])
  }

  /// The document.
  var bytes: [UInt8] {
    var json = JSONText()
    json.object { json in
      json.member("title", status.reasonPhrase)
      json.member("status", status.code)
      json.member("detail", detail)
      guard !faults.isEmpty else { return }
      json.name("errors")
      json.array(faults) { json, fault in
        json.object { json in
          json.member("pointer", fault.pointer)
          json.member("detail", fault.detail)
        }
      }
    }
    return json.bytes
  }

  var response: Response {
    var headers = headers
    headers[.contentType] = Self.mediaType
    headers[.cacheControl] = "no-store"
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
  }
}

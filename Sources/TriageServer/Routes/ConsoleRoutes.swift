internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// `GET /` and what the console is made of. All of it is inside the program, so it is found wherever
/// that lies.
struct ConsoleRoutes {
  /// Nothing but what this server sends is loaded, run or shown, and nothing is sent elsewhere.
  private static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'", "trusted-types verdict",
  ].joined(separator: "; ")

  private struct File: Sendable {
    var type: String
    var content: ByteBuffer
    /// Of the content's bytes: a browser asks whether it has them already.
    var tag: String

    init(_ type: String, _ bytes: [UInt8]) {
      self.type = type
      content = ByteBuffer(bytes: bytes)
      let digest = SHA256.hash(data: Data(bytes)).prefix(8)
      tag = "\"" + digest.map { String($0, radix: 16) }.joined() + "\""
    }
  }

  private static let files: [String: File] = [
    "": File("text/html; charset=utf-8", PackageResources.index_html),
    "console.css": File("text/css; charset=utf-8", PackageResources.console_css),
    "console.js": File("text/javascript; charset=utf-8", PackageResources.console_js),
    "icon.svg": File("image/svg+xml", PackageResources.icon_svg),
  ]

  static var paths: [String] { files.keys.sorted() }

  func file(_ path: String) -> @Sendable (Request) -> Response {
    let file = Self.files[path]
    return { request in
      guard let file else { return Problem(.notFound, "There is no such file.").response }
      var headers: HTTPFields = [
        .eTag: file.tag, .cacheControl: "no-cache", .contentSecurityPolicy: Self.policy,
        .crossOriginOpener: "same-origin", .referrerPolicy: "no-referrer",
      ]
      if request.headers[.ifNoneMatch] == file.tag {
        return Response(status: .notModified, headers: headers)
      }
      headers[.contentType] = file.type
      return Response(
        status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.content))
    }
  }
}

extension HTTPField.Name {
  fileprivate static let crossOriginOpener = Self("Cross-Origin-Opener-Policy") ?? .server
  fileprivate static let referrerPolicy = Self("Referrer-Policy") ?? .server
}

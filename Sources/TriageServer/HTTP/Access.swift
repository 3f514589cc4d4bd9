internal import Crypto
internal import FoundationEssentials
internal import HTTPTypes
internal import Hummingbird

/// The word that callers must know.
package struct AccessToken: Sendable {
  /// Tokens are compared by their digests, which takes the same time wherever they differ, and tells
  /// nothing of their lengths.
  private let digest: SHA256.Digest

  /// The fewest characters of a token.
  package static let shortest = 16

  /// - Returns: nil when it is too short to be one, or has characters that no header can carry.
  package init?(_ text: String) {
    guard text.utf8.count >= Self.shortest, text.utf8.allSatisfy({ 0x21...0x7E ~= $0 }) else {
      return nil
    }
    digest = SHA256.hash(data: Data(text.utf8))
  }

  func matches(_ offered: some StringProtocol) -> Bool {
    SHA256.hash(data: Data(offered.utf8)) == digest
  }
}

/// Lets nobody in who does not bring the token (RFC 6750).
struct TokenMiddleware<Context: RequestContext>: RouterMiddleware {
  /// Nil where none is asked for.
  let token: AccessToken?

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard let token else { return try await next(request, context) }
    let words = (request.headers[.authorization] ?? "").split(separator: " ")
    guard words.count == 2, words[0].lowercased() == "bearer", token.matches(words[1]) else {
      throw Problem(
        .unauthorized, "Send the server's token: Authorization: Bearer TOKEN.",
        headers: [.wwwAuthenticate: #"Bearer realm="triage""#])
    }
    return try await next(request, context)
  }
}

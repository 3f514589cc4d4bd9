internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// What surrounds every request: errors become problem documents, answers get the headers that all
/// have, and each is counted. Nothing of a request is logged but its route and its status.
struct Envelope<Context: RequestContext>: RouterMiddleware {
  let counts: ServerCounts
  let routes: RouteTable
  /// The names under which the server may be called; nil where a token is asked for anyway.
  ///
  /// Without it, any page that a user visits could have its own name resolve to this machine and
  /// read what the server says (DNS rebinding).
  let hostNames: Set<String>?

  private static var longestPath: Int { 8_192 }

  func handle(
    _ request: Request, context: Context, next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    let start = ContinuousClock.now
    var response = await answer(request, context, next)
    response.headers[.xContentTypeOptions] = "nosniff"
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    let route = context.endpointPath ?? "none"
    counts.answered(
      route: route, status: response.status.code, in: ContinuousClock.now - start)
    context.logger.debug(
      "answered",
      metadata: [
        "method": "\(request.method)", "route": "\(route)", "status": "\(response.status.code)",
      ])
    return response
  }

  private func answer(
    _ request: Request, _ context: Context, _ next: (Request, Context) async throws -> Response
  ) async -> Response {
    do {
      try check(request)
      return try await next(request, context)
    } catch let problem as Problem {
      return problem.response
    } catch is NIOTooManyBytesError {
      return Problem(.contentTooLarge, "The body is longer than is read here.").response
    } catch let error as HTTPError where error.status == .notFound {
      return routes.problem(for: request).response
    } catch {
      context.logger.error("a request failed", metadata: ["reason": "\(type(of: error))"])
      return Problem(.internalServerError, "This is a mistake of the server's.").response
    }
  }

  private func check(_ request: Request) throws(Problem) {
    guard request.uri.string.utf8.count <= Self.longestPath else {
      throw Problem(.uriTooLong, "The path is longer than \(Self.longestPath) bytes.")
    }
    guard let hostNames, let authority = request.head.authority else { return }
    guard hostNames.contains(HostName.of(authority)) else {
      throw Problem(
        .misdirectedRequest,
        "The server does not go by this name; start it with --allow-host NAME where it should.")
    }
  }
}

/// The names of hosts in addresses.
enum HostName {
  /// The host of an authority such as `localhost:8080` or `[::1]:8080`, in small letters, without
  /// port and brackets.
  static func of(_ authority: String) -> String {
    var name = authority[...]
    if name.first == "[" {
      name = name.dropFirst().prefix { $0 != "]" }
    } else if let colon = name.lastIndex(of: ":") {
      name = name[..<colon]
    }
    return name.lowercased()
  }

  /// Whether only this machine can reach a host of that name.
  static func isLoopback(_ name: String) -> Bool {
    if name == "localhost" || name == "::1" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }
}

internal import HTTPTypes
internal import Hummingbird

/// The paths that there are, with their methods: tells a wrong method from a wrong path.
struct RouteTable: Sendable {
  private var routes: [Route] = []

  private struct Route {
    var names: [Substring]
    var methods: [HTTPRequest.Method]
  }

  /// - Parameter path: a name with `{` before it stands for any.
  mutating func add(_ path: String, _ methods: [HTTPRequest.Method]) {
    routes.append(Route(names: path.split(separator: "/"), methods: methods))
  }

  func problem(for request: Request) -> Problem {
    let names = request.uri.path.split(separator: "/")
    let route = routes.first { route in
      route.names.count == names.count
        && zip(route.names, names).allSatisfy { $0.first == "{" || $0 == $1 }
    }
    guard let route else {
      return Problem(.notFound, "There is nothing at this path; /openapi.json says what there is.")
    }
    let allowed = route.methods.map(\.rawValue).joined(separator: ", ")
    return Problem(
      .methodNotAllowed, "This path answers \(allowed) only.", headers: [.allow: allowed])
  }
}

internal import HTTPTypes
package import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore

/// The server, ready to run: the same for those who run it and for tests.
///
/// - Parameters:
///   - registry: where it counts, and what `/metrics` writes.
///   - onServerRunning: told the port once it listens.
package func buildApplication(
  _ settings: ServerSettings, keeper: KnowledgeKeeper, registry: PrometheusRegistry,
  logger: Logger, onServerRunning: @escaping @Sendable (Int) -> Void = { _ in }
) -> some ApplicationProtocol {
  let counts = ServerCounts(registry)
  let crowd = Crowd(most: settings.mostConnections)
  let router = makeRouter(settings, keeper, counts, registry)
  return Application(
    responder: router.buildResponder(),
    server: .http1(
      configuration: HTTP1Channel.Configuration(
        additionalChannelHandlers: [RequestDeadline(settings.deadlines, counts, crowd)],
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 64 << 10, maxHeaderFieldCount: 100))),
    configuration: ApplicationConfiguration(
      address: .hostname(settings.host, port: settings.port), backlog: 4_096,
      availableConnectionsDelegate: .maximum(settings.mostConnections, logger: logger)),
    services: [
      KnowledgeWatcher(keeper: keeper, counts: counts, interval: settings.watchInterval)
    ],
    onServerRunning: { channel in onServerRunning(channel.localAddress?.port ?? settings.port) },
    logger: logger)
}

private func makeRouter(
  _ settings: ServerSettings, _ keeper: KnowledgeKeeper, _ counts: ServerCounts,
  _ registry: PrometheusRegistry
) -> Router<BasicRequestContext> {
  let verdicts = VerdictRoute(keeper: keeper, counts: counts)
  let knowledge = KnowledgeRoutes(keeper: keeper)
  let feedback = FeedbackRoute(
    keeper: keeper, counts: counts, store: settings.feedback, keepsText: settings.keepsText)
  let zendesk = ZendeskRoute(keeper: keeper, counts: counts, signature: settings.zendesk)
  let state = StateRoutes(keeper: keeper, registry: registry)
  let console = ConsoleRoutes()

  let router = Router(context: BasicRequestContext.self, options: [.autoGenerateHeadEndpoints])
  router.add(
    middleware: Envelope(
      counts: counts, routes: allRoutes,
      hostNames: settings.token == nil ? hostNames(settings) : nil))
  for path in ConsoleRoutes.paths {
    let file = console.file(path)
    router.get("/\(path)") { request, _ in file(request) }
  }
  router.get("openapi.json", use: knowledge.description)
  router.get("healthz", use: state.health)
  router.get("readyz", use: state.readiness)
  router.post("v1/zendesk", use: zendesk.respond)
  router.group().add(middleware: TokenMiddleware(token: settings.token))
    .get("metrics", use: state.metrics)
    .post("v1/verdicts", use: verdicts.respond)
    .post("v1/feedback", use: feedback.respond)
    .get("v1/concerns", use: knowledge.concerns)
    .get("v1/articles/:id", use: knowledge.article)
  return router
}

/// Every path, for those that are called with a wrong method.
private let allRoutes: RouteTable = {
  var routes = RouteTable()
  let pages =
    ConsoleRoutes.paths + [
      "openapi.json", "healthz", "readyz", "metrics", "v1/concerns", "v1/articles/{id}",
    ]
  for path in pages { routes.add(path, [.get, .head]) }
  for path in ["v1/verdicts", "v1/feedback", "v1/zendesk"] { routes.add(path, [.post]) }
  return routes
}()

private func hostNames(_ settings: ServerSettings) -> Set<String> {
  Set(
    ["localhost", "127.0.0.1", "::1", settings.host.lowercased()]
      + settings.hostNames.map { $0.lowercased() })
}

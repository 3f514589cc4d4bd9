internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeBase
internal import NIOCore
internal import TriageDesk

/// `GET /healthz`, `/readyz` and `/metrics`: how the server is, for those who run it.
struct StateRoutes {
  let keeper: KnowledgeKeeper
  let registry: PrometheusRegistry

  private static let healthy = ByteBuffer(string: #"{"status":"ok"}"#)

  /// Whether the process answers at all.
  func health(_ request: Request, _ context: some RequestContext) -> Response {
    Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: Self.healthy))
  }

  /// Whether it can judge: there is a knowledge base, or it would not have started.
  func readiness(_ request: Request, _ context: some RequestContext) -> Response {
    let loaded = keeper.desk
    var json = JSONText()
    json.object { json in
      json.member("status", "ready")
      json.member("generation", loaded.generation)
      json.member("concerns", loaded.desk.knowledge.concerns.count)
    }
    return .json(json)
  }

  func metrics(_ request: Request, _ context: some RequestContext) -> Response {
    Response(
      status: .ok, headers: [.contentType: PrometheusRegistry.mediaType],
      body: ResponseBody(byteBuffer: ByteBuffer(string: registry.text)))
  }
}

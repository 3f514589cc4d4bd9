internal import HTTPTypes
internal import Hummingbird
internal import KnowledgeBase
internal import NIOCore
internal import TriageDesk

/// `GET /v1/concerns`, `GET /v1/articles/{id}` and `GET /openapi.json`: what the knowledge base that
/// serves now has, and so what callers can ask for.
struct KnowledgeRoutes {
  let keeper: KnowledgeKeeper

  func concerns(_ request: Request, _ context: some RequestContext) throws -> Response {
    let knowledge = keeper.desk.desk.knowledge
    var json = JSONText()
    json.object { json in
      json.member("schema", "triage.concerns/1")
      json.name("desks")
      json.array(knowledge.desks) { json, desk in
        json.object { json in
          json.member("id", desk.id)
          json.member("name", desk.name)
          json.member("handles", desk.handles)
        }
      }
      json.name("audiences")
      json.array(knowledge.audiences) { json, audience in
        json.object { json in
          json.member("id", audience.id)
          json.member("label", audience.label)
        }
      }
      json.name("concerns")
      json.array(knowledge.concerns) { json, concern in
        json.object { json in
          json.member("id", concern.id)
          json.member("owner", concern.owner)
          json.member("title", concern.title)
          json.member("article", Self.article(of: concern, knowledge)?.id)
        }
      }
    }
    return .json(json)
  }

  /// The description of the API; where it has `"CONCERNS"`, `"AUDIENCES"` and `"ARTICLES"` come the
  /// names that the knowledge base gives.
  func description(_ request: Request, _ context: some RequestContext) -> Response {
    let knowledge = keeper.desk.desk.knowledge
    func list(_ names: [String]) -> String {
      var json = JSONText()
      json.array(names) { $0.string($1) }
      return String(json.text.dropFirst().dropLast())
    }
    let articles = Set(knowledge.concerns.compactMap { Self.article(of: $0, knowledge)?.id })
    let text = String(decoding: PackageResources.openapi_json, as: UTF8.self)
      .replacing(#""CONCERNS""#, with: list(knowledge.concerns.map(\.id)))
      .replacing(#""AUDIENCES""#, with: list(knowledge.audiences.map(\.id)))
      .replacing(#""ARTICLES""#, with: list(articles.sorted()))
    return Response(
      status: .ok, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }

  private static func article(of concern: Concern, _ knowledge: KnowledgeBase) -> Article? {
    switch concern.answer {
    case .steps(let article), .referral(let article, _): knowledge.articles[article.path]
    case .clarify, .none: nil
    }
  }

  func article(_ request: Request, _ context: some RequestContext) throws -> Response {
    let loaded = keeper.desk
    let id = context.parameters.get("id") ?? ""
    let audience = request.uri.queryParameters["audience"].map(String.init)
    if let audience, !loaded.desk.knowledge.audiences.contains(where: { $0.id == audience }) {
      let known = loaded.desk.knowledge.audiences.map(\.id).joined(separator: ", ")
      throw Problem(.badRequest, "The parameter audience is one of \(known).")
    }
    guard let procedure = loaded.desk.procedure(article: id, audience: audience) else {
      throw Problem(
        .notFound, "There is no such article; /v1/concerns names those of the concerns.")
    }
    var json = JSONText()
    ReplyJSON.write(procedure, id: id, &json)
    return .json(json)
  }
}

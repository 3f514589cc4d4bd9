import Foundation
import Testing
import TriageServer
import TriageTestSupport

/// The description of the API says what the server does.
@Suite struct DescriptionTests {
  @Test func everyPathIsThereAndNoOther() async throws {
    try await TestServer.run { server in
      let description = try #require(await server.client.get("/openapi.json")?.object)
      #expect(description["openapi"] as? String == "3.1.0")
      let paths = try #require(description["paths"] as? [String: [String: Any]])
      for (path, operations) in paths {
        let real = path.replacingOccurrences(of: "{id}", with: "flat-tire")
        let allowed = Set(
          await server.client.send("TRACE", real)?.headers["allow"]?.components(separatedBy: ", ")
            ?? [])
        #expect(
          Set(operations.keys.map { $0.uppercased() }) == allowed.subtracting(["HEAD"]), "\(path)")
      }
      #expect(paths.count == 8)
      let schemas = SchemaChecker(root: description)
      let concerns = schemas.find(["components", "schemas", "ConcernId"])?["enum"]
      #expect(
        concerns as? [String]
          == ["bank/loan", "else/nobody", "else/unclear", "shop/flat-tire"])
      let audiences = schemas.find(["components", "schemas", "AudienceId"])?["enum"]
      #expect(audiences as? [String] == ["existing", "new"])
      let article = paths["/v1/articles/{id}"]?["get"] as? [String: Any]
      let parameter = (article?["parameters"] as? [[String: Any]])?.first
      let examples = (parameter?["schema"] as? [String: Any])?["examples"] as? [String]
      #expect(examples?.contains("flat-tire") == true)
      for id in examples ?? [] {
        #expect(await server.client.get("/v1/articles/\(id)")?.status == 200)
      }
    }
  }

  struct Call: Sendable {
    var method = "GET"
    var path: String
    /// The path in the description, where it has a parameter.
    var pattern: String?
    var body: String?
  }

  static let calls = [
    Call(method: "POST", path: "/v1/verdicts", body: #"{"text": "flat tire", "id": "1"}"#),
    Call(
      method: "POST", path: "/v1/verdicts",
      body: #"{"text": "my tire is flat and I pay a loan for it"}"#),
    Call(method: "POST", path: "/v1/verdicts", body: #"{"text": "L7 says the loan is due"}"#),
    Call(method: "POST", path: "/v1/verdicts", body: #"{"text": "hello"}"#),
    Call(method: "POST", path: "/v1/verdicts", body: #"{"text": "the weather"}"#),
    Call(method: "POST", path: "/v1/verdicts", body: #"{"questions": [{"text": "flat tire"}]}"#),
    Call(method: "POST", path: "/v1/verdicts", body: #"{"questions": []}"#),
    Call(method: "POST", path: "/v1/verdicts", body: "{"),
    Call(path: "/v1/concerns"), Call(path: "/healthz"), Call(path: "/readyz"),
    Call(path: "/v1/articles/flat-tire", pattern: "/v1/articles/{id}"),
    Call(path: "/v1/articles/flat-tire?audience=new", pattern: "/v1/articles/{id}"),
    Call(path: "/v1/articles/nope", pattern: "/v1/articles/{id}"),
    Call(method: "POST", path: "/v1/feedback", body: #"{"concern": "x", "judgement": "right"}"#),
    Call(method: "POST", path: "/v1/zendesk", body: "{}"),
  ]

  @Test func answersHaveTheFormsThatAreDescribed() async throws {
    try await TestServer.run { server in
      let description = try #require(await server.client.get("/openapi.json")?.object)
      let schemas = SchemaChecker(root: description)
      for call in Self.calls {
        let answer = try #require(
          await server.client.send(
            call.method, call.path, call.body == nil ? [:] : ["Content-Type": "application/json"],
            call.body.map { Array($0.utf8) }))
        let type = String(answer.headers["content-type"]?.split(separator: ";").first ?? "")
        let schema = try #require(
          schemas.find([
            "paths", call.pattern ?? call.path, call.method.lowercased(), "responses",
            "\(answer.status)", "content", type, "schema",
          ]), "\(call.path): \(answer.status) \(type)")
        #expect(schemas.faults(of: answer.json, schema) == [], "\(call.path) \(call.body ?? "")")
      }
    }
  }

  @Test func theShippedKnowledgeBaseIsAnsweredInThoseFormsToo() async throws {
    try await TestServer.run(knowledge: Repository.knowledge) { server in
      let description = try #require(await server.client.get("/openapi.json")?.object)
      let schemas = SchemaChecker(root: description)
      let concerns = await server.client.get("/v1/concerns")
      #expect(schemas.faults(of: concerns?.json, ["$ref": "#/components/schemas/Concerns"]) == [])
      for concern in concerns?.object["concerns"] as? [[String: Any]] ?? [] {
        let id = try #require(concern["id"] as? String)
        let verdict = await server.client.post("/v1/verdicts", #"{"chosen": "\#(id)"}"#)
        #expect(schemas.faults(of: verdict?.json, ["$ref": "#/components/schemas/Verdict"]) == [])
        guard let article = concern["article"] as? String else { continue }
        let answer = await server.client.get("/v1/articles/\(article)")
        #expect(schemas.faults(of: answer?.json, ["$ref": "#/components/schemas/Article"]) == [])
      }
    }
  }
}

/// Checks values against schemas: the part of JSON Schema 2020-12 that the description uses, and a
/// fault for any other keyword.
struct SchemaChecker {
  let root: [String: Any]

  /// What lies at a path of names; references on the way are followed.
  func find(_ path: [String]) -> [String: Any]? {
    var place = root
    for name in path {
      guard let next = place[name] as? [String: Any] else { return nil }
      place = resolved(next)
    }
    return place
  }

  private func resolved(_ value: [String: Any]) -> [String: Any] {
    guard let reference = value["$ref"] as? String else { return value }
    return find(reference.split(separator: "/").dropFirst().map(String.init)) ?? [:]
  }

  func faults(of value: Any?, _ schema: [String: Any], at place: String = "") -> [String] {
    let schema = resolved(schema)
    if schema.isEmpty { return ["\(place): no schema"] }
    return schema.flatMap { keyword, rule -> [String] in
      switch (keyword, rule) {
      case ("type", _):
        let types = rule as? [String] ?? [rule as? String ?? ""]
        return types.contains { Self.isOf(type: $0, value) } ? [] : ["\(place): not \(types)"]
      case ("const", _): return "\(value ?? "nil")" == "\(rule)" ? [] : ["\(place): not \(rule)"]
      case ("enum", let rule as [String]):
        return rule.contains(value as? String ?? "") ? [] : ["\(place): not in \(rule)"]
      case ("required", let names as [String]):
        let object = value as? [String: Any] ?? [:]
        return names.filter { object[$0] == nil }.map { "\(place): no \($0)" }
      case ("properties", let rules as [String: [String: Any]]):
        return (value as? [String: Any] ?? [:]).flatMap { name, member in
          rules[name].map { faults(of: member, $0, at: "\(place)/\(name)") } ?? []
        }
      case ("additionalProperties", _):
        let known = (schema["properties"] as? [String: Any] ?? [:]).keys
        return (value as? [String: Any] ?? [:]).keys.filter { !known.contains($0) }
          .map { "\(place): unexpected \($0)" }
      case ("items", let rule as [String: Any]):
        return (value as? [Any] ?? []).enumerated().flatMap {
          faults(of: $1, rule, at: "\(place)/\($0)")
        }
      case ("anyOf", let rules as [[String: Any]]), ("oneOf", let rules as [[String: Any]]):
        let all = rules.map { faults(of: value, $0, at: place) }
        return all.contains { $0.isEmpty } ? [] : all.min { $0.count < $1.count } ?? []
      case ("minimum", let limit as Double):
        return (value as? Double).map { $0 >= limit } ?? true ? [] : ["\(place): too small"]
      case ("maximum", let limit as Double):
        return (value as? Double).map { $0 <= limit } ?? true ? [] : ["\(place): too large"]
      case ("maxItems", let limit as Int):
        return (value as? [Any] ?? []).count <= limit ? [] : ["\(place): too many"]
      case ("description", _), ("format", _), ("discriminator", _), ("minItems", _),
        ("maxLength", _), ("minLength", _):
        return []
      default: return ["\(place): the keyword \(keyword) is not checked"]
      }
    }
  }

  private static func isOf(type: String, _ value: Any?) -> Bool {
    switch type {
    case "object": value is [String: Any]
    case "array": value is [Any]
    case "string": value is String
    case "boolean": value is Bool
    case "integer": value is Int
    case "number": value is Double
    case "null": value is NSNull
    default: false
    }
  }
}

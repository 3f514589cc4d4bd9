internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// An element is not as the schema that its file names wants it.
  static let schemaViolation = DiagnosticCode("TK0110")
  /// A file names a schema that is none.
  static let badSchema = DiagnosticCode("TK0111")
}

/// Holds files against the schemas that they name, with libxml2.
///
/// The reader has said in its own words what it cannot use; libxml2 also sees what stands in the wrong
/// order or too often. What both see is told once, in the reader's words.
struct SchemaViolation {
  private let knowledge: CheckedKnowledge
  private var schemas: [String: Schema?] = [:]
  private var sink = DiagnosticSink()

  private struct Schema {
    var compiled: XMLSchema
    var outline: SchemaOutline
  }

  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    var check = SchemaViolation(knowledge: knowledge)
    let known = Dictionary(grouping: sink.diagnostics, by: \.range.file)
    for (path, document) in knowledge.documents.sorted(by: { $0.key < $1.key }) {
      let findings = known[path] ?? []
      // What is not well-formed has no elements to speak of.
      guard !findings.contains(where: { $0.code.id.hasPrefix("TK01") }) else { continue }
      for model in document.models where model.isRelaxNG {
        check.check(path, document, model, Set(findings.map(\.range.start.line)))
      }
    }
    sink.merge(check.sink.diagnostics)
  }

  private mutating func check(
    _ path: String, _ document: XMLDocument, _ model: XMLModel, _ linesWithFindings: Set<Int>
  ) {
    guard !Address.hasScheme(model.href) else { return }
    guard let file = Path.resolve(model.href, from: Path.folder(path)),
      knowledge.files.contains(file)
    else {
      sink.error(
        .brokenLink, "the schema “\(model.href)” is not there", at: model.range,
        hint: NearestName.suggestion(
          for: model.href.split(separator: "/").last.map(String.init) ?? "",
          among: knowledge.files.filter { $0.hasPrefix("schema/") }.map {
            String($0.dropFirst("schema/".count))
          }
        ).map { "did you mean \($0)?" })
      return
    }
    guard let schema = schema(file),
      let bytes = try? FileSystem.read(
        knowledge.folder + "/" + path, limit: XMLTreeReader.sizeLimit)
    else { return }
    let violations = bytes.withUnsafeBytes { schema.compiled.violations(in: $0) }
    report(violations, document.root, schema.outline, linesWithFindings)
  }

  private mutating func report(
    _ violations: [XMLSchema.Violation], _ root: XMLElement, _ outline: SchemaOutline,
    _ linesWithFindings: Set<Int>
  ) {
    let causes = violations.filter { $0.fault != .contents && $0.fault != .attributes }
    // What libxml2 says of the elements around a fault comes from the fault.
    guard causes.count > 0 || linesWithFindings.isEmpty else { return }
    var seen: Set<[Int]> = []
    for violation in causes.isEmpty ? violations.prefix(1) : causes[...] {
      guard let (element, parent) = Self.element(violation.path, root),
        !linesWithFindings.contains(element.range.start.line),
        seen.insert(violation.path).inserted
      else { continue }
      let (message, hint) = Self.words(violation.fault, element, parent, outline)
      sink.error(.schemaViolation, message, at: element.tag, hint: hint)
    }
  }

  private static func element(_ path: [Int], _ root: XMLElement)
    -> (element: XMLElement, parent: XMLElement?)?
  {
    var (element, parent): (XMLElement, XMLElement?) = (root, nil)
    for index in path {
      let children = Array(element.elements)
      guard children.indices.contains(index) else { return nil }
      (element, parent) = (children[index], element)
    }
    return (element, parent)
  }

  private static func words(
    _ fault: XMLSchema.Fault, _ element: XMLElement, _ parent: XMLElement?, _ outline: SchemaOutline
  ) -> (message: String, hint: String?) {
    func allowed(in element: XMLElement?) -> String? {
      guard let element, let content = outline.content(of: element.name) else { return nil }
      var parts = content.elements.map { "<\($0)>" }
      if content.isText { parts.append("text") }
      guard !parts.isEmpty else { return "<\(element.name)> is empty" }
      return "in <\(element.name)> may stand, in this order, " + parts.joined(separator: ", ")
    }
    switch fault {
    case .unexpectedElement:
      return (
        "<\(element.name)> does not belong here" + (parent.map { " in <\($0.name)>" } ?? ""),
        allowed(in: parent)
      )
    case .otherElement(let wanted):
      return ("<\(element.name)> stands where <\(wanted)> was expected", allowed(in: parent))
    case .missingElement(let name):
      return ("<\(element.name)> needs a <\(name)>", allowed(in: element))
    case .unexpectedAttribute(let name):
      let attributes = outline.content(of: element.name)?.attributes ?? []
      return (
        "<\(element.name)> has no attribute “\(name)”, or not with this value",
        attributes.isEmpty ? "it takes none" : "it takes " + attributes.joined(separator: ", ")
      )
    case .unexpectedText: return ("text stands in <\(element.name)>", allowed(in: element))
    case .badValue(let value):
      return ("“\(value)” is not a value that <\(element.name)> can have", nil)
    case .attributes:
      let attributes = outline.content(of: element.name)?.attributes ?? []
      return (
        "the attributes of <\(element.name)> are not as the schema wants them",
        attributes.isEmpty ? nil : "it takes " + attributes.joined(separator: ", ")
      )
    case .contents:
      return (
        "what stands in <\(element.name)> is not as the schema wants it", allowed(in: element)
      )
    }
  }

  // MARK: Schemas

  private mutating func schema(_ file: String) -> Schema? {
    if let known = schemas[file] { return known }
    let schema = read(file)
    schemas[file] = .some(schema)
    return schema
  }

  private mutating func read(_ file: String) -> Schema? {
    var grammars: [XMLElement] = []
    guard collect(file, into: &grammars, inside: []) else { return nil }
    var problem = ""
    guard let compiled = XMLSchema(path: knowledge.folder + "/" + file, problem: &problem) else {
      sink.error(
        .badSchema, "the schema cannot be used: \(problem)", at: .whole(file),
        hint: "compare it with the one that came with the program")
      return nil
    }
    return Schema(compiled: compiled, outline: SchemaOutline(grammars))
  }

  /// Reads a schema and those that it includes; false where one of them is not fit for libxml2, which
  /// is reported.
  private mutating func collect(
    _ file: String, into grammars: inout [XMLElement], inside outer: [String]
  ) -> Bool {
    func refuse(_ message: String, at range: SourceRange) -> Bool {
      sink.error(.badSchema, message, at: range)
      return false
    }
    guard !outer.contains(file), outer.count < 16 else {
      return refuse("the schema includes itself", at: .whole(file))
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read(knowledge.folder + "/" + file, limit: XMLTreeReader.sizeLimit)
    } catch {
      return refuse("cannot be read: \(error.reason)", at: .whole(file))
    }
    var found = DiagnosticSink()
    let document = bytes.withUnsafeBytes { XMLTreeReader.read($0, file: file, into: &found) }
    sink.merge(found.diagnostics)
    guard let root = document?.root, !found.hasErrors else { return false }
    grammars.append(root)
    var isGood = true
    root.forEachElement { element in
      guard ["include", "externalRef"].contains(element.name), let href = element["href"],
        isGood
      else { return }
      guard !Address.hasScheme(href), let inner = Path.resolve(href, from: Path.folder(file)) else {
        isGood = refuse("the schema includes “\(href)” from outside", at: element.tag)
        return
      }
      isGood = collect(inner, into: &grammars, inside: outer + [file])
    }
    return isGood
  }
}

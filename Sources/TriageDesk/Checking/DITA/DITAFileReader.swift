internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

/// Takes from a document of DITA what other files rely on.
///
/// Elements are known by their names, since `class` comes from a DTD that is not read. Elements of a
/// specialisation have other names: what they are is told from their attributes and their place.
struct DITAFileReader {
  private var file: DITAFile
  /// The folder that the file lies in.
  private let folder: String
  private let comments: [XMLText]

  /// - Parameters:
  ///   - path: of the file, as `DITAFile` has it.
  ///   - name: of the file in findings.
  /// - Returns: nil when the document is no DITA.
  static func read(_ outline: XMLOutline, path: String, name: String) -> DITAFile? {
    guard let kind = kind(outline, name) else { return nil }
    var reader = DITAFileReader(
      file: DITAFile(path: path, name: name, kind: kind, isWhole: outline.isWhole),
      folder: Path.folder(path), comments: kind == .map ? outline.comments : [])
    reader.file.isSpecialised =
      !topicNames.contains(outline.root.name) && !mapNames.contains(outline.root.name)
    var context = Context()
    if kind == .map { reader.file.topics = [outline.root["id"] ?? ""] }
    if kind == .map { context.topic = 0 }
    reader.visit(outline.root, context)
    return reader.file
  }

  /// What is the same for everything inside an element.
  private struct Context {
    var topic: Int?
    var isInTopic = false
    var isConditional = false
    /// Attributes that cascade in maps and in related links.
    var scope: String?
    var format: String?
    /// Scope and format of the columns of a relationship table.
    var columns: [(scope: String?, format: String?)] = []
    /// Whether a comment says that a build makes what is named here.
    var isMade = false
  }

  // MARK: Kinds

  private static let topicNames: Set<String> = [
    "topic", "concept", "task", "reference", "glossentry", "glossgroup", "troubleshooting", "dita",
    "learningAssessment", "learningBase", "learningContent", "learningOverview", "learningPlan",
    "learningSummary",
  ]
  private static let mapNames: Set<String> = [
    "map", "bookmap", "subjectScheme", "learningMap", "learningGroupMap", "learningObjectMap",
    "classifyMap", "glossmap", "eclipseMap",
  ]

  /// What stands straight in a topic or a map, and hardly in other XML beside it.
  private static let parts: Set<String> = [
    "title", "topicref", "mapref", "keydef", "topicmeta", "topic", "concept", "task", "reference",
    "glossterm", "glossentry", "subjectdef", "booktitle",
  ]

  private static func kind(_ outline: XMLOutline, _ name: String) -> DITAFile.Kind? {
    let root = outline.root
    let ending = DITAAddress.ending(name)
    if root.name == "val", ending == "ditaval" || ending == "xml" { return .filter }
    let isMap =
      mapNames.contains(root.name) || root.name.lowercased().hasSuffix("map")
      || ["ditamap", "bookmap"].contains(ending)
    let saysSo =
      outline.publicID?.contains("DITA") == true || root["class"]?.hasPrefix("- ") == true
      || root.attributes.contains { $0.name.hasSuffix("DITAArchVersion") || $0.name == "domains" }
    let hasName = topicNames.contains(root.name) || mapNames.contains(root.name)
    // `reference`, `task` and `map` are roots of other kinds of XML as well.
    let hasParts = root.elements.contains { parts.contains($0.name) }
    guard ending != "xml" || saysSo || hasName && hasParts else { return nil }
    return isMap ? .map : .topic
  }

  // MARK: Elements

  /// What is inside is another language, with ids and addresses of its own.
  private static let foreign: Set<String> = [
    "foreign", "unknown", "svg-container", "mathml", "svg", "math",
  ]
  private static let conditions: Set<String> = [
    "audience", "platform", "product", "otherprops", "props", "deliveryTarget",
  ]

  private mutating func visit(_ element: XMLElement, _ outer: Context) {
    var context = outer
    if Self.foreign.contains(element.name) || element.name.contains(":") {
      for child in element.elements where ["svgref", "mathmlref"].contains(child.name) {
        addresses(child, context)
      }
      return
    }
    if element.attributes.contains(where: { Self.conditions.contains($0.name) }) {
      context.isConditional = true
    }
    let isTopic = file.kind == .topic && isTopic(element, context)
    if isTopic {
      file.topics.append(element["id"] ?? "")
      context.topic = file.topics.count - 1
      context.isInTopic = true
    } else if file.kind == .topic, element.name != "dita" {
      context.isInTopic = false
    }
    if let id = element["id"], !id.isEmpty, let topic = context.topic {
      file.targets.append(
        DITATarget(
          id: id, topic: topic, isTopic: isTopic, isConditional: context.isConditional,
          range: element.tag, extent: element.range))
    }
    if file.kind == .map
      || ["related-links", "linkpool", "linklist", "link"].contains(element.name)
    {
      context.scope = element["scope"] ?? context.scope
      context.format = element["format"] ?? context.format
    }
    addresses(element, context)
    visitChildren(element, context)
  }

  private mutating func visitChildren(_ element: XMLElement, _ outer: Context) {
    var context = outer
    if element.name == "reltable" {
      context.columns =
        element.child("relheader")?.elements.map { ($0["scope"], $0["format"]) } ?? []
    }
    var column = 0
    var end = element.range.start
    for child in element.elements {
      if let comment = lastComment(from: end, to: child.range.start) {
        context.isMade = Self.saysMade(comment)
      }
      end = child.range.end
      var inner = context
      if child.name == "relcell" {
        if context.columns.indices.contains(column) {
          inner.scope = context.columns[column].scope ?? context.scope
          inner.format = context.columns[column].format ?? context.format
        }
        column += 1
      }
      visit(child, inner)
    }
  }

  /// Whether an element is a topic: the root, or what stands straight in a topic and has a title.
  private func isTopic(_ element: XMLElement, _ context: Context) -> Bool {
    if element.name == "dita" { return false }
    if context.topic == nil { return true }
    guard context.isInTopic else { return false }
    return Self.topicNames.contains(element.name)
      || element["id"] != nil
        && (element.child("title") != nil || element.child("glossterm") != nil)
  }

  // MARK: Comments

  private func lastComment(from start: SourcePosition, to end: SourcePosition) -> String? {
    guard !comments.isEmpty else { return nil }
    var (low, high) = (0, comments.count)
    while low < high {
      let middle = (low + high) / 2
      if comments[middle].start < end { low = middle + 1 } else { high = middle }
    }
    guard low > 0, comments[low - 1].start >= start else { return nil }
    return comments[low - 1].text
  }

  private static func saysMade(_ comment: String) -> Bool {
    let comment = comment.lowercased()
    return ["generated", "made by the build", "created by the build", "build output"]
      .contains(where: comment.contains)
  }

  // MARK: Attributes

  private mutating func addresses(_ element: XMLElement, _ context: Context) {
    if file.kind == .filter {
      for name in ["imageref", "img"] {
        if let value = element[name] {
          add(value, name, element, context, kind: .resource(DITAAddress.ending(value)))
        }
      }
      return
    }
    links(element, context)
    contentReferences(element, context)
    keyUses(element)
    if let scopes = element["keyscope"] {
      file.scopes.formUnion(scopes.split(whereSeparator: \.isWhitespace).map(String.init))
    }
    output(element)
  }

  private mutating func links(_ element: XMLElement, _ context: Context) {
    let isRemote = ["external", "peer"].contains(
      element["scope"] ?? (file.kind == .map || element.name == "link" ? context.scope : nil))
    let keys = (element["keys"] ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
    var reference: DITAReference?
    // What an element with both has for itself is replaced by what it refers to.
    let isReplaced = element["conref"] != nil || element["conkeyref"] != nil
    if !isRemote, !isReplaced, !Self.loose.contains(element.name), let href = element["href"] {
      reference = add(
        href, "href", element, context, kind: kind(element, href, context),
        definesKeys: !keys.isEmpty)
    }
    for key in keys { file.keys.append(DITAKey(name: key, reference: reference)) }
    if let reference, let path = reference.path, context.isMade { file.made.insert(path) }
    if !isRemote, let map = element["mapref"] { add(map, "mapref", element, context, kind: .map) }
    if element["codebase"] == nil, let data = element["data"], element.name == "object" {
      add(data, "data", element, context, kind: .resource(DITAAddress.ending(data)))
    }
    if let chunk = element["chunk"], chunk.contains("by-topic") || chunk == "split",
      let path = reference?.path
    {
      file.split.insert(path)
    }
  }

  /// Elements whose `href` names something and leads nowhere.
  private static let loose: Set<String> = [
    "source", "data", "data-about", "author", "publisher", "sort-as", "anchorref",
  ]
  private static let resources: Set<String> = [
    "coderef", "image", "hazardsymbol", "svgref", "mathmlref", "audio", "video", "media-source",
    "media-track", "object", "include",
  ]

  private func kind(_ element: XMLElement, _ href: String, _ context: Context)
    -> DITAReference.Kind
  {
    let ending = DITAAddress.ending(href)
    if Self.resources.contains(element.name) {
      return element["parse"] == "xml" ? .topic : .resource(ending)
    }
    switch element.name {
    case "mapref", "schemeref", "topicsetref": return .map
    case "ditavalref": return .resource("ditaval")
    default: break
    }
    switch element["format"]?.lowercased() {
    case "dita": return .topic
    case "ditamap": return .map
    case .some: return .resource(ending)
    case nil: break
    }
    let inherited = context.format?.lowercased()
    switch ending {
    case "dita": return .topic
    case "ditamap", "bookmap": return .map
    case "xml", "": return inherited ?? "dita" == "dita" ? .topic : .resource(ending)
    default: return .resource(ending)
    }
  }

  private mutating func contentReferences(_ element: XMLElement, _ context: Context) {
    guard let value = element["conref"] else { return }
    let isPush = element["conaction"] != nil
    let reference = add(
      value, "conref", element, context, kind: file.kind == .map ? .map : .topic, isPush: isPush)
    if isPush, let path = reference?.path { file.made.insert(path) }
  }

  private mutating func keyUses(_ element: XMLElement) {
    for attribute in ["keyref", "conkeyref"] {
      // In DITA 1.0 the keyref of these two was no reference to a key.
      guard let value = element[attribute], !value.isEmpty, value != DITAAddress.fromTarget,
        element.name != "indextermref"
      else { continue }
      let parts = value.split(separator: "/", maxSplits: 1).map(String.init)
      guard let key = parts.first else { continue }
      let other = attribute == "keyref" ? element["href"] : element["conref"]
      file.keyUses.append(
        DITAKeyUse(
          attribute: attribute, element: element.name, key: key,
          id: parts.count > 1 ? parts[1] : nil, hasFallback: other != nil, range: element.tag))
    }
  }

  /// Names of files that are made when the map is published.
  private mutating func output(_ element: XMLElement) {
    if let copy = element["copy-to"], let path = DITAAddress(copy)?.resolved(from: folder) {
      file.made.insert(path)
    }
    switch element.name {
    case "dvrResourcePrefix", "dvrResourceSuffix": file.affixes.insert(element.text.collapsed)
    case "dvrKeyscopePrefix", "dvrKeyscopeSuffix": file.renamesScopes = true
    default: break
    }
  }

  @discardableResult
  private mutating func add(
    _ value: String, _ attribute: String, _ element: XMLElement, _ context: Context,
    kind: DITAReference.Kind, isPush: Bool = false, definesKeys: Bool = false
  ) -> DITAReference? {
    guard let address = DITAAddress(value) else { return nil }
    var reference = DITAReference(
      element: element.name, attribute: attribute, kind: kind, value: value, path: nil,
      fragment: address.fragment, topic: context.topic ?? 0, isPush: isPush,
      key: attribute == "conref" ? element["conkeyref"] : element["keyref"],
      definesKeys: definesKeys, range: element.tag)
    if !address.isSameFile {
      reference.path = address.resolved(from: folder)
      reference.isOutside = reference.path == nil
    }
    file.references.append(reference)
    return reference
  }
}

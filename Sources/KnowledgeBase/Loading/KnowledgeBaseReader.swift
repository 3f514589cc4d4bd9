internal import Concurrency
package import Diagnostics
package import TriageEngine
internal import XMLReading

extension DiagnosticCode {
  /// A file or folder that every knowledge base has is not there, or cannot be read.
  package static let missingFile = DiagnosticCode("TK0001")
  /// A name that nothing in the knowledge base has.
  package static let unknownName = DiagnosticCode("TK0403")
  /// One name for two things.
  package static let duplicateName = DiagnosticCode("TK0404")
}

/// Reads a knowledge base from its folder: see `knowledge/` for what lies where.
///
///     desks.xml                    the owners, how to reach them, the thresholds
///     audiences.xml                how it shows whom a question comes from (may be absent)
///     denials.xml                  how a text takes a topic out (may be absent)
///     notices.xml                  notices and their spellings (may be absent)
///     vocabulary/*.xml             named sets of words and phrases (may be absent)
///     vocabulary/ordinary-words.txt  words that are no misspellings (may be absent)
///     concerns/OWNER/*.xml         how each concern is recognised, and its answer
///     articles/**/*.dita           the help articles
///     weights.tsv                  what was fitted (may be absent)
package struct KnowledgeBaseReader {
  private let folder: String
  private var reader = ElementReader()

  /// Reads everything and compiles the rules; every finding goes into `sink`, in no particular
  /// order.
  ///
  /// - Parameter withWeights: false for a fit, which makes them anew whatever they were.
  /// - Returns: what could be read; use it only when `sink` has no errors.
  /// - Throws: `FileError` when `folder` is not a folder that can be read.
  package static func read(
    _ folder: String, withWeights: Bool = true, into sink: inout DiagnosticSink
  ) throws(FileError) -> (base: KnowledgeBase, rules: RuleSet) {
    _ = try FileSystem.list(folder)
    // One thread reads the small files and compiles; the other meanwhile reads the large ones, in
    // the order in which the first needs them.
    func later<Value: Sendable>(
      _ read: @escaping @Sendable (inout KnowledgeBaseReader) -> Value
    ) -> Future<(value: Value, sink: DiagnosticSink)> {
      Future {
        var reader = KnowledgeBaseReader(folder: folder)
        return (read(&reader), reader.reader.sink)
      }
    }
    let concerns = later { $0.concerns() }
    let weights = later { $0.weights(withWeights) }
    let articles = later { $0.articles() }
    Thread.start {
      concerns.make()
      weights.make()
      articles.make()
    }
    var reader = KnowledgeBaseReader(folder: folder)
    var base = reader.smallFiles()
    var compiling = DiagnosticSink()
    let compiled = RuleSet(vocabulary: base.vocabulary, into: &compiling) {
      base.concerns = concerns.value.value
      return base.ruleBook
    } weights: {
      base.weights = weights.value.value
      return base.weights
    }
    base.articles = articles.value.value
    reader.checkReferences(base)
    let sinks = [
      reader.reader.sink, concerns.value.sink, weights.value.sink, compiling, articles.value.sink,
    ]
    for found in sinks { sink.merge(found.diagnostics) }
    return (base, compiled)
  }

  private init(folder: String) {
    self.folder = folder
  }

  /// Everything but the concerns, the weights and the articles.
  private mutating func smallFiles() -> KnowledgeBase {
    let desks = root("desks.xml", "desks").map { reader.desks($0) } ?? DesksFile()
    var base = KnowledgeBase(
      folder: folder, desks: desks.desks, thresholds: desks.thresholds,
      unclearConcern: desks.unclear, noConcern: desks.none, concerns: [], audiences: [],
      vocabulary: [], denials: [], notices: [], series: [], articles: [:], weights: Weights(),
      ordinaryWords: OrdinaryWords())
    let top = names("")
    if top.contains("audiences.xml"), let root = root("audiences.xml", "audiences") {
      base.audiences = reader.audiences(root)
    }
    if top.contains("denials.xml"), let root = root("denials.xml", "denials") {
      base.denials = reader.denials(root)
    }
    if top.contains("notices.xml"), let root = root("notices.xml", "notices") {
      (base.notices, base.series) = reader.notices(root)
    }
    if top.contains("vocabulary") {
      readVocabulary(into: &base)
      base.ordinaryWords = ordinaryWords()
    }
    return base
  }

  private mutating func weights(_ isWanted: Bool) -> Weights {
    guard isWanted, names("").contains("weights.tsv"), let bytes = bytes("weights.tsv") else {
      return Weights()
    }
    return WeightsFile.read(bytes, file: "weights.tsv", into: &reader.sink)
  }

  private mutating func readVocabulary(into base: inout KnowledgeBase) {
    for path in files("vocabulary", ".xml") {
      if let root = root(path, "vocabulary") { base.vocabulary += reader.vocabulary(root) }
    }
  }

  private mutating func ordinaryWords() -> OrdinaryWords {
    let (folder, name) = ("vocabulary", "ordinary-words.txt")
    guard names(folder).contains(name), let bytes = bytes(folder + "/" + name) else {
      return OrdinaryWords()
    }
    return bytes.withUnsafeBufferPointer { OrdinaryWords(text: $0) }
  }

  private mutating func concerns() -> [Concern] {
    var concerns: [Concern] = []
    for path in files("concerns", ".xml") {
      if let root = root(path, "concern"), let concern = reader.concern(root, path: path) {
        concerns.append(concern)
      }
    }
    if concerns.isEmpty {
      reader.sink.error(
        .missingFile, "the knowledge base has no concerns", at: .whole("concerns"),
        hint: "put a file concerns/OWNER/NAME.xml for each concern in it")
    }
    return concerns
  }

  private mutating func articles() -> [String: Article] {
    guard names("").contains("articles") else { return [:] }
    var articles: [String: Article] = [:]
    for path in files("articles", ".dita") {
      guard let bytes = bytes(path) else { continue }
      let document = bytes.withUnsafeBytes {
        XMLTreeReader.read($0, file: path, into: &reader.sink)
      }
      if let document {
        articles[path] = ArticleReader.read(document, path: path, into: &reader.sink)
      }
    }
    return articles
  }

  // MARK: Files

  /// The root of an XML file that must be called `name`.
  private mutating func root(_ path: String, _ name: String) -> XMLElement? {
    guard let bytes = bytes(path) else { return nil }
    let document = bytes.withUnsafeBytes {
      XMLTreeReader.read($0, file: path, into: &reader.sink)
    }
    guard let root = document?.root else { return nil }
    guard root.name == name else {
      reader.sink.error(
        .unexpectedElement, "the root is <\(root.name)>, not <\(name)>", at: reader.tag(root))
      return nil
    }
    return root
  }

  private mutating func bytes(_ path: String) -> [UInt8]? {
    do throws(FileError) {
      return try FileSystem.read(folder + "/" + path)
    } catch {
      reader.sink.error(
        .missingFile, "cannot be read: \(error.reason)", at: .whole(path),
        hint: error.isMissing
          ? "is “\(folder)” a knowledge base? See --knowledge" : nil)
      return nil
    }
  }

  private func names(_ path: String) -> Set<String> {
    Set(((try? FileSystem.list(folder + "/" + path)) ?? []).map(\.name))
  }

  /// The files in a folder and those inside it whose names end so, relative to the knowledge base.
  private mutating func files(_ path: String, _ ending: String) -> [String] {
    do throws(FileError) {
      var files: [String] = []
      for entry in try FileSystem.list(folder + "/" + path) {
        let inner = path + "/" + entry.name
        if entry.isFolder {
          files += self.files(inner, ending)
        } else if entry.name.hasSuffix(ending) {
          files.append(inner)
        }
      }
      return files
    } catch {
      reader.sink.error(.missingFile, "cannot be read: \(error.reason)", at: .whole(path))
      return []
    }
  }

  // MARK: References

  private mutating func checkReferences(_ base: KnowledgeBase) {
    let ids = Set(base.concerns.map(\.id))
    let channels = Set(base.desks.flatMap(\.channels).map(\.id))
    checkDuplicates(base)
    for concern in base.concerns {
      check(concern, base, ids, channels)
    }
    for (what, id) in [("unclear", base.unclearConcern), ("none", base.noConcern)]
    where !ids.contains(id) {
      unknown("thresholds name as \(what) the concern", id, ids, at: .whole("desks.xml"))
    }
    for notice in base.notices where !ids.contains(notice.concern) {
      unknown(
        "notice \(notice.number) belongs to the concern", notice.concern, ids,
        at: .whole("notices.xml"))
    }
    for desk in base.desks {
      if let blocked = desk.blocks, base.desk(blocked) == nil {
        unknown(
          "desk “\(desk.id)” blocks the desk", blocked, Set(base.desks.map(\.id)),
          at: .whole("desks.xml"))
      }
    }
    for article in base.articles.values.sorted(by: { $0.path < $1.path }) {
      checkLinks(article, base)
    }
  }

  private mutating func checkDuplicates(_ base: KnowledgeBase) {
    var seen: Set<String> = []
    for channel in base.desks.flatMap(\.channels) where !seen.insert(channel.id).inserted {
      reader.sink.error(
        .duplicateName, "two channels are called “\(channel.id)”", at: .whole("desks.xml"))
    }
    for concern in base.concerns where !seen.insert(concern.id).inserted {
      reader.sink.error(
        .duplicateName, "two concerns are called “\(concern.id)”", at: concern.range)
    }
  }

  private mutating func check(
    _ concern: Concern, _ base: KnowledgeBase, _ ids: Set<String>, _ channels: Set<String>
  ) {
    if base.desk(concern.owner) == nil {
      unknown(
        "the concern belongs to the desk", concern.owner, Set(base.desks.map(\.id)),
        at: concern.range)
    }
    switch concern.answer {
    case .steps(let article): check(article, base)
    case .referral(let article, let references):
      check(article, base)
      for channel in references where !channels.contains(channel.id) {
        unknown("this refers to the channel", channel.id, channels, at: channel.range)
      }
    case .clarify(let clarifications):
      for clarification in clarifications {
        let named = (clarification.between ?? []) + clarification.choices.map(\.concern)
        for id in named where !ids.contains(id) {
          unknown("the question leads to the concern", id, ids, at: clarification.range)
        }
      }
    case .none: break
    }
    for example in concern.counterexamples where !ids.contains(example.concern) {
      unknown("the counterexample belongs to the concern", example.concern, ids, at: example.range)
    }
  }

  private mutating func check(_ article: Concern.ArticleReference, _ base: KnowledgeBase) {
    if base.articles[article.path] == nil {
      unknown("the answer is the article", article.path, base.articles.keys, at: article.range)
    }
  }

  private mutating func checkLinks(_ article: Article, _ base: KnowledgeBase) {
    let references = article.steps.compactMap(\.reference).map { ($0, article.range) }
    for (path, range) in references + article.related.map({ ($0.path, $0.range) })
    where base.articles[path] == nil {
      reader.sink.error(
        .brokenLink, "the link leads to “\(path)”, which is not there", at: range,
        hint: NearestName.suggestion(for: path, among: base.articles.keys).map {
          "did you mean \($0)?"
        })
    }
  }

  private mutating func unknown(
    _ sentence: String, _ name: String, _ names: some Sequence<String>, at range: SourceRange
  ) {
    reader.sink.error(
      .unknownName, "\(sentence) “\(name)”, which is not there", at: range,
      hint: NearestName.suggestion(for: name, among: names).map { "did you mean “\($0)”?" })
  }
}

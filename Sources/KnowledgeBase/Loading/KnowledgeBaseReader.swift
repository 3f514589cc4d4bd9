internal import Concurrency
package import Diagnostics
package import TriageEngine
package import XMLReading

extension DiagnosticCode {
  /// A file or folder that every knowledge base has is not there, or cannot be read.
  package static let missingFile = DiagnosticCode("TK0001")
  /// A folder that leads back into itself.
  package static let folderLoop = DiagnosticCode("TK0003")
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
  private let keepsDocuments: Bool
  private var reader = ElementReader()
  private var documents: [String: XMLDocument] = [:]
  private let spent: SpentDocuments
  /// The files that were found in a folder, whether they could be read or not.
  private var seen: [String] = []

  /// Reads everything and compiles the rules; every finding goes into `sink`, in no particular
  /// order.
  ///
  /// - Parameter withWeights: false for a fit, which makes them anew whatever they were.
  /// - Returns: what could be read; use it only when `sink` has no errors.
  /// - Throws: `FileError` when `folder` is not a folder that can be read.
  package static func read(
    _ folder: String, withWeights: Bool = true, into sink: inout DiagnosticSink
  ) throws(FileError) -> (base: KnowledgeBase, rules: RuleSet) {
    let read = try read(folder, withWeights: withWeights, keepsDocuments: false, into: &sink)
    return (read.base, read.rules)
  }

  /// Reads everything as it is written too, for checks: each document by its path.
  ///
  /// - Throws: `FileError` when `folder` is not a folder that can be read.
  package static func readWithDocuments(_ folder: String, into sink: inout DiagnosticSink)
    throws(FileError) -> (base: KnowledgeBase, rules: RuleSet, documents: [String: XMLDocument])
  {
    try read(folder, withWeights: true, keepsDocuments: true, into: &sink)
  }

  private static func read(
    _ folder: String, withWeights: Bool, keepsDocuments: Bool, into sink: inout DiagnosticSink
  ) throws(FileError) -> (base: KnowledgeBase, rules: RuleSet, documents: [String: XMLDocument]) {
    _ = try FileSystem.list(folder)
    // One thread reads the small files and compiles; the other meanwhile reads the large ones, in
    // the order in which the first needs them, and then gives their trees back.
    let spent = SpentDocuments()
    func later<Value: Sendable>(
      _ read: @escaping @Sendable (inout KnowledgeBaseReader) -> Value
    ) -> Future<(value: Value, reader: KnowledgeBaseReader)> {
      Future {
        var reader = KnowledgeBaseReader(folder, keepsDocuments, spent)
        let value = read(&reader)
        return (value, reader)
      }
    }
    let concerns = later { $0.concerns() }
    let weights = later { $0.weights(withWeights) }
    let articles = later { $0.articles() }
    Thread.start {
      Memory.useLargePages()
      concerns.make()
      weights.make()
      articles.make()
      spent.removeAll()
    }
    var reader = KnowledgeBaseReader(folder, keepsDocuments, spent)
    var base = reader.smallFiles()
    var compiling = DiagnosticSink()
    let compiled = RuleSet(
      vocabulary: base.vocabulary, onTwoThreads: false, into: &compiling
    ) {
      base.concerns = concerns.value.value
      return base.ruleBook
    } weights: {
      base.weights = weights.value.value
      return base.weights
    }
    base.articles = articles.value.value
    let concernReader = concerns.value.reader
    let articleReader = articles.value.reader
    ReferenceCheck(base, concernFiles: concernReader.seen, articleFiles: articleReader.seen)
      .check(into: &sink)
    sink.merge(compiling.diagnostics)
    for one in [reader, concernReader, weights.value.reader, articleReader] {
      sink.merge(one.reader.sink.diagnostics)
      reader.documents.merge(one.documents) { first, _ in first }
    }
    return (base, compiled, reader.documents)
  }

  private init(_ folder: String, _ keepsDocuments: Bool, _ spent: SpentDocuments) {
    self.folder = folder
    self.keepsDocuments = keepsDocuments
    self.spent = spent
  }

  /// Everything but the concerns, the weights and the articles.
  private mutating func smallFiles() -> KnowledgeBase {
    let desks = root("desks.xml", "desks").map { reader.desks($0) } ?? DesksFile()
    var base = KnowledgeBase(
      folder: folder, desks: desks.desks, thresholds: desks.thresholds,
      thresholdsRange: desks.thresholdsRange,
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
    seen = names("").contains("concerns") ? files("concerns", ".xml") : []
    for path in seen {
      if let root = root(path, "concern"), let concern = reader.concern(root, path: path) {
        concerns.append(concern)
      }
    }
    if seen.isEmpty {
      reader.sink.error(
        .missingFile, "the knowledge base has no concerns", at: .whole("concerns"),
        hint: "put a file concerns/OWNER/NAME.xml for each concern in it")
    }
    return concerns
  }

  private mutating func articles() -> [String: Article] {
    guard names("").contains("articles") else { return [:] }
    var articles: [String: Article] = [:]
    seen = files("articles", ".dita")
    for path in seen {
      if let document = document(path) {
        articles[path] = ArticleReader.read(document, path: path, into: &reader.sink)
      }
    }
    return articles
  }

  // MARK: Files

  /// The root of an XML file that must be called `name`.
  private mutating func root(_ path: String, _ name: String) -> XMLElement? {
    guard let root = document(path)?.root else { return nil }
    guard root.name == name else {
      reader.sink.error(
        .unexpectedElement, "the root is <\(root.name)>, not <\(name)>", at: reader.tag(root))
      return nil
    }
    return root
  }

  private mutating func document(_ path: String) -> XMLDocument? {
    guard let bytes = bytes(path, limit: XMLTreeReader.sizeLimit) else { return nil }
    let document = bytes.withUnsafeBytes {
      XMLTreeReader.read($0, file: path, into: &reader.sink)
    }
    if keepsDocuments { documents[path] = document }
    if let document { spent.add(document) }
    return document
  }

  /// The largest text file that is read, in bytes.
  private static let textLimit = 256 << 20

  private mutating func bytes(_ path: String, limit: Int = textLimit) -> [UInt8]? {
    do throws(FileError) {
      return try FileSystem.read(folder + "/" + path, limit: limit)
    } catch {
      if let size = error.size {
        reader.sink.error(
          .oversizedXML, "the file has \(size) bytes; the limit is \(limit)", at: .whole(path),
          hint: "split it, or check that it is the file you meant")
        return nil
      }
      reader.sink.error(
        .missingFile, "cannot be read: \(error.reason)", at: .whole(path),
        hint: error.isMissing
          ? "is “\(folder)” a knowledge base? See --knowledge"
          : "mend its name, its rights or the link that it is")
      return nil
    }
  }

  private func names(_ path: String) -> Set<String> {
    Set(((try? FileSystem.list(folder + "/" + path)) ?? []).map(\.name))
  }

  /// The files in a folder and those inside it whose names end so, relative to the knowledge base.
  ///
  /// - Parameter outer: the folders that it lies in.
  private mutating func files(
    _ path: String, _ ending: String, inside outer: [FileIdentity] = []
  ) -> [String] {
    do throws(FileError) {
      let own = try FileSystem.identity(folder + "/" + path)
      if outer.contains(own) {
        reader.sink.error(
          .folderLoop, "this folder leads back to one that it lies in", at: .whole(path),
          hint: "take the symbolic link away")
        return []
      }
      var files: [String] = []
      for entry in try FileSystem.list(folder + "/" + path) {
        let inner = path + "/" + entry.name
        if entry.isFolder {
          files += self.files(inner, ending, inside: outer + [own])
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
}

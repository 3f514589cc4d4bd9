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
  let folder: String
  /// What lies in it.
  let names: Set<String>
  let keepsDocuments: Bool
  private(set) var reader = ElementReader()
  private(set) var documents: [String: XMLDocument] = [:]
  let spent: SpentDocuments

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

  init(
    _ folder: String, _ names: Set<String>, _ keepsDocuments: Bool, _ spent: SpentDocuments
  ) {
    self.folder = folder
    self.names = names
    self.keepsDocuments = keepsDocuments
    self.spent = spent
  }

  /// Everything but the concerns, the weights and the articles.
  mutating func smallFiles() -> KnowledgeBase {
    let desks = root("desks.xml", "desks").map { reader.desks($0) } ?? DesksFile()
    var base = KnowledgeBase(
      folder: folder, desks: desks.desks, thresholds: desks.thresholds,
      thresholdsRange: desks.thresholdsRange,
      unclearConcern: desks.unclear, noConcern: desks.none, concerns: [], audiences: [],
      vocabulary: [], denials: [], notices: [], series: [], articles: [:], weights: Weights(),
      ordinaryWords: OrdinaryWords())
    if names.contains("audiences.xml"), let root = root("audiences.xml", "audiences") {
      base.audiences = reader.audiences(root)
    }
    if names.contains("denials.xml"), let root = root("denials.xml", "denials") {
      base.denials = reader.denials(root)
    }
    if names.contains("notices.xml"), let root = root("notices.xml", "notices") {
      (base.notices, base.series) = reader.notices(root)
    }
    if names.contains("vocabulary") {
      readVocabulary(into: &base)
      base.ordinaryWords = ordinaryWords()
    }
    return base
  }

  mutating func weights(_ isWanted: Bool) -> Weights {
    guard isWanted, names.contains("weights.tsv"), let bytes = bytes("weights.tsv") else {
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
    guard FileSystem.exists(self.folder + "/" + folder + "/" + name),
      let bytes = bytes(folder + "/" + name)
    else {
      return OrdinaryWords()
    }
    return bytes.withUnsafeBufferPointer { OrdinaryWords(text: $0) }
  }

  /// The files of all concerns, whether they can be read or not.
  mutating func concernFiles() -> [String] {
    let paths = names.contains("concerns") ? files("concerns", ".xml") : []
    if paths.isEmpty {
      reader.sink.error(
        .missingFile, "the knowledge base has no concerns", at: .whole("concerns"),
        hint: "put a file concerns/OWNER/NAME.xml for each concern in it")
    }
    return paths
  }

  mutating func concerns(_ paths: [String]) -> [Concern] {
    paths.compactMap { path in
      root(path, "concern").flatMap { reader.concern($0, path: path) }
    }
  }

  /// The files of all articles, whether they can be read or not.
  mutating func articleFiles() -> [String] {
    names.contains("articles") ? files("articles", ".dita") : []
  }

  mutating func articles(_ paths: [String]) -> [String: Article] {
    var articles: [String: Article] = [:]
    for path in paths {
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

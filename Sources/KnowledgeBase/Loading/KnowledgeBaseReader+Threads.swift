internal import Concurrency
internal import Diagnostics
internal import TriageEngine
internal import XMLReading

extension KnowledgeBaseReader {
  /// Part of a knowledge base, with the reader that has its findings and documents.
  private typealias Part<Value> = Future<(value: Value, reader: KnowledgeBaseReader)>

  /// Reads and compiles with two threads.
  ///
  /// One reads the small files and compiles. The other meanwhile reads the weights, the concerns and
  /// the articles, helps with compiling, and gives the trees back. Of concerns and articles the first
  /// thread takes what it needs and the second has not come to, from the end on.
  static func read(
    _ folder: String, withWeights: Bool, keepsDocuments: Bool, into sink: inout DiagnosticSink
  ) throws(FileError) -> (base: KnowledgeBase, rules: RuleSet, documents: [String: XMLDocument]) {
    let names = Set(try FileSystem.list(folder).map(\.name))
    let spent = SpentDocuments()
    var reader = KnowledgeBaseReader(folder, names, keepsDocuments, spent)
    let weights = reader.part { $0.weights(withWeights) }
    let concerns = reader.part { reader in
      let paths = reader.concernFiles()
      return (paths: paths, parts: reader.parts(of: paths) { $0.concerns($1) })
    }
    let articles = reader.part { reader in
      let paths = reader.articleFiles()
      return (paths: paths, parts: reader.parts(of: paths) { $0.articles($1) })
    }
    let errands = Errands()
    Thread.start {
      Memory.withLargePages {
        weights.make()
        for part in concerns.value.value.parts { part.make() }
        for part in articles.value.value.parts {
          errands.run()
          part.make()
        }
        errands.run()
        spent.removeAll()
      }
    }
    var base = reader.smallFiles()
    var compiling = DiagnosticSink()
    var references: Future<[Diagnostic]>?
    let compiled = RuleSet(vocabulary: base.vocabulary, into: &compiling) {
      base.concerns = Self.all(concerns.value.value.parts).flatMap(\.value)
      let check = Future { [base] in
        ReferenceCheck(
          base, concernFiles: concerns.value.value.paths, articleFiles: articles.value.value.paths
        )
        .findings()
      }
      errands.leave { check.make() }
      references = check
      return base.ruleBook
    } weights: {
      base.weights = weights.value.value
      return base.weights
    } aside: {
      errands.leave($0)
    } meanwhile: {
      for (some, _) in Self.all(articles.value.value.parts) {
        base.articles.merge(some) { first, _ in first }
      }
    }
    sink.merge(references?.value ?? [])
    sink.merge(compiling.diagnostics)
    let readers =
      [reader, weights.value.reader, concerns.value.reader, articles.value.reader]
      + concerns.value.value.parts.map(\.value.reader)
      + articles.value.value.parts.map(\.value.reader)
    var documents: [String: XMLDocument] = [:]
    for reader in readers {
      sink.merge(reader.reader.sink.diagnostics)
      documents.merge(reader.documents) { first, _ in first }
    }
    return (base, compiled, documents)
  }

  /// A part that another reader of the same folder reads.
  private func part<Value: Sendable>(
    _ read: @escaping @Sendable (inout KnowledgeBaseReader) -> Value
  ) -> Part<Value> {
    Future { [folder, names, keepsDocuments, spent] in
      var reader = KnowledgeBaseReader(folder, names, keepsDocuments, spent)
      let value = read(&reader)
      return (value, reader)
    }
  }

  /// Some files in eight parts, or as many as there are.
  private func parts<Value: Sendable>(
    of paths: [String],
    _ read: @escaping @Sendable (inout KnowledgeBaseReader, [String]) -> Value
  ) -> [Part<Value>] {
    let size = (paths.count + 7) / 8
    return stride(from: 0, to: paths.count, by: max(size, 1)).map { start in
      let piece = Array(paths[start..<min(start + size, paths.count)])
      return part { read(&$0, piece) }
    }
  }

  /// All parts in their order, of which this thread reads those that nobody has begun, from the end on.
  private static func all<Value: Sendable>(_ parts: [Part<Value>]) -> [(
    value: Value, reader: KnowledgeBaseReader
  )] {
    for part in parts.reversed() { part.make() }
    return parts.map(\.value)
  }
}

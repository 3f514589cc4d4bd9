internal import Concurrency
internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

/// A folder with everything in it: the names of all files, and what the DITA among them says.
struct DITAFolder: Sendable {
  /// Where the folder is, without the first slash.
  let root: String
  /// The paths of all files, as `DITAFile` has them.
  private(set) var names: Set<String> = []
  private(set) var folders: Set<String> = []
  private(set) var files: [DITAFile] = []
  /// What was found while reading.
  private(set) var faults: [Diagnostic] = []

  /// - Throws: when the folder itself cannot be read.
  init(_ folder: String) throws(FileError) {
    root = String(try FileSystem.realPath(folder).drop { $0 == "/" })
    _ = try FileSystem.list(folder)
    walk(root, inside: [])
    let candidates = names.filter {
      ["dita", "ditamap", "bookmap", "ditaval", "xml"].contains(DITAAddress.ending($0))
    }
    .sorted()
    let root = root
    // Every other file on the other processor.
    let others = Future { Self.read(candidates, from: 1, root: root) }.start()
    let own = Self.read(candidates, from: 0, root: root)
    files = (own.files + others.value.files).sorted { $0.path < $1.path }
    faults += own.faults + others.value.faults
  }

  private mutating func walk(_ folder: String, inside outer: [String]) {
    // A link to an outer folder would lead round and round.
    guard let own = try? FileSystem.realPath("/" + folder), !outer.contains(own) else { return }
    folders.insert(folder)
    do throws(FileError) {
      for entry in try FileSystem.list("/" + folder) {
        let path = folder.isEmpty ? entry.name : folder + "/" + entry.name
        if entry.isFolder { walk(path, inside: outer + [own]) } else { names.insert(path) }
      }
    } catch {
      faults.append(
        Diagnostic(
          .error, .missingFile, "the folder cannot be read: \(error.reason)",
          at: .whole(Self.name(folder, root))))
    }
  }

  private static func name(_ path: String, _ root: String) -> String {
    path == root ? "." : String(path.dropFirst(root.isEmpty ? 0 : root.count + 1))
  }

  // MARK: Reading

  private static func read(_ paths: [String], from first: Int, root: String)
    -> (files: [DITAFile], faults: [Diagnostic])
  {
    var files: [DITAFile] = []
    var sink = DiagnosticSink()
    for index in stride(from: first, to: paths.count, by: 2) {
      if let file = read(paths[index], root: root, into: &sink) { files.append(file) }
    }
    return (files, sink.diagnostics)
  }

  private static func read(_ path: String, root: String, into sink: inout DiagnosticSink)
    -> DITAFile?
  {
    let name = name(path, root)
    let ending = DITAAddress.ending(path)
    // XML of other kinds is none of our business, whatever is wrong with it.
    let isSure = ending != "xml"
    guard let size = FileSystem.size("/" + path), size <= XMLTreeReader.sizeLimit else {
      if isSure { tooLargeOrNone(path, name, into: &sink) }
      return nil
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try FileSystem.read("/" + path)
    } catch {
      if isSure { sink.error(.missingFile, "cannot be read: \(error.reason)", at: .whole(name)) }
      return nil
    }
    var found = DiagnosticSink()
    let outline = bytes.withUnsafeBytes {
      XMLOutlineReader.read($0, file: name, withText: ending != "dita", into: &found)
    }
    let file = outline.flatMap { DITAFileReader.read($0, path: path, name: name) }
    if isSure || file != nil { sink.merge(found.diagnostics) }
    return file
  }

  private static func tooLargeOrNone(
    _ path: String, _ name: String, into sink: inout DiagnosticSink
  ) {
    if let size = FileSystem.size("/" + path) {
      sink.error(
        .oversizedXML, "the file has \(size) bytes; the limit is \(XMLTreeReader.sizeLimit)",
        at: .whole(name), hint: "split it, or check that it is the file you meant")
    } else {
      let reason = FileSystem.exists("/" + path) ? "no plain file is there" : "it is gone"
      sink.error(.missingFile, "cannot be read: \(reason)", at: .whole(name))
    }
  }
}

internal import ArgumentParser
internal import Diagnostics
internal import KnowledgeBase
internal import TriageDesk

/// `triage import`: a saved page of a help centre as a draft of an article.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn a saved help-centre page into a draft article.",
    discussion: """
      Reads pages as a browser saves them (“HTML only”), and writes topics of DITA: numbered \
      lists become steps, tabs become audiences, “Tip:” becomes a tip, bold labels become \
      controls. What a person has to decide is told on standard error, and stands as a comment \
      at its place in the draft.

        triage import page.html                          the draft on standard output
        triage import page.html -o knowledge/articles/idme/add-email.dita
        triage import saved/*.html -o drafts/            a file a page, named by its address
      """)

  @OptionGroup var common: CommonOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The draft's file, or a folder for drafts; - is standard output.", valueName: "file|dir"))
  var output: String = "-"

  @Flag(name: .long, help: "Replace files that are there.")
  var force = false

  @Argument(help: ArgumentHelp("The saved pages; - is standard input.", valueName: "html"))
  var pages: [String]

  func validate() throws {
    if pages.count > 1, !isFolder {
      throw ValidationError(
        "Several pages make several drafts: name a folder for them, as in -o drafts/")
    }
  }

  private var isFolder: Bool { output.hasSuffix("/") || FileSystem.isFolder(output) }

  func run() throws {
    try Complaint.told {
      var worst: Complaint?
      var written: Set<String> = []
      for page in pages {
        do {
          try turn(page, &written)
        } catch let complaint as Complaint {
          // The other pages are not to blame.
          try Terminal.write(complaint.text, to: .error)
          worst = worst ?? complaint
        }
      }
      if let worst { throw ExitCode(worst.status.rawValue) }
    }
  }

  private func turn(_ page: String, _ written: inout Set<String>) throws {
    let bytes = try read(page)
    let (draft, findings) = PageImporter.draft(bytes, file: page == "-" ? "stdin" : page)
    try Terminal.write(
      DiagnosticText(style: common.errorStyle).render(findings), to: .error)
    guard let draft else {
      throw Complaint(.badInput, "\(page) cannot be made an article")
    }
    var path = output
    if isFolder {
      path = (output.hasSuffix("/") ? String(output.dropLast()) : output) + "/\(draft.name).dita"
      do throws(FileError) {
        try FileSystem.makeFolder(Path.folder(path))
      } catch {
        throw Complaint(.cannotCreate, "\(error.path) cannot be created: \(error.reason)")
      }
    }
    guard path != "-" else { return try Terminal.write(draft.text) }
    let isTaken = FileSystem.exists(path) && !force || !written.insert(path).inserted
    if isTaken {
      throw Complaint(
        .cannotCreate, "\(path) is there already, and \(page) was not written",
        hint: "replace it with --force, or name another file with -o")
    }
    var file = try OutputFile(path)
    try file.write(draft.text)
    try file.finish()
    try Terminal.write("\(page): wrote \(path), \(Self.count(findings))\n", to: .error)
  }

  private static func count(_ findings: [Diagnostic]) -> String {
    switch findings.count {
    case 0: "nothing to decide"
    case 1: "1 note to look at"
    default: "\(findings.count) notes to look at"
    }
  }

  private func read(_ page: String) throws -> [UInt8] {
    if let size = FileSystem.size(page), size > PageImporter.sizeLimit {
      throw Complaint(
        .badInput, "\(page) has \(size) bytes; the limit is \(PageImporter.sizeLimit)",
        hint: "a page saved as “HTML only” has no pictures in it, and is smaller")
    }
    do throws(FileError) {
      return try FileSystem.read(page == "-" ? "/dev/stdin" : page)
    } catch {
      throw Complaint(error)
    }
  }
}

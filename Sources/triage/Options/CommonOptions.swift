internal import ArgumentParser
internal import Concurrency
internal import Diagnostics
internal import KnowledgeBase
internal import TriageDesk

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the knowledge base.",
      discussion:
        "Default: $TRIAGE_KNOWLEDGE, or else the one that came with the program.",
      valueName: "dir"))
  var knowledge: String?

  @OptionGroup var colors: ColorOptions

  /// How text on standard output is shown.
  var outputStyle: TextStyle { colors.style(of: .output) }

  /// How text on standard error is shown.
  var errorStyle: TextStyle { colors.style(of: .error) }

  /// Reads the knowledge base that the options name.
  func openDesk(withWeights: Bool = true) throws -> TriageDesk {
    try TriageDesk.opened(
      KnowledgeLocation.find(option: knowledge), withWeights: withWeights, errorStyle: errorStyle)
  }
}

/// Whether text has colours.
struct ColorOptions: ParsableArguments {
  @Option(name: .long, help: "Colour: auto, always or never. NO_COLOR turns it off too.")
  var color: ColorChoice = .auto

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  func style(of stream: Terminal.Stream) -> TextStyle {
    switch color {
    case .always: return .terminal
    case .never: return .plain
    case .auto:
      let isWanted = Environment["NO_COLOR"]?.isEmpty ?? true
      return isWanted && Environment["TERM"] != "dumb" && Terminal.isTerminal(stream)
        ? .terminal : .plain
    }
  }
}

extension TriageDesk {
  /// Reads the knowledge base in a folder.
  ///
  /// - Throws: a complaint with all of its errors.
  static func opened(_ folder: String, withWeights: Bool = true, errorStyle: TextStyle) throws
    -> TriageDesk
  {
    do throws(TriageDesk.Failure) {
      if withWeights, let early = EarlyDesk.desk(of: folder) { return try early.get() }
      Memory.growInLargeSteps()
      return try Memory.withLargePages { () throws(TriageDesk.Failure) in
        try TriageDesk(folder: folder, withWeights: withWeights)
      }
    } catch {
      throw Complaint(error, folder: folder, style: errorStyle)
    }
  }
}

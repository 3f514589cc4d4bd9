internal import ArgumentParser
internal import Concurrency
internal import Diagnostics
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

  @Option(name: .long, help: "Colour: auto, always or never. NO_COLOR turns it off too.")
  var color: ColorChoice = .auto

  enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
    case auto, always, never
  }

  /// How text on standard output is shown.
  var outputStyle: TextStyle { style(of: .output) }

  /// How text on standard error is shown.
  var errorStyle: TextStyle { style(of: .error) }

  private func style(of stream: Terminal.Stream) -> TextStyle {
    switch color {
    case .always: return .terminal
    case .never: return .plain
    case .auto:
      let isWanted = Environment["NO_COLOR"]?.isEmpty ?? true
      return isWanted && Environment["TERM"] != "dumb" && Terminal.isTerminal(stream)
        ? .terminal : .plain
    }
  }

  /// Reads the knowledge base that the options name.
  func openDesk(withWeights: Bool = true) throws -> TriageDesk {
    let folder = try KnowledgeLocation.find(option: knowledge)
    Memory.growInLargeSteps()
    do throws(TriageDesk.Failure) {
      return try TriageDesk(folder: folder, withWeights: withWeights)
    } catch {
      throw Complaint(error, folder: folder, style: errorStyle)
    }
  }
}

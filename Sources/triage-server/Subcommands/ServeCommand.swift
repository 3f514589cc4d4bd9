internal import ArgumentParser
internal import Glibc
internal import Hummingbird
internal import KnowledgeBase
internal import Logging
internal import ServiceLifecycle
internal import TriageDesk
internal import TriageServer
internal import UnixSignals

/// `triage-server serve`, which is what it does unless told otherwise.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Listen and answer, until SIGTERM or SIGINT.")

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The folder of the knowledge base.",
      discussion: "Default: $TRIAGE_KNOWLEDGE, or else the one that came with the program.",
      valueName: "dir"))
  var knowledge: String?

  @Option(name: .long, help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "The port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A further name under which it may be called, such as that of a proxy.", valueName: "name"))
  var allowHost: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file with the token that callers must send.",
      discussion:
        "Default: $TRIAGE_SERVER_TOKEN. Without a token it serves this machine only.",
      valueName: "file"))
  var tokenFile: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file with the signing secret of Zendesk's webhook.",
      discussion: "Default: $TRIAGE_ZENDESK_SECRET. Without it /v1/zendesk is closed.",
      valueName: "file"))
  var zendeskSecretFile: String?

  @OptionGroup var feedback: FeedbackOptions

  @Flag(name: .long, help: "Keep no feedback.")
  var noFeedback = false

  @Flag(
    name: .long,
    help: "Keep the questions with feedback, without personal data; else ids and labels only.")
  var keepText = false

  @Option(name: .long, help: "What is logged: debug, info, notice, warning or error.")
  var logLevel: LogLevel = .info

  enum LogLevel: String, ExpressibleByArgument, CaseIterable {
    case debug, info, notice, warning, error
  }

  func validate() throws {
    guard 0...65_535 ~= port else { throw ValidationError("a port is a number from 0 to 65535") }
  }

  func run() async throws {
    try await Complaint.told {
      LoggingSystem.bootstrap { StreamLogHandler.standardError(label: $0) }
      var logger = Logger(label: "triage-server")
      logger.logLevel = Logger.Level(rawValue: logLevel.rawValue) ?? .info
      var settings = try settings()
      let keeper = try openKnowledge(logger)
      if let limit = OpenFiles.allowMost() {
        settings.mostConnections = max(1, min(settings.mostConnections, limit - OpenFiles.others))
      }
      let application = buildApplication(
        settings, keeper: keeper, registry: PrometheusRegistry(), logger: logger)
      var services = ServiceGroupConfiguration(
        services: [application], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      services.maximumGracefulShutdownDuration = .seconds(10)
      do {
        try await ServiceGroup(configuration: services).run()
      } catch {
        throw Complaint(.inputOutput, "it cannot serve on \(host):\(port): \(error)")
      }
    }
  }

  private func settings() throws -> ServerSettings {
    var settings = ServerSettings()
    settings.host = host
    settings.port = port
    settings.hostNames = allowHost
    settings.keepsText = keepText
    if let token = try Secret.read(file: tokenFile, variable: "TRIAGE_SERVER_TOKEN") {
      settings.token = AccessToken(token)
      guard settings.token != nil else {
        throw Complaint(
          .badInput,
          "the token has fewer than \(AccessToken.shortest) characters, or others than ASCII's without spaces",
          hint: "make one: openssl rand -hex 32")
      }
    }
    guard settings.token != nil || !settings.isPublic else {
      throw ValidationError(
        """
        on \(host) other machines could reach it, so it wants a token: \
        --token-file FILE or $TRIAGE_SERVER_TOKEN
        """)
    }
    settings.zendesk = try Secret.read(
      file: zendeskSecretFile, variable: "TRIAGE_ZENDESK_SECRET"
    ).map(ZendeskSignature.init)
    if !noFeedback {
      let path = try feedback.path
      do throws(FeedbackStore.Failure) {
        settings.feedback = try FeedbackStore(path: path)
      } catch {
        throw Complaint(
          .cannotCreate, "feedback cannot be kept in \(error.path): \(error.reason)",
          hint: "name another file with --feedback FILE, or keep none with --no-feedback")
      }
    }
    return settings
  }

  private func openKnowledge(_ logger: Logger) throws -> KnowledgeKeeper {
    guard let folder = KnowledgeLocation.search(option: knowledge) else {
      throw Complaint(
        .noInput, "no knowledge base is there beside the program",
        hint: "name its folder with --knowledge DIR, or in $\(KnowledgeLocation.variable)")
    }
    do throws(TriageDesk.Failure) {
      return try KnowledgeKeeper(folder: folder, logger: logger)
    } catch {
      let isUnreadable = if case .unreadable = error { true } else { false }
      throw Complaint(
        isUnreadable ? .noInput : .badInput,
        error.lines.joined(separator: "\n") + "\nthe knowledge base \(folder) cannot be used",
        hint: "triage validate shows each mistake with its line")
    }
  }
}

/// How many files and connections the process may have open.
enum OpenFiles {
  /// For what is no connection: the knowledge base while it is read, feedback, the event loops.
  static let others = 64

  /// Asks for as many as the system lets it have.
  ///
  /// - Returns: how many that is; nil where the system does not say.
  static func allowMost() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    limit.rlim_cur = limit.rlim_max
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return nil }
    return Int(clamping: limit.rlim_cur)
  }
}

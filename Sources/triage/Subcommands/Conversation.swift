internal import Diagnostics
internal import TriageDesk

/// The prompt of `triage ask` at a terminal: question after question.
struct Conversation {
  private let desk: TriageDesk
  private let command: AskCommand
  private var last: Reply?

  init(_ desk: TriageDesk, _ command: AskCommand) {
    self.desk = desk
    self.command = command
  }

  private static let help = """
    Type the caller's question in any words. Commands:
      1, 2 …   choose one of the answers to a question back
      :why     explain the last answer
      :help    this list
      :quit    leave (also Ctrl-D)

    """

  mutating func run() throws {
    var editor = LineEditor(prompt: command.common.outputStyle.green("? "), promptWidth: 2)
    try Terminal.write(":help for help\n")
    while let line = editor.readLine() {
      let asked = line.trimmed
      switch asked {
      case "": continue
      case ":quit", ":q", ":exit": return
      case ":help", ":h", ":?": try Terminal.write(Self.help)
      case ":why", ":w": try explain()
      case _ where asked.hasPrefix(":"):
        try Terminal.write("no such command: \(asked)\n" + Self.help)
      default: try answer(asked)
      }
    }
    try Terminal.write("\n")
  }

  private mutating func answer(_ asked: String) throws {
    let reply = chosen(asked) ?? desk.reply(to: asked, audience: command.audience)
    last = reply
    try Terminal.write(command.render(reply) + "\n")
  }

  /// The answer that a choice of the last question back leads to.
  private func chosen(_ asked: String) -> Reply? {
    guard let number = Int(asked), let question = last?.questionBack,
      question.choices.indices.contains(number - 1)
    else { return nil }
    return desk.reply(choosing: question.choices[number - 1].concern, audience: command.audience)
  }

  private func explain() throws {
    guard let last else { return try Terminal.write("nothing was asked yet\n") }
    try Terminal.write(
      ReplyText.reasons(last, style: command.common.outputStyle, width: Terminal.width) + "\n")
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

internal import Glibc

/// Reads lines at a terminal, with editing and history: arrows, Home, End, Ctrl-A, -E, -K, -U, -W.
///
/// Keys as in readline's emacs mode; escape sequences of ECMA-48.
struct LineEditor {
  private let prompt: String
  private let promptWidth: Int
  private var history: [[Unicode.Scalar]] = []
  private var line: [Unicode.Scalar] = []
  private var cursor = 0
  /// The place in the history that is shown; `history.count` for the line being typed.
  private var shown = 0
  private var typed: [Unicode.Scalar] = []

  /// - Parameter promptWidth: the columns that `prompt` takes.
  init(prompt: String, promptWidth: Int) {
    self.prompt = prompt
    self.promptWidth = promptWidth
  }

  /// The next line; nil at the end of the input.
  mutating func readLine() -> String? {
    var saved = termios()
    guard tcgetattr(0, &saved) == 0 else { return Swift.readLine() }
    var raw = saved
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG | IEXTEN)
    raw.c_iflag &= ~tcflag_t(IXON | ICRNL)
    tcsetattr(0, TCSADRAIN, &raw)
    defer { tcsetattr(0, TCSADRAIN, &saved) }
    line = []
    cursor = 0
    shown = history.count
    draw()
    while let key = readKey() {
      switch handle(key) {
      case .more: draw()
      case .line:
        emit("\r\n")
        if !line.isEmpty, history.last != line { history.append(line) }
        return text
      case .end:
        return nil
      }
    }
    return nil
  }

  private var text: String {
    var text = ""
    text.unicodeScalars.append(contentsOf: line)
    return text
  }

  // MARK: Keys

  private enum Key {
    case character(Unicode.Scalar)
    case control(UInt8)
    case up, down, left, right, home, end, delete
    case ignored
  }

  private enum Outcome {
    case more, line, end
  }

  private mutating func handle(_ key: Key) -> Outcome {
    switch key {
    case .character(let scalar):
      line.insert(scalar, at: cursor)
      cursor += 1
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(line.count, cursor + 1)
    case .home: cursor = 0
    case .end: cursor = line.count
    case .up: show(shown - 1)
    case .down: show(shown + 1)
    case .delete:
      if cursor < line.count { line.remove(at: cursor) }
    case .control(let code): return control(code)
    case .ignored: break
    }
    return .more
  }

  private mutating func control(_ code: UInt8) -> Outcome {
    switch code {
    case 13, 10: return .line
    case 4:
      if line.isEmpty { return .end }
      if cursor < line.count { line.remove(at: cursor) }
    case 3:
      // Ctrl-C drops what was typed, as in a shell.
      emit("^C\r\n")
      line = []
      cursor = 0
    case 1: cursor = 0
    case 5: cursor = line.count
    case 11: line.removeSubrange(cursor...)
    case 21:
      line.removeSubrange(..<cursor)
      cursor = 0
    case 23: removeWord()
    case 8, 127:
      if cursor > 0 {
        cursor -= 1
        line.remove(at: cursor)
      }
    case 12: emit("\u{1B}[H\u{1B}[2J")
    default: break
    }
    return .more
  }

  private mutating func removeWord() {
    var start = cursor
    while start > 0, line[start - 1] == " " { start -= 1 }
    while start > 0, line[start - 1] != " " { start -= 1 }
    line.removeSubrange(start..<cursor)
    cursor = start
  }

  private mutating func show(_ place: Int) {
    guard place >= 0, place <= history.count else { return }
    if shown == history.count { typed = line }
    shown = place
    line = place == history.count ? typed : history[place]
    cursor = line.count
  }

  // MARK: Reading

  private func readByte() -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = read(0, &byte, 1)
      if count == 1 { return byte }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  private func readKey() -> Key? {
    guard let byte = readByte() else { return nil }
    switch byte {
    case 0x1B: return readEscape()
    case 0..<0x20, 0x7F: return .control(byte)
    case 0x20..<0x7F: return .character(Unicode.Scalar(byte))
    default: return readWide(byte)
    }
  }

  private func readWide(_ lead: UInt8) -> Key? {
    var bytes = [lead]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    while bytes.count < length {
      guard let byte = readByte() else { return nil }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).unicodeScalars.first.map { .character($0) }
  }

  private func readEscape() -> Key? {
    guard let first = readByte() else { return nil }
    guard first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else { return .ignored }
    var parameter: UInt8 = 0
    while let byte = readByte() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: ";"): parameter = byte
      case UInt8(ascii: "A"): return .up
      case UInt8(ascii: "B"): return .down
      case UInt8(ascii: "C"): return .right
      case UInt8(ascii: "D"): return .left
      case UInt8(ascii: "H"): return .home
      case UInt8(ascii: "F"): return .end
      case UInt8(ascii: "~"):
        return switch parameter {
        case UInt8(ascii: "1"), UInt8(ascii: "7"): .home
        case UInt8(ascii: "4"), UInt8(ascii: "8"): .end
        case UInt8(ascii: "3"): .delete
        default: .ignored
        }
      default: return .ignored
      }
    }
    return nil
  }

  // MARK: Drawing

  /// Draws the line anew; of a long one the part around the cursor.
  private func draw() {
    let room = max(Terminal.width - promptWidth - 1, 10)
    let first = max(0, cursor - room + 1)
    var visible = ""
    visible.unicodeScalars.append(contentsOf: line[first..<min(line.count, first + room)])
    emit("\r\u{1B}[K" + prompt + visible + "\r\u{1B}[\(promptWidth + cursor - first)C")
  }

  private func emit(_ text: String) {
    try? Terminal.write(text)
  }
}

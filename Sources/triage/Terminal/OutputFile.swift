internal import Glibc

/// A file that is written under another name and gets its own when it is whole; or standard output.
struct OutputFile {
  private let path: String
  private let descriptor: Int32

  /// - Parameter path: `-` is standard output.
  /// - Throws: a complaint with exit code 73 when the file cannot be created.
  init(_ path: String) throws {
    self.path = path
    if path == "-" {
      descriptor = Terminal.Stream.output.rawValue
      return
    }
    descriptor = open(Self.draft(path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw Complaint(
        .cannotCreate, "\(path) cannot be created: \(String(cString: strerror(errno)))")
    }
  }

  /// Whether people watch what is written.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  private static func draft(_ path: String) -> String {
    path + ".part"
  }

  func write(_ text: String) throws {
    try Terminal.write(text, to: descriptor, path == "-" ? "the output" : path)
  }

  /// Gives the file its name.
  func finish() throws {
    guard path != "-" else { return }
    guard close(descriptor) == 0, rename(Self.draft(path), path) == 0 else {
      throw Complaint(
        .inputOutput, "\(path) cannot be finished: \(String(cString: strerror(errno)))")
    }
  }
}

internal import Glibc
internal import KnowledgeBase

/// Standard input, output and error.
enum Terminal {
  enum Stream: Int32 {
    case input = 0
    case output = 1
    case error = 2
  }

  static func isTerminal(_ stream: Stream) -> Bool {
    isatty(stream.rawValue) == 1
  }

  /// The columns of the terminal, within what is easy to read; 88 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(Stream.output.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return 88
    }
    return min(max(Int(size.ws_col), 40), 100)
  }

  /// Writes all of `text`.
  ///
  /// - Throws: a complaint with exit code 74 when it cannot be written.
  static func write(_ text: String, to stream: Stream = .output) throws {
    try write(text, to: stream.rawValue, "the output")
  }

  /// Writes all of `text` to an open file that `name` names in a complaint.
  static func write(_ text: String, to descriptor: Int32, _ name: String) throws {
    try write(Array(text.utf8), to: descriptor, name)
  }

  /// Writes all of the bytes.
  static func write(_ bytes: [UInt8], to descriptor: Int32, _ name: String) throws {
    let reason: String? = bytes.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return String(cString: strerror(errno))
        }
        rest = rest.dropFirst(count)
      }
      return nil
    }
    if let reason { throw Complaint(.inputOutput, "\(name) cannot be written: \(reason)") }
  }

  /// Reads standard input to its end, or to just past `limit` bytes.
  static func readInput(limit: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while bytes.count <= limit {
      let count = read(Stream.input.rawValue, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw Complaint(
          .inputOutput, "standard input cannot be read: \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }
}

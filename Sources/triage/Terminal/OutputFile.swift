internal import Glibc

/// A file that is written under another name and gets its own when it is whole; or standard output.
///
/// What is there and no plain file, such as a pipe or `/dev/null`, is written to as it is. Nobody
/// else writes the same file meanwhile: the draft is locked.
struct OutputFile {
  private let path: String
  private let descriptor: Int32
  /// Whether it has another name until it is whole.
  let isDraft: Bool
  /// How many bytes it has.
  private(set) var count: Int

  /// - Parameters:
  ///   - path: `-` is standard output.
  ///   - kept: so many bytes of the draft that an earlier run left are kept; nil to begin anew.
  /// - Throws: a complaint with exit code 73 when the file cannot be created or another run writes
  ///   it, or with 65 when the draft does not have the bytes that are to be kept.
  init(_ path: String, keeping kept: Int? = nil) throws {
    self.path = path
    count = kept ?? 0
    if path == "-" {
      descriptor = Terminal.Stream.output.rawValue
      isDraft = false
      return
    }
    isDraft = Self.isPlainOrNew(path)
    guard isDraft else {
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Self.cannotCreate(path) }
      return
    }
    descriptor = try Self.openLocked(path)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size >= count else {
      throw Complaint(
        .badInput, "\(Self.draft(path)) does not have what the unfinished run wrote",
        hint: "begin anew, without --resume")
    }
    guard ftruncate(descriptor, count) == 0, lseek(descriptor, 0, SEEK_END) == count else {
      throw Self.cannotCreate(path)
    }
  }

  /// Whether people watch what is written.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// The name of a file until it is whole.
  static func draft(_ path: String) -> String {
    path + ".part"
  }

  private static func isPlainOrNew(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  private static func cannotCreate(_ path: String) -> Complaint {
    Complaint(.cannotCreate, "\(path) cannot be created: \(String(cString: strerror(errno)))")
  }

  /// Opens the draft, which is emptied only when it is known that nobody else writes it.
  private static func openLocked(_ path: String) throws -> Int32 {
    while true {
      let descriptor = open(draft(path), O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else { throw cannotCreate(path) }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        throw Complaint(
          .cannotCreate, "\(path) is being written by another run",
          hint: "wait for it, or write to another file")
      }
      // Another run may have finished it between the opening and the lock.
      if FileIdentity(descriptor) == FileIdentity(draft(path)) { return descriptor }
      close(descriptor)
    }
  }

  mutating func write(_ text: String) throws {
    try Terminal.write(text, to: descriptor, path == "-" ? "the output" : path)
    count += text.utf8.count
  }

  mutating func write(_ bytes: [UInt8]) throws {
    try Terminal.write(bytes, to: descriptor, path == "-" ? "the output" : path)
    count += bytes.count
  }

  /// Makes sure that what was written outlasts a crash of the machine.
  func sync() throws {
    guard isDraft else { return }
    guard fdatasync(descriptor) == 0 else {
      throw Complaint(
        .inputOutput, "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
  }

  /// Gives the file its name.
  func finish() throws {
    guard isDraft else { return }
    guard rename(Self.draft(path), path) == 0, close(descriptor) == 0 else {
      throw Complaint(
        .inputOutput, "\(path) cannot be finished: \(String(cString: strerror(errno)))")
    }
  }

  /// Makes a file of so many bytes that got its name already a draft again, if there is no draft:
  /// a run that was stopped between the names of two files gives them once more.
  static func takeBack(_ path: String, keeping count: Int) throws {
    guard FileIdentity(draft(path)) == nil, FileIdentity(path)?.size == count else { return }
    guard rename(path, draft(path)) == 0 else { throw cannotCreate(path) }
  }

  /// Leaves nothing behind.
  func discard() {
    guard isDraft else { return }
    unlink(Self.draft(path))
    close(descriptor)
  }
}

/// Which file it is, whatever its name.
struct FileIdentity: Equatable {
  private var device: UInt
  private var number: UInt
  /// Whether it is a plain file, and so can be read again from its beginning.
  let isPlain: Bool
  let size: Int
  /// When it was last changed, in nanoseconds since 1970.
  let changed: Int

  /// Nil where there is none.
  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  init?(_ descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    device = UInt(status.st_dev)
    number = UInt(status.st_ino)
    isPlain = status.st_mode & S_IFMT == S_IFREG
    size = Int(status.st_size)
    changed = Int(status.st_mtim.tv_sec) * 1_000_000_000 + Int(status.st_mtim.tv_nsec)
  }

  static func == (left: Self, right: Self) -> Bool {
    left.device == right.device && left.number == right.number
  }
}

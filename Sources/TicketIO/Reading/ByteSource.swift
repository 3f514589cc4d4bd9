internal import Glibc

/// Bytes of a file, a piece at a time.
package struct ByteSource: ~Copyable {
  private let descriptor: Int32
  private let isOwned: Bool
  package let name: String

  /// Why bytes could not be read.
  package struct Failure: Error, Hashable {
    package var name: String
    package var reason: String
    package var isMissing: Bool
  }

  /// - Parameter path: a file, or `-` for standard input.
  package init(_ path: String) throws(Failure) {
    name = path
    isOwned = path != "-"
    descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw Failure(
        name: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }
  }

  deinit {
    if isOwned { close(descriptor) }
  }

  /// Adds up to `count` bytes to `buffer`; false at the end.
  package func read(_ count: Int, into buffer: inout [UInt8]) throws(Failure) -> Bool {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    while true {
      let got = buffer.withUnsafeMutableBytes { bytes in
        Glibc.read(descriptor, bytes.baseAddress.map { $0 + start }, count)
      }
      if got < 0, errno == EINTR { continue }
      buffer.removeLast(count - max(got, 0))
      if got < 0 {
        throw Failure(name: name, reason: String(cString: strerror(errno)), isMissing: false)
      }
      return got > 0
    }
  }
}

internal import CZlib
internal import Glibc

/// Bytes of a file, a piece at a time; those of a gzip file as they were before.
///
/// zlib unpacks, since it reads all members of a file and can do so from a pipe; libxml2, which we
/// have anyway, reads only the first, and only from a file.
package struct ByteSource: ~Copyable {
  private let descriptor: Int32
  /// Reads what is or may be packed: a pipe tells only when it is read.
  private let packed: gzFile?
  package let name: String
  /// How long the file was when it was opened, and how much of it was read; what is no plain file, or
  /// is packed, has no length.
  private let length: Int
  private var readCount = 0

  /// Why bytes could not be read.
  package struct Failure: Error, Hashable {
    package var name: String
    package var reason: String
    package var isMissing: Bool
    /// Whether the file is there and broken.
    package var isBadData = false
  }

  /// - Parameter path: a file, or `-` for standard input.
  package static func open(_ path: String) throws(Failure) -> ByteSource {
    let descriptor = path == "-" ? dup(0) : Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw Failure(
        name: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }
    var sign: [UInt8] = [0, 0]
    let place = lseek(descriptor, 0, SEEK_CUR)
    // A file that is not packed is read without zlib's buffer in between.
    if place >= 0, pread(descriptor, &sign, 2, place) != 2 || sign != [0x1F, 0x8B] {
      return ByteSource(path, descriptor, nil)
    }
    guard let packed = gzdopen(descriptor, "rb"), gzbuffer(packed, 1 << 17) == 0 else {
      close(descriptor)
      throw Failure(name: path, reason: "there is no memory to unpack it", isMissing: false)
    }
    return ByteSource(path, descriptor, packed)
  }

  private init(_ name: String, _ descriptor: Int32, _ packed: gzFile?) {
    self.name = name
    self.descriptor = descriptor
    self.packed = packed
    var status = stat()
    let isPlain = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    let start = isPlain && packed == nil ? lseek(descriptor, 0, SEEK_CUR) : -1
    length = start < 0 ? 0 : Int(status.st_size)
    readCount = max(start, 0)
  }

  deinit {
    if let packed { gzclose_r(packed) } else { close(descriptor) }
  }

  /// How many bytes of a plain file were read, from its beginning; nil for what is none, or is packed.
  package var offset: Int? {
    length > 0 ? readCount : nil
  }

  /// Goes to a place that `offset` told earlier, of the same file; false where that cannot be done.
  package mutating func seek(_ offset: Int) -> Bool {
    guard length > 0, lseek(descriptor, offset, SEEK_SET) == offset else { return false }
    readCount = offset
    return true
  }

  /// How much of the file was read, from 0 to 1; nil where that cannot be told, as for a pipe.
  package var shareRead: Double? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
    let place = packed.map { Int(gzoffset($0)) } ?? lseek(descriptor, 0, SEEK_CUR)
    return place < 0 ? nil : min(Double(place) / Double(status.st_size), 1)
  }

  /// Adds up to `count` bytes to `buffer`; false at the end.
  package mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(Failure) -> Bool {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    let got = buffer.withUnsafeMutableBytes { bytes in
      piece(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
    }
    let code = errno
    buffer.removeLast(count - max(got, 0))
    if got <= 0, let packed {
      var status: CInt = 0
      let message = gzerror(packed, &status).map { String(cString: $0) } ?? ""
      // A file that breaks off gives what it has, then nothing, and says so only here.
      if status == Z_ERRNO {
        throw Failure(name: name, reason: String(cString: strerror(code)), isMissing: false)
      } else if status != Z_OK {
        throw Failure(
          name: name, reason: "it is packed with gzip, and breaks off or is damaged: \(message)",
          isMissing: false, isBadData: true)
      }
    } else if got < 0 {
      throw Failure(name: name, reason: String(cString: strerror(code)), isMissing: false)
    }
    readCount += got
    if got == 0, readCount < length {
      throw Failure(
        name: name, reason: "it became shorter while it was read", isMissing: false,
        isBadData: true)
    }
    return got > 0
  }

  private func piece(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
    if let packed { return Int(gzread(packed, bytes.baseAddress, UInt32(clamping: bytes.count))) }
    while true {
      let got = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      if got >= 0 || errno != EINTR { return got }
    }
  }
}

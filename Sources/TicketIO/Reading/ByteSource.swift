internal import CLibXML2
internal import Glibc

/// Bytes of a file, a piece at a time; those of a gzip file as they were before.
package struct ByteSource: ~Copyable {
  private let descriptor: Int32
  /// Unpacks the file, where it is packed.
  private let unpacking: xmlParserInputBufferPtr?
  /// How many bytes were unpacked, as gzip counts them: modulo 2³².
  private var unpackedCount: UInt32 = 0
  package let name: String

  /// Why bytes could not be read.
  package struct Failure: Error, Hashable {
    package var name: String
    package var reason: String
    package var isMissing: Bool
    /// Whether the file is there and broken.
    package var isBadData = false
  }

  static let gzipSign: [UInt8] = [0x1F, 0x8B]

  /// - Parameter path: a file, or `-` for standard input.
  package static func open(_ path: String) throws(Failure) -> ByteSource {
    guard path != "-" else { return ByteSource(path, 0, nil) }
    let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      let code = errno
      throw Failure(
        name: path, reason: String(cString: strerror(code)), isMissing: code == ENOENT)
    }
    var sign: [UInt8] = [0, 0]
    // What cannot be read twice, such as a pipe, gives nothing here.
    guard pread(descriptor, &sign, 2, 0) == 2, sign == gzipSign else {
      return ByteSource(path, descriptor, nil)
    }
    // libxml2 reads packed files, so that we need no other library for them. By its number, not
    // its name, which might look like an address to it.
    guard
      let unpacking = xmlParserInputBufferCreateFilename(
        "/proc/self/fd/\(descriptor)", XML_CHAR_ENCODING_NONE)
    else {
      close(descriptor)
      throw Failure(
        name: path, reason: "it is packed, and this libxml2 cannot unpack", isMissing: false,
        isBadData: true)
    }
    return ByteSource(path, descriptor, unpacking)
  }

  private init(_ name: String, _ descriptor: Int32, _ unpacking: xmlParserInputBufferPtr?) {
    self.name = name
    self.descriptor = descriptor
    self.unpacking = unpacking
  }

  deinit {
    if let unpacking { xmlFreeParserInputBuffer(unpacking) }
    if descriptor != 0 { close(descriptor) }
  }

  /// How much of the file was read, from 0 to 1; nil where that cannot be told, as for a pipe or a
  /// packed file.
  package var shareRead: Double? {
    var status = stat()
    guard unpacking == nil, fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
    let place = lseek(descriptor, 0, SEEK_CUR)
    return place < 0 ? nil : min(Double(place) / Double(status.st_size), 1)
  }

  /// Adds up to `count` bytes to `buffer`; false at the end.
  package mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(Failure) -> Bool {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    while true {
      let got = buffer.withUnsafeMutableBytes { bytes in
        piece(UnsafeMutableRawBufferPointer(rebasing: bytes[start...]))
      }
      if got < 0, unpacking == nil, errno == EINTR { continue }
      buffer.removeLast(count - max(got, 0))
      if unpacking != nil {
        unpackedCount &+= UInt32(truncatingIfNeeded: got)
        // libxml2 reads only the first of several packed parts, and does not say so; the count at
        // the end is that of the last one.
        if got < 0 || got == 0 && unpackedCount != writtenCount {
          throw Failure(
            name: name,
            reason: "it is packed with gzip, and breaks off, is damaged or has several parts; "
              + "if gunzip can unpack it: gunzip -c FILE | triage batch -",
            isMissing: false, isBadData: true)
        }
      }
      if got < 0 {
        throw Failure(name: name, reason: String(cString: strerror(errno)), isMissing: false)
      }
      return got > 0
    }
  }

  /// The number at the end of a gzip file: how many bytes were packed (RFC 1952, ISIZE).
  private var writtenCount: UInt32? {
    var bytes: [UInt8] = [0, 0, 0, 0]
    let end = lseek(descriptor, 0, SEEK_END)
    guard end >= 4, pread(descriptor, &bytes, 4, end - 4) == 4 else { return nil }
    return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  private func piece(_ bytes: UnsafeMutableRawBufferPointer) -> Int {
    guard let unpacking else { return Glibc.read(descriptor, bytes.baseAddress, bytes.count) }
    guard let read = unpacking.pointee.readcallback else { return -1 }
    // What is wrong is said by us; libxml2 would write it to standard error.
    xmlSetStructuredErrorFunc(nil) { _, _ in }
    defer { xmlSetStructuredErrorFunc(nil, nil) }
    return Int(
      read(
        unpacking.pointee.context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        CInt(clamping: bytes.count)))
  }
}

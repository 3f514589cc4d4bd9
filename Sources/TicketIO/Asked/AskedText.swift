/// What a person asks in a message: the message without what mail programs and offices add to it.
///
/// What is left out is blanked with line ends and not cut, so every place in `bytes` is the same
/// place in the message.
package struct AskedText: Sendable, Hashable {
  /// As long as the message, or shorter where its end was left out.
  package private(set) var bytes: [UInt8]
  /// In the order of the message.
  package private(set) var leftOut: [Omission] = []

  /// A part of the message that is not read.
  package struct Omission: Sendable, Hashable {
    package var kind: Kind
    /// The line of the message where it begins, from 1.
    package var line: Int
    /// In bytes of the message.
    package var range: Range<Int>
  }

  package enum Kind: String, Sendable, CaseIterable {
    case quotedReply = "quoted reply"
    case forwardedHeader = "forwarded header"
    case signature
    case disclaimer
  }

  /// - Parameter message: UTF-8 without markup.
  package init(_ message: [UInt8]) {
    bytes = message
    guard PartOpenings.stand(in: message) else { return }
    let omissions = MessageParts(message).omissions
    guard !omissions.isEmpty else { return }
    for omission in omissions {
      for index in omission.range { bytes[index] = UInt8(ascii: "\n") }
    }
    // The asker's words are never all taken away: then the message is read as it is.
    guard bytes.contains(where: { MessageParts.isWordByte($0) }) else {
      bytes = message
      return
    }
    leftOut = omissions
    let end = bytes.lastIndex { $0 != UInt8(ascii: "\n") }.map { $0 + 1 } ?? 0
    bytes.removeSubrange(min(end + 1, bytes.count)...)
  }
}

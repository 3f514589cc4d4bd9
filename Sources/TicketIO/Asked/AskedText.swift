/// What a person asks in a message: the message without its markup and without what mail programs and
/// offices add to it.
///
/// A message may come in parts, the subject and what was written under it. Each is read for itself, so
/// that a quoted header is one where it begins a part; an empty line stands between them.
package struct AskedText: Sendable, Hashable {
  /// What is judged: UTF-8. What is left out is blanked with line ends, its end cut.
  package private(set) var bytes: [UInt8]
  /// In the order of the message.
  package private(set) var leftOut: [Omission] = []
  /// As it came, with an empty line between its parts.
  package let message: [UInt8]
  /// Nil where every byte stands where it stood in the message.
  private let source: SourceMap?

  /// A part of the message that is not read.
  package struct Omission: Sendable, Hashable {
    package var kind: Kind
    /// The line where it begins, from 1, in its part as that is without markup.
    package var line: Int
    /// In bytes of the message without markup, as long as that is.
    package var range: Range<Int>
  }

  package enum Kind: String, Sendable, CaseIterable {
    case quotedReply = "quoted reply"
    case forwardedHeader = "forwarded header"
    case signature
    case disclaimer
  }

  /// - Parameter message: in one part.
  package init(_ message: String) {
    self.init([Array(message.utf8)])
  }

  /// - Parameter parts: UTF-8.
  package init(_ parts: [[UInt8]]) {
    guard parts.count > 1 || parts.contains(where: MessageText.hasMarkup) else {
      // As most tickets are.
      bytes = parts.first ?? []
      message = bytes
      source = nil
      leaveOut(Self.omissions(in: parts))
      return
    }
    let plain = parts.map(MessageText.plain)
    bytes = Self.joined(plain.map(\.bytes))
    let hasMarkup = plain.contains { $0.source != nil }
    message = hasMarkup ? Self.joined(parts) : bytes
    source = hasMarkup ? SourceMap(joining: zip(plain, parts), gap: Self.gap.count) : nil
    leaveOut(Self.omissions(in: plain.map(\.bytes)))
  }

  /// Where in the message a stretch of `bytes` stood.
  package func place(of range: Range<Int>) -> Range<Int> {
    source?.place(of: range) ?? range
  }

  // MARK: Parts

  /// What ends a sentence for the engine.
  private static let gap = Array("\n\n".utf8)

  private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
    parts.count == 1 ? parts[0] : Array(parts.joined(separator: gap))
  }

  private static func omissions(in parts: [[UInt8]]) -> [Omission] {
    var omissions: [Omission] = []
    var start = 0
    for part in parts {
      if PartOpenings.stand(in: part) {
        for var omission in MessageParts(part).omissions {
          omission.range =
            omission.range.lowerBound + start..<omission.range.upperBound + start
          omissions.append(omission)
        }
      }
      start += part.count + gap.count
    }
    return omissions
  }

  private mutating func leaveOut(_ omissions: [Omission]) {
    guard !omissions.isEmpty else { return }
    var blanked = bytes
    for omission in omissions {
      for index in omission.range { blanked[index] = UInt8(ascii: "\n") }
    }
    // The asker's words are never all taken away: then the message is read as it is.
    guard let last = blanked.lastIndex(where: { $0 != UInt8(ascii: "\n") }),
      blanked.contains(where: { MessageParts.isWordByte($0) })
    else { return }
    blanked.removeSubrange(min(last + 2, blanked.count)...)
    bytes = blanked
    leftOut = omissions
  }
}

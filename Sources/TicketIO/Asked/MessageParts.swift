/// Finds, line by line, what in a message is not what its writer asks: replies that it quotes, headers
/// of a message passed on, signatures and disclaimers.
///
/// When in doubt a line stays: losing a word of the question is worse than reading a signature.
struct MessageParts {
  private let message: [UInt8]
  private let lines: [MessageLine]
  /// What each line was found to be; nil is the asker's words.
  private var kinds: [AskedText.Kind?]

  init(_ message: [UInt8]) {
    self.message = message
    var lines: [MessageLine] = []
    var start = 0
    for (index, byte) in message.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(MessageLine(message, start..<index))
      start = index + 1
    }
    if start < message.count { lines.append(MessageLine(message, start..<message.count)) }
    self.lines = lines
    kinds = Array(repeating: nil, count: lines.count)
    findQuotes()
    findDisclaimers()
    findSignatures()
  }

  static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || byte & 0xDF >= UInt8(ascii: "A") && byte & 0xDF <= UInt8(ascii: "Z")
  }

  /// Neighbouring lines of a kind together.
  var omissions: [AskedText.Omission] {
    var omissions: [AskedText.Omission] = []
    for (index, kind) in kinds.enumerated() {
      guard let kind else { continue }
      let range = lines[index].range
      if index > 0, kinds[index - 1] == kind, let last = omissions.indices.last {
        omissions[last].range = omissions[last].range.lowerBound..<range.upperBound
      } else {
        omissions.append(AskedText.Omission(kind: kind, line: index + 1, range: range))
      }
    }
    return omissions
  }

  private mutating func mark(_ range: Range<Int>, _ kind: AskedText.Kind) {
    for index in range where kinds[index] == nil { kinds[index] = kind }
  }

  // MARK: Quotes

  private mutating func findQuotes() {
    var index = 0
    while index < lines.count {
      if let end = replyHeader(at: index) {
        let next = lines[end...].firstIndex { !$0.isEmpty } ?? lines.count
        guard next < lines.count else { return }
        if lines[next].isQuoted {
          // Words after the quoted lines are an answer below them.
          mark(index..<end, .quotedReply)
          markQuotedLines(from: next)
        } else if hasOwnWords(before: index) {
          return mark(index..<lines.count, .quotedReply)
        }
        index = end
      } else if let end = forwardedHeader(at: index) {
        if hasOwnWords(before: index) { return mark(index..<lines.count, .quotedReply) }
        // Nothing but the message passed on: it is the question, without its header.
        for line in index..<end where lines[line].headerName != "subject" {
          mark(line..<line + 1, .forwardedHeader)
        }
        index = end
      } else {
        // One line with “>” may be a menu's path or a sum of money.
        if lines[index].isQuoted, index + 1 < lines.count, lines[index + 1].isQuoted {
          markQuotedLines(from: index)
        }
        index += 1
      }
    }
  }

  private mutating func markQuotedLines(from first: Int) {
    var index = first
    while index < lines.count, lines[index].isQuoted {
      mark(index..<index + 1, .quotedReply)
      index += 1
    }
  }

  /// Where a header such as `On Mon, Jan 5, 2026, Jane wrote:` ends, which mail programs break after
  /// up to three lines.
  private func replyHeader(at index: Int) -> Int? {
    guard lines[index].text.hasPrefix("on ") else { return nil }
    var hasDigit = false
    for end in index..<min(index + 3, lines.count) {
      guard !lines[end].isEmpty, lines[end].words.count <= 20 else { return nil }
      hasDigit = hasDigit || lines[end].text.contains(where: \.isNumber)
      if lines[end].text.hasSuffix("wrote:") { return hasDigit ? end + 1 : nil }
    }
    return nil
  }

  /// Where the header of a message passed on or answered ends: a dividing line, `From:` and its
  /// fellows, or both.
  private func forwardedHeader(at index: Int) -> Int? {
    var place = index
    let isDivided = lines[index].opensForwarded
    if isDivided { place += 1 }
    while isDivided, place < lines.count, lines[place].isEmpty { place += 1 }
    var names: Set<String> = []
    while place < lines.count, let name = lines[place].headerName {
      if names.isEmpty, name != "from", !isDivided { return nil }
      names.insert(name)
      place += 1
    }
    if isDivided { return place }
    return names.count >= 3 && names.contains("from") ? place : nil
  }

  /// Whether the lines before say more than “see below”.
  private func hasOwnWords(before index: Int) -> Bool {
    (0..<index).contains { kinds[$0] == nil && !lines[$0].onlyPoints && !lines[$0].isDeviceLine }
  }

  // MARK: Disclaimers

  /// A paragraph that begins like one and has at least two words of the law.
  private mutating func findDisclaimers() {
    var index = 0
    while index < lines.count {
      let end = lines[index...].firstIndex { $0.isEmpty } ?? lines.count
      if kinds[index] == nil, lines[index].opensDisclaimer,
        lines[index..<end].reduce(0, { $0 + $1.disclaimerWeight }) >= 2
      {
        mark(index..<end, .disclaimer)
      }
      index = end > index ? end : index + 1
    }
  }

  // MARK: Signatures

  /// The most lines that a signature has.
  private static let signatureLines = 8

  private mutating func findSignatures() {
    for index in lines.indices where kinds[index] == nil {
      if lines[index].isDeviceLine {
        mark(index..<index + 1, .signature)
      } else if lines[index].words.count == 1, lines[index].words[0] == "--" {
        signature(at: index) { _ in true }
      } else if lines[index].isClosing {
        signature(at: index, \.isSignature)
      }
    }
  }

  /// Takes a signature off that begins at a line and goes on to the end, or to what was found before.
  private mutating func signature(at index: Int, _ fits: (MessageLine) -> Bool) {
    let end = kinds[index...].firstIndex { $0 != nil } ?? lines.count
    let below = lines[index + 1..<max(end, index + 1)].filter { !$0.isEmpty && !$0.isDeviceLine }
    guard !below.isEmpty, below.count <= Self.signatureLines, below.allSatisfy(fits) else { return }
    mark(index..<end, .signature)
  }
}

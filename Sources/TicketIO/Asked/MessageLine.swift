/// A line of a message, with what its words show.
struct MessageLine {
  /// In bytes of the message, without the line end.
  let range: Range<Int>
  /// Small letters, without white space and emphasis around it.
  let text: String
  /// As written.
  let words: [Substring]

  init(_ message: [UInt8], _ range: Range<Int>) {
    self.range = range
    let written = String(decoding: message[range], as: UTF8.self)
    words = written.unicodeScalars.split(whereSeparator: Self.isSpace).map(Substring.init)
    var kept = written.unicodeScalars[...]
    while let first = kept.first, Self.isAround(first) { kept.removeFirst() }
    while let last = kept.last, Self.isAround(last) { kept.removeLast() }
    text = Substring(kept).lowercased()
  }

  private static func isSpace(_ sign: Unicode.Scalar) -> Bool {
    sign == " " || sign == "\t" || sign == "\r" || sign == "\u{A0}"
  }

  private static func isAround(_ sign: Unicode.Scalar) -> Bool {
    isSpace(sign) || sign == "*" || sign == "_"
  }

  var isEmpty: Bool { words.isEmpty }

  var isQuoted: Bool { words.first?.first == ">" }

  // MARK: What mail programs write

  /// `-----Original Message-----`, `---------- Forwarded message ---------`.
  var opensForwarded: Bool {
    if text.hasPrefix("begin forwarded message") { return true }
    guard text.hasPrefix("--"), text.hasSuffix("--") else { return false }
    return text.contains("original message") || text.contains("forwarded message")
  }

  /// `From: …`, `Sent: …` and the like, above a message that is answered or passed on.
  var headerName: String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let name = String(text[..<colon])
    return Self.headers.contains(name) ? name : nil
  }

  private static let headers: Set<String> = [
    "from", "sent", "date", "to", "cc", "subject", "reply-to",
  ]

  var isDeviceLine: Bool {
    words.count <= 9
      && ["sent from my ", "sent from mail for ", "sent from yahoo mail", "get outlook for "]
        .contains { text.hasPrefix($0) }
  }

  // MARK: What people write

  var isClosing: Bool {
    guard words.count <= 4 else { return false }
    let letters = text.filter { $0.isLetter || $0 == " " }
    return Self.closings.contains(letters)
  }

  private static let closings: Set<String> = [
    "thanks", "thank you", "thanks again", "many thanks", "thanks in advance", "thx", "best",
    "best regards", "kind regards", "warm regards", "regards", "sincerely", "cheers",
    "respectfully", "yours truly", "thank you very much", "thanks so much",
  ]

  /// Whether it could stand under a closing: a name, a title, a number or an address. Anything that
  /// reads as a sentence could not.
  var isSignature: Bool {
    guard words.count <= 7, !text.contains("?"), !text.contains("!") else { return false }
    let plain = text.split { !$0.isLetter && $0 != "'" && $0 != "’" }.map(String.init)
    guard !plain.contains(where: Self.sentenceWords.contains) else { return false }
    return words.allSatisfy { word in
      guard let first = word.first(where: { $0.isLetter || $0.isNumber }) else { return true }
      return first.isUppercase || first.isNumber || word.contains("@") || word.contains(".")
        || ["of", "and", "for", "the", "de", "van"].contains(word)
    }
  }

  private static let sentenceWords: Set<String> = [
    "i", "i'm", "i’m", "my", "me", "is", "are", "can", "can't", "can’t", "cannot", "need", "how",
    "what", "please", "not", "no", "to", "a", "when", "why", "where", "do", "did", "help", "it",
    "was", "have", "has", "still", "if", "also", "but", "ps", "p.s", "we", "you", "your", "refund",
    "transcript", "locked", "login", "sign", "password", "code", "notice", "letter",
  ]

  var opensDisclaimer: Bool {
    Self.disclaimerOpenings.contains { text.hasPrefix($0) }
  }

  private static let disclaimerOpenings = [
    "confidentiality notice", "disclaimer", "this email", "this e-mail", "this message",
    "this communication", "this transmission", "the information contained in",
    "the contents of this", "the information in this", "notice:", "caution:", "important:",
    "privileged", "confidential",
  ]

  /// How many words of the law are in it.
  var disclaimerWeight: Int {
    Self.disclaimerWords.reduce(0) { $0 + (text.contains($1) ? 1 : 0) }
  }

  private static let disclaimerWords = [
    "confidential", "privileged", "intended", "recipient", "unauthorized", "disclos", "prohibited",
    "in error", "originated from outside", "do not click", "sender", "attachments",
  ]

  // MARK: A message that is passed on

  /// Whether it only points to what follows: `FYI`, `see below`.
  var onlyPoints: Bool {
    let letters = text.filter { $0.isLetter || $0 == " " }
    return isEmpty || isClosing || Self.pointers.contains(letters)
  }

  private static let pointers: Set<String> = [
    "fyi", "see below", "please see below", "pls see below", "see attached", "forwarding",
    "fwd", "fw", "hi", "hello", "hi team", "hello team", "hi all", "see message below",
    "see email below", "please advise", "please help", "please assist", "as below",
    "please see the message below", "please see the email below", "see below please",
  ]
}

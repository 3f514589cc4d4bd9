/// Splits a text into words and recognised things, sentence by sentence.
///
/// What is the same for a reader is the same here: case, accents, typographic quotes and dashes,
/// hyphens (`e-mail` is `e mail`), apostrophes inside words (`can't` is `cant`), stops between initials
/// (`I.R.S.` is `irs`), and a break between letters and digits (`CP2000`, `cp-2000` and `cp 2000` are `cp` and `2000`). An email
/// address, a phone number, a Social Security number, an amount of money and a date are one token
/// each. A sentence ends at `.`, `?` or `!` before white space, and at an empty line.
///
/// Works on UTF-8 bytes in one pass and keeps only numbers: a word is known by the hash of its
/// folded bytes, and looked up later. Bytes that are not UTF-8 separate words.
struct Tokenizer {
  private let text: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var opensClause = true
  private var afterDollar = false
  private var sentenceStart = 0

  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  /// Adds the tokens of the next sentence to `tokens`.
  ///
  /// - Returns: false when the text is at its end and nothing was added.
  @inline(__always)
  mutating func nextSentence(into tokens: inout Buffer<Token>) -> Bool {
    sentenceStart = tokens.count
    while position < text.count {
      let byte = text[position]
      switch byteClasses[Int(byte)] {
      case .letter:
        readWord(into: &tokens)
      case .wide:
        readWide(into: &tokens)
      case .digit:
        readNumber(into: &tokens)
      case .stop:
        position += 1
        if endsSentence(byte, after: tokens) { return true }
      case .newline:
        position += 1
        opensClause = true
        if skipEmptyLines(), tokens.count > sentenceStart { return true }
      case .clause:
        position += 1
        opensClause = true
      case .dollar:
        position += 1
        afterDollar = true
        continue
      case .separator, .apostrophe, .at:
        position += 1
      }
      afterDollar = false
    }
    return tokens.count > sentenceStart
  }

  /// A stop ends a sentence before white space, unless it ends initials (`I.D. me`).
  private mutating func endsSentence(_ byte: UInt8, after tokens: borrowing Buffer<Token>) -> Bool {
    opensClause = opensClause || byte != UInt8(ascii: ".")
    guard isAtSpace || text[position] == byte else { return false }
    guard tokens.count > sentenceStart else { return false }
    let last = tokens[tokens.count - 1]
    let isInitial =
      byte == UInt8(ascii: ".") && Int(last.end) == position - 1 && text[position - 2].isLetter
      && (last.end - last.start == 1 || text[position - 3] == UInt8(ascii: "."))
    if isInitial || isNumberSign(last) { return false }
    opensClause = true
    return true
  }

  /// Whether the stop just read belongs to the “No.” before a number (`letter no. 525`).
  private func isNumberSign(_ last: Token) -> Bool {
    guard Int(last.end) == position - 1, last.end - last.start == 2,
      text[position - 3] | 0x20 == UInt8(ascii: "n"), text[position - 2] | 0x20 == UInt8(ascii: "o")
    else { return false }
    return position + 1 < text.count && text[position] == UInt8(ascii: " ")
      && text[position + 1].isDigit
  }

  /// Whether white space follows, or the end: ASCII's, U+00A0, U+2000…U+200A or U+3000.
  private var isAtSpace: Bool {
    guard position < text.count else { return true }
    guard text[position] >= 0x80 else { return text[position] <= UInt8(ascii: " ") }
    func follows(_ bytes: ClosedRange<UInt8>, at offset: Int) -> Bool {
      position + offset < text.count && bytes ~= text[position + offset]
    }
    switch text[position] {
    case 0xC2: return follows(0xA0...0xA0, at: 1)
    case 0xE2: return follows(0x80...0x80, at: 1) && follows(0x80...0x8A, at: 2)
    case 0xE3: return follows(0x80...0x80, at: 1) && follows(0x80...0x80, at: 2)
    default: return false
    }
  }

  /// Skips white space; true when an empty line was among it.
  private mutating func skipEmptyLines() -> Bool {
    var lines = 0
    while position < text.count, text[position] <= UInt8(ascii: " ") {
      if text[position] == UInt8(ascii: "\n") { lines += 1 }
      position += 1
    }
    return lines > 0
  }

  @inline(__always)
  private mutating func append(
    _ hash: WordHash, _ shape: Symbol = .unknown, from start: Int, into tokens: inout Buffer<Token>
  ) {
    tokens.append(
      Token(
        hash: hash, shape: shape, start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: position), opensClause: opensClause))
    opensClause = false
  }

  // MARK: Words

  @inline(__always)
  private mutating func readWord(into tokens: inout Buffer<Token>) {
    let start = position
    var hash = WordHash()
    var count = 8
    while count == 8 {
      let bytes = EightBytes(text, at: position)
      count = bytes.letterCount
      if count > 0 { hash.add(bytes.letters(count)) }
      position += count
    }
    if position < text.count, isWordUnusual(text[position]) {
      if text[position] == UInt8(ascii: "'") {
        hash = readApostrophes(from: start)
      }
      if finishUnusualWord(from: start, into: &tokens) { return }
      if position - start == 1, isInitialNext { hash = readInitials(from: start) }
    }
    append(hash, from: start, into: &tokens)
  }

  /// Whether more may belong to the word that ends before the present position and this byte.
  @inline(__always)
  private func isWordUnusual(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x80..., UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "'"): true
    case UInt8(ascii: "."): position + 1 < text.count && text[position + 1] > UInt8(ascii: " ")
    default: false
    }
  }

  /// Reads a word again in which an apostrophe may stand between letters.
  @inline(never)
  private mutating func readApostrophes(from start: Int) -> WordHash {
    position = start
    var hasher = WordHasher()
    while position < text.count {
      let byte = text[position]
      if byte.isLetter {
        hasher.add(byte | 0x20)
      } else if byte != UInt8(ascii: "'") || position + 1 >= text.count
        || !text[position + 1].isLetter
      {
        break
      }
      position += 1
    }
    return hasher.hash
  }

  /// Whether a stop stands here, and then a letter alone.
  private var isInitialNext: Bool {
    guard position + 1 < text.count, text[position] == UInt8(ascii: "."),
      text[position + 1].isLetter
    else { return false }
    guard position + 2 < text.count else { return true }
    let next = text[position + 2]
    return !next.isLetter && !next.isDigit && next < 0x80
  }

  /// Reads initials with stops between them, such as `I.R.S.`, as one word; the last stop is left.
  @inline(never)
  private mutating func readInitials(from start: Int) -> WordHash {
    var hasher = WordHasher()
    hasher.add(text[start] | 0x20)
    while isInitialNext {
      hasher.add(text[position + 1] | 0x20)
      position += 2
    }
    return hasher.hash
  }

  /// Reads on where letters outside ASCII follow, and reads the whole of an email address.
  @inline(never)
  private mutating func finishUnusualWord(
    from start: Int, into tokens: inout Buffer<Token>
  ) -> Bool {
    if let end = emailEnd(from: start) {
      position = end
      append(.none, .email, from: start, into: &tokens)
      return true
    }
    guard position < text.count, text[position] >= 0x80 else { return false }
    position = start
    return readFoldedWord(into: &tokens)
  }

  /// Where the email address that begins at `start` ends (the dot-atom form of RFC 5322, 3.4.1).
  private func emailEnd(from start: Int) -> Int? {
    func isAtom(_ byte: UInt8) -> Bool {
      byte.isLetter || byte.isDigit || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
    }
    var end = start
    while end < text.count, end - start < 64, isAtom(text[end]) { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "@"), end > start else { return nil }
    let host = end + 1
    end = host
    var dot = false
    while end < text.count, end - host < 254, isAtom(text[end]) {
      dot = dot || text[end] == UInt8(ascii: ".")
      end += 1
    }
    while end > host, text[end - 1] == UInt8(ascii: ".") || text[end - 1] == UInt8(ascii: "-") {
      end -= 1
    }
    return dot && end > host ? end : nil
  }

  // MARK: Outside ASCII

  @inline(never)
  private mutating func readWide(into tokens: inout Buffer<Token>) {
    let (scalar, length) = decode(at: position)
    switch scalar.map(Folded.of) ?? .separator {
    case .letters, .foreign:
      _ = readFoldedWord(into: &tokens)
    case .newline, .clause:
      position += length
      opensClause = true
    case .separator, .apostrophe, .nothing:
      position += length
    }
  }

  /// Reads a word with letters outside ASCII; true when it has any letter.
  private mutating func readFoldedWord(into tokens: inout Buffer<Token>) -> Bool {
    let start = position
    var hasher = WordHasher()
    reading: while position < text.count {
      let byte = text[position]
      if byte.isLetter {
        hasher.add(byte.lowercased)
        position += 1
      } else if byte < 0x80 {
        guard byte == UInt8(ascii: "'"), position + 1 < text.count,
          text[position + 1].isLetter || text[position + 1] >= 0x80
        else { break }
        position += 1
      } else {
        let (scalar, length) = decode(at: position)
        switch scalar.map(Folded.of) ?? .separator {
        case .letters(let letters):
          letters.withUTF8Buffer { for byte in $0 { hasher.add(byte) } }
        case .foreign:
          for index in position..<position + length { hasher.add(text[index]) }
        case .nothing: break
        case .apostrophe:
          guard position + length < text.count,
            text[position + length].isLetter || text[position + length] >= 0x80
          else { break reading }
        case .separator, .clause, .newline: break reading
        }
        position += length
      }
    }
    guard position > start else { return false }
    append(hasher.hash, from: start, into: &tokens)
    return true
  }

  /// The scalar at `index` and its length in bytes; nil and 1 where the bytes are not UTF-8.
  private func decode(at index: Int) -> (Unicode.Scalar?, Int) {
    let lead = text[index]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead < 0xF5, index + length <= text.count else { return (nil, 1) }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for next in index + 1..<index + length {
      guard text[next] & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | UInt32(text[next] & 0x3F)
    }
    let isShortest = value >= (length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, length)
  }

  // MARK: Numbers

  private mutating func readNumber(into tokens: inout Buffer<Token>) {
    let start = position
    let shape = NumberShape(text, at: start, afterDollar: afterDollar)
    position = shape.end
    var hasher = WordHasher()
    if shape.symbol >= .digits(1) {
      for index in start..<position where text[index].isDigit { hasher.add(text[index]) }
    }
    append(
      shape.symbol >= .digits(1) ? hasher.hash : .none, shape.symbol, from: start, into: &tokens)
  }
}

/// A global constant, so that the loop reads it without a check for first use.
private let byteClasses = ByteClass.table

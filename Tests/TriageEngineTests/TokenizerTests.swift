import Testing
import TriageTestSupport

@testable import TriageEngine

private func words(_ words: [String]) -> WordList {
  var list = WordList()
  for word in words {
    var word = word
    _ = word.withUTF8 { list.add($0) }
  }
  return list
}

/// A table in which the class of every word is its symbol.
private func wordTable(_ list: WordList, _ ordinary: OrdinaryWords = OrdinaryWords()) -> WordTable {
  let count = Symbol.firstWord + Symbol(list.count)
  return WordTable(
    list, classes: Array(0..<count), features: Array(repeating: 0, count: Int(count)),
    ordinary: ordinary)
}

/// Splits a text with a table of known words and gives each token as text and sentence.
private func tokens(_ text: String) -> [[String]] {
  var text = text
  return text.withUTF8 { bytes in
    var tokenizer = Tokenizer(bytes)
    var buffer = Buffer<Token>()
    var sentences: [[String]] = []
    var start = 0
    while tokenizer.nextSentence(into: &buffer) {
      sentences.append(
        (start..<buffer.count).map { index in
          let token = buffer[index]
          return String(decoding: bytes[Int(token.start)..<Int(token.end)], as: UTF8.self)
        })
      start = buffer.count
    }
    return sentences
  }
}

private func symbols(_ text: String, known: [String]) -> [Symbol] {
  symbols(text, wordTable(words(known)))
}

private func symbols(_ text: String, _ table: WordTable) -> [Symbol] {
  var text = text
  return text.withUTF8 { bytes in
    var tokenizer = Tokenizer(bytes)
    var buffer = Buffer<Token>()
    while tokenizer.nextSentence(into: &buffer) {}
    table.find(0..<buffer.count, of: bytes, in: &buffer)
    return (0..<buffer.count).map { buffer[$0].word.wordClass }
  }
}

@Suite struct TokenizerTests {
  @Test(arguments: [
    ("Can't log-in", [["Can't", "log", "in"]]),
    ("CP2000 cp-2000", [["CP", "2000", "cp", "2000"]]),
    ("One. Two? Three", [["One"], ["Two"], ["Three"]]),
    ("I.D. me and v1.2", [["I.D", "me", "and", "v", "1", "2"]]),
    (
      "The I.R.S. and the U.S. here. P.M.",
      [["The", "I.R.S", "and", "the", "U.S", "here"], ["P.M"]]
    ),
    ("line one\nline two\n\nnew", [["line", "one", "line", "two"], ["new"]]),
    ("mail jo.b@example.com now", [["mail", "jo.b@example.com", "now"]]),
    ("call (800) 555-0100 or 800-555-0100", [["call", "800) 555-0100", "or", "800-555-0100"]]),
    ("ssn 900-55-5555.", [["ssn", "900-55-5555"]]),
    ("owe $1,234.50 by 4/15/2025", [["owe", "1,234.50", "by", "4/15/2025"]]),
    ("", []), ("\u{1F600}\u{1F600}", []),
  ])
  func splits(_ text: String, _ wanted: [[String]]) {
    #expect(tokens(text) == wanted)
  }

  @Test func thingsHaveSymbolsOfTheirOwn() {
    let found = symbols(
      "a@b.example 800-555-0100 900-55-5555 $5 4/15/2025 1234 12345678901", known: [])
    #expect(
      found == [
        .email, .phone, .socialSecurityNumber, .money, .date, .digits(4), .digits(9),
      ])
  }

  @Test(arguments: [
    "password", "PASSWORD", "pássword", "p\u{300}assword", "ｐａｓｓｗｏｒｄ", "pass\u{AD}word",
  ])
  func spellingOfOneWordIsFolded(_ text: String) {
    #expect(symbols(text, known: ["password"]) == [.firstWord])
  }

  @Test(arguments: ["passwrod", "pasword", "passsword", "passward", "asspword"])
  func oneEditIsForgiven(_ text: String) {
    let wanted: [Symbol] = text == "asspword" ? [.unknown] : [.firstWord]
    #expect(symbols(text, known: ["password"]) == wanted)
  }

  @Test func ordinaryWordsAreNoMisspellings() {
    let list = words(["refund"])
    var ordinary = Array("# words\nrefuned\n".utf8)
    let unremarkable = ordinary.withUnsafeMutableBufferPointer {
      OrdinaryWords(text: UnsafeBufferPointer($0))
    }
    let table = wordTable(list, unremarkable)
    #expect(symbols("refuned refumd", table) == [.unknown, .firstWord])
  }

  /// Of two known words that are one edit away the more frequent one was meant.
  @Test func misspellingsAreOfFrequentWords() {
    let list = words(["enter", "letter", "video", "vidoe", "code"])
    let table = WordTable(
      list, classes: Array(0..<Symbol.firstWord + Symbol(list.count)),
      features: [UInt32](repeating: 0, count: Int(Symbol.firstWord)) + [1, 2, 3, 0, 0],
      ordinary: OrdinaryWords(), counts: [40, 900, 90])
    #expect(symbols("etter entre", table) == [.firstWord + 1, .firstWord])
    // A letter of a short word is missing, never changed.
    #expect(symbols("vido coda vid", table) == [.firstWord + 2, .unknown, .unknown])
  }

  /// Bytes of any kind: nothing is read outside the text, tokens come in order.
  @Test(arguments: 0..<100)
  func anyBytes(seed: Int) {
    var random = SplitMix64(seed: seed)
    let alphabet: [UInt8] =
      Array("aB1.@ ('-$\n?".utf8) + [0, 0x80, 0xC3, 0xA9, 0xE2, 0x80, 0x99, 0xF0, 0xFF]
    let bytes = (0..<200).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] }
    bytes.withUnsafeBufferPointer { text in
      var tokenizer = Tokenizer(text)
      var buffer = Buffer<Token>(capacity: 1)
      while tokenizer.nextSentence(into: &buffer) {}
      var last: UInt32 = 0
      for index in 0..<buffer.count {
        #expect(buffer[index].start >= last && buffer[index].end > buffer[index].start)
        last = buffer[index].end
      }
      #expect(last <= text.count)
    }
  }
}

/// A run of digits or a word of a text: what numbers and their surroundings are put together from.
struct Piece {
  var isNumber: Bool
  var start: Int
  var end: Int
  /// What a word says about numbers near it.
  var topic: Topic?

  var length: Int { end - start }
}

extension Piece {
  /// The pieces of a text in their order.
  ///
  /// Initials with stops are one word: `D.O.B.` is `dob`. Letters outside ASCII make words that say
  /// nothing.
  static func pieces(of text: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    var position = 0
    while position < text.count {
      let byte = text[position]
      let start = position
      if byte.isDigit {
        while position < text.count, text[position].isDigit { position += 1 }
        pieces.append(Piece(isNumber: true, start: start, end: position))
      } else if byte.isLetter {
        pieces.append(word(in: text, at: &position))
      } else {
        position += 1
      }
    }
    return pieces
  }

  private static func word(in text: [UInt8], at position: inout Int) -> Piece {
    let start = position
    var runStart = position
    var letters = Topic.Word()
    func read() {
      while position < text.count, text[position].isLetter {
        letters.add(text[position])
        position += 1
      }
    }
    func initialFollows() -> Bool {
      position - runStart == 1 && position + 1 < text.count && text[position] == UInt8(ascii: ".")
        && text[position + 1].isLetter
        && (position + 2 == text.count || !text[position + 2].isLetter)
    }
    read()
    while initialFollows() {
      position += 1
      runStart = position
      read()
    }
    return Piece(isNumber: false, start: start, end: position, topic: Topic(letters))
  }
}

extension UInt8 {
  @inline(__always)
  var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }

  @inline(__always)
  var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}

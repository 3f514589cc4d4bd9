/// Words of the language that a text may use without meaning a word of the rules: `prevision` is
/// not a misspelled `provision`.
///
/// Holds the words' hashes only.
package struct OrdinaryWords: Sendable {
  private var slots: [UInt64] = [0]

  /// No words: every unknown word may be a misspelling.
  package init() {}

  /// - Parameter text: one word a line, small letters.
  package init(text: UnsafeBufferPointer<UInt8>) {
    var capacity = 64
    while capacity < text.count / 4 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    var start = 0
    while start < text.count {
      var end = start
      while end < text.count, text[end].isLetter { end += 1 }
      if end > start { insert(WordHash(Bytes(rebasing: text[start..<end]))) }
      start = end + 1
    }
  }

  private mutating func insert(_ hash: WordHash) {
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash.value { return }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = hash.value
  }

  /// - Parameter word: in small letters.
  package func contains(_ word: String) -> Bool {
    var word = word
    return word.withUTF8 { contains(WordHash($0)) }
  }

  func contains(_ hash: WordHash) -> Bool {
    var slot = Int(truncatingIfNeeded: hash.value) & (slots.count - 1)
    while slots[slot] != 0 {
      if slots[slot] == hash.value { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }
}

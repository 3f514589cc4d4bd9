internal import TriageEngine

/// Which words of a list are forms of others in it, so that they count as one.
struct WordBases {
  private var bases: [String: String] = [:]

  init(of words: some Sequence<String>) {
    // Shorter words first, so that `sign` takes `signs` and `signing` before they are bases.
    let sorted = words.sorted { ($0.utf8.count, $0) < ($1.utf8.count, $1) }
    let known = Set(sorted)
    for word in sorted where bases[word] == nil {
      bases[word] = word
      for form in Inflection.forms(of: word) where known.contains(form) && bases[form] == nil {
        bases[form] = word
      }
    }
  }

  /// The word that `word` is a form of; itself where it is none or not in the list.
  subscript(word: String) -> String {
    bases[word] ?? word
  }
}

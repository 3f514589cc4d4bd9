/// Tells in the text of a step what to do, what comes of it, and what else there is to know.
///
/// Only the first sentence is sure to be the command. Whoever edits the draft sees where the cuts
/// were made: nothing is left out.
struct StepSplitter {
  var command: [DITANode] = []
  var information: [DITANode] = []
  var result: [DITANode] = []
  var isOptional = false

  init(_ text: [DITANode]) {
    for (index, sentence) in Self.sentences(text).enumerated() {
      let words = sentence.text.plain
      if index == 0 {
        isOptional = words.lowercased().hasPrefix("optional") || words.hasPrefix("(Optional")
        command = sentence
      } else if result.isEmpty, information.isEmpty, Self.isCommand(words) {
        command += sentence
      } else if Self.isResult(words) {
        result += sentence
      } else {
        information += sentence
      }
    }
    (command, information, result) = (command.tidied, information.tidied, result.tidied)
  }

  private static func isCommand(_ sentence: String) -> Bool {
    let verbs: Set<String> = [
      "when", "then", "next", "select", "click", "choose", "enter", "tap", "go", "open", "sign",
      "follow", "press", "type", "scroll", "upload", "complete", "review", "confirm", "log",
    ]
    let first = sentence.prefix { $0.isLetter }.lowercased()
    return verbs.contains(first)
  }

  private static func isResult(_ sentence: String) -> Bool {
    let sentence = " " + sentence.lowercased()
    if sentence.hasPrefix(" if ") || sentence.contains(" can ") { return false }
    return [
      " will be sent", " is sent", " will receive", " will see", "'ll see", "’ll see", " appears",
      " displays", " opens", " should see", " will appear", " will open", "'ll receive",
      "’ll receive", " is displayed", " will be displayed",
    ].contains(where: sentence.contains)
  }

  /// Cuts between sentences: after a full stop and a space, before a capital letter, a digit or a
  /// quotation mark.
  private static func sentences(_ nodes: [DITANode]) -> [[DITANode]] {
    var sentences: [[DITANode]] = [[]]
    for node in nodes {
      guard case .text(let text) = node else {
        // “… confirmation. <b>Select</b>”: the cut lies between text and element.
        if case .text(let before)? = sentences.last?.last, endsSentence(before) {
          sentences.append([])
        }
        sentences[sentences.count - 1].append(node)
        continue
      }
      var rest = text[...]
      while let cut = cut(in: rest) {
        sentences[sentences.count - 1].append(.text(String(rest[..<cut])))
        sentences.append([])
        rest = rest[cut...]
      }
      if !rest.isEmpty { sentences[sentences.count - 1].append(.text(String(rest))) }
    }
    return sentences.filter { !$0.text.plain.isEmpty || $0.contains { !isText($0) } }
  }

  private static func isText(_ node: DITANode) -> Bool {
    if case .text = node { true } else { false }
  }

  private static func endsSentence(_ text: String) -> Bool {
    guard text.last == " " else { return false }
    let last = text.dropLast().last
    return last.map { ".!?".contains($0) } ?? false && !isAbbreviation(text.dropLast())
  }

  private static func cut(in text: Substring) -> Substring.Index? {
    var place = text.startIndex
    while let stop = text[place...].firstIndex(where: { ".!?".contains($0) }) {
      var next = text.index(after: stop)
      while next < text.endIndex, "\"”’)".contains(text[next]) { next = text.index(after: next) }
      guard next < text.endIndex else { return nil }
      let start = text.index(after: next)
      if text[next] == " ", start < text.endIndex, begins(text[start]),
        !isAbbreviation(text[...stop])
      {
        return start
      }
      place = next
    }
    return nil
  }

  private static func begins(_ character: Character) -> Bool {
    character.isUppercase || character.isNumber || "“\"(".contains(character)
  }

  /// `e.g.`, `U.S.`: a stop after one letter.
  private static func isAbbreviation(_ text: Substring) -> Bool {
    let word = text.split(whereSeparator: { $0 == " " || $0 == "(" }).last ?? ""
    let parts = word.split(separator: ".")
    return parts.last?.count == 1 && parts.last?.first?.isLetter == true
      || ["vs", "etc", "No", "Dr", "Mr", "Ms"].contains { word == $0 + "." }
  }
}

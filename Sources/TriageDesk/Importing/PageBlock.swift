internal import Diagnostics

/// A block of an article's text, with its inline content already in DITA.
struct PageBlock: Sendable {
  indirect enum Kind: Sendable {
    case heading(level: Int, [DITANode])
    case paragraph([DITANode])
    /// With the `type` of a DITA note.
    case note(String, [PageBlock])
    case ordered(start: Int, [Item])
    case unordered([Item])
    /// Whole DITA: a table, code, a picture.
    case ready(DITANode)
  }

  /// An item of a list; most have one paragraph.
  typealias Item = [PageBlock]

  var kind: Kind
  var place: SourcePosition
  /// What the editor has to decide about this block.
  var decisions: [String] = []
  /// The tab that it stands in.
  var tab: PageTab?
}

/// A tab of a page: another path for another reader.
struct PageTab: Sendable, Hashable {
  var label: String
  /// The audience that the label names, as `audience` has it; nil when it names none.
  var audience: String?

  init(label: String) {
    self.label = label
    let text = label.lowercased()
    // New first: “creating an account” has “account” in it, and so has “have an account”.
    let new = [
      "new ", "first time", "first-time", "don't have", "don’t have", "do not have", "creat",
    ]
    let existing = ["already", "existing", "current ", "returning", "have an", "i have", "member"]
    if new.contains(where: (text + " ").contains) {
      audience = "new"
    } else if existing.contains(where: (text + " ").contains) {
      audience = "existing"
    }
  }
}

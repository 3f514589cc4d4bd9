internal import Diagnostics

/// What a file of DITA says that other files rely on: its ids, its references, its keys.
///
/// Terms and rules are those of DITA 1.3, part 3, OASIS
/// (<https://docs.oasis-open.org/dita/dita/v1.3/dita-v1.3-part3-all-inclusive.html>), and of 1.2 and
/// 2.0 where they say more.
struct DITAFile: Sendable {
  enum Kind: Sendable {
    /// A map, a bookmap, a subject scheme.
    case map
    case topic
    /// A DITAVAL.
    case filter
  }

  /// As the collection names files: absolute, without the first slash.
  var path: String
  /// Relative to the folder that is checked.
  var name: String
  var kind: Kind
  /// Whether its root has a name of somebody's own: which elements are topics is then a guess.
  var isSpecialised = false
  /// Whether the file was read to its end; otherwise an id that is not seen may be there.
  var isWhole: Bool
  /// The ids of the topics in it, in document order; a map counts as one topic.
  var topics: [String] = []
  var targets: [DITATarget] = []
  var references: [DITAReference] = []
  var keyUses: [DITAKeyUse] = []
  var keys: [DITAKey] = []
  /// The names in `keyscope`.
  var scopes: Set<String> = []
  /// Files that a build makes, as far as this file says so: paths as in `path`.
  var made: Set<String> = []
  /// What branch filtering puts before and after names of files.
  var affixes: Set<String> = []
  /// Files that are published as a file for each topic in them.
  var split: Set<String> = []
  /// Whether branch filtering changes the names of key scopes.
  var renamesScopes = false
}

/// An element with an id.
struct DITATarget: Sendable {
  var id: String
  /// The topic that it belongs to, as an index of the file's topics; its own for a topic.
  var topic: Int
  var isTopic: Bool
  /// Whether it, or what it stands in, is only there under a condition (`audience`, `product`, …).
  var isConditional: Bool
  /// The start tag.
  var range: SourceRange
  /// The whole element.
  var extent: SourceRange
}

/// An address in an attribute.
struct DITAReference: Sendable {
  /// What the address leads to, by the attributes beside it and its ending.
  enum Kind: Sendable, Hashable {
    case topic
    case map
    /// Anything else, with what kind of file: its ending.
    case resource(String)
  }

  var element: String
  var attribute: String
  var kind: Kind
  /// As written.
  var value: String
  /// The file, as `DITAFile.path` has it; nil for the same file.
  var path: String?
  /// Whether the address leads above the root of the file system.
  var isOutside = false
  /// What stands after `#`.
  var fragment: String?
  /// The topic that the reference stands in, as an index of the file's topics.
  var topic: Int
  /// Pushes content into its target (`conaction`).
  var isPush = false
  /// A key that is used instead where it is defined.
  var key: String?
  /// Defines keys, and names what they stand for.
  var definesKeys = false
  var range: SourceRange
}

/// A key that is referred to.
struct DITAKeyUse: Sendable {
  var attribute: String
  var element: String
  var key: String
  /// The id after the slash.
  var id: String?
  /// Whether an address stands beside it, for the case that the key is not defined.
  var hasFallback: Bool
  var range: SourceRange
}

/// A key and what it stands for.
struct DITAKey: Sendable {
  var name: String
  /// The address; nil where the key stands for text, for another key or for a page of the web.
  var reference: DITAReference?
}

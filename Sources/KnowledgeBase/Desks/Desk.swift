package import Diagnostics

/// An organisation that answers questions.
package struct Desk: Sendable {
  /// The first half of its concerns' labels.
  package var id: String
  package var name: String
  /// What it handles, to be read out after “handles”.
  package var handles: String
  /// The desk whose errands wait while a concern of this one is unsolved.
  package var blocks: String?
  package var channels: [Channel]
  package var range: SourceRange
}

/// A way to reach a desk.
package struct Channel: Sendable, Hashable {
  package var id: String
  package var kind: Kind
  /// What to do, as a sentence; the phone number and the hours are not in it.
  package var text: String
  package var phone: String?
  package var href: String?
  package var hours: String?
  package var range: SourceRange

  package enum Kind: String, Sendable, CaseIterable {
    /// The number printed on the caller's own letter.
    case noticePhone = "notice-phone"
    case phone
    case web
    case tool
    case inPerson = "in-person"
    case mail
  }
}

package import Diagnostics

/// A help article: one topic of DITA (task, concept or reference), as far as it is shown.
///
/// Source: DITA Version 1.3, part 2, OASIS; the elements that both 1.2 and 1.3 have.
package struct Article: Sendable {
  /// Relative to the knowledge base.
  package var path: String
  package var id: String
  package var title: String
  package var summary: RichText
  /// What must be at hand or done before (`prereq`).
  package var prerequisites: [Passage]
  /// What stands before the steps, or is the whole body where there are none.
  package var points: [Passage]
  package var steps: [Step]
  /// What comes of it (`result`), and what to do then or when it fails (`postreq`).
  package var outcome: [Passage]
  /// Articles to read next, relative to the knowledge base.
  package var related: [Link]
  /// The address of the public page that it was written from.
  package var source: String?
  /// The day on which it was last compared with that page, as written.
  package var checked: String?
  package var range: SourceRange

  package struct Link: Sendable, Hashable {
    package var path: String
    package var range: SourceRange
  }
}

/// A paragraph, an item of a list, a heading or a note.
package struct Passage: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case paragraph
    case item
    case heading
    /// With the note's type: `tip`, `important`, `note`.
    case note(String)
  }

  package var kind: Kind
  package var text: RichText
  /// The audience for whom alone it holds.
  package var audience: String?
}

/// One step of a task.
package struct Step: Sendable, Hashable {
  package var text: RichText
  package var notes: [Passage]
  package var result: RichText?
  package var steps: [Step]
  package var isOptional: Bool
  /// The audience for whom alone it holds.
  package var audience: String?
  /// The task that takes the place of this step, relative to the knowledge base, when the step says
  /// no more than its title.
  package var reference: String?

  package init(
    text: RichText, notes: [Passage] = [], result: RichText? = nil, steps: [Step] = [],
    isOptional: Bool = false, audience: String? = nil, reference: String? = nil
  ) {
    self.text = text
    self.notes = notes
    self.result = result
    self.steps = steps
    self.isOptional = isOptional
    self.audience = audience
    self.reference = reference
  }
}

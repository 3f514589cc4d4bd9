/// Something that is recognised in a text by its shape.
package enum Thing: String, Sendable, Hashable, CaseIterable {
  /// The number of a notice of the knowledge base.
  case notice
  case email
  case phone
  case ssn
  case money
  case date
  case number
}

/// What somebody said of a verdict.
package struct Feedback: Sendable, Hashable {
  /// What the caller calls the question; nil where it did not say.
  package var ticket: String?
  /// The concern of the verdict.
  package var concern: String
  package var isRight: Bool
  /// The concern that it should have been; nil where that was not said.
  package var shouldHaveBeen: String?
  /// The ids of the rules that spoke for the verdict.
  package var rules: [String]
  /// The question without personal data; nil where texts are not kept.
  package var text: String?

  package init(
    ticket: String? = nil, concern: String, isRight: Bool, shouldHaveBeen: String? = nil,
    rules: [String] = [], text: String? = nil
  ) {
    self.ticket = ticket
    self.concern = concern
    self.isRight = isRight
    self.shouldHaveBeen = shouldHaveBeen
    self.rules = rules
    self.text = text
  }

  /// The concern that is right, as far as is known.
  package var label: String? {
    isRight ? concern : shouldHaveBeen
  }
}

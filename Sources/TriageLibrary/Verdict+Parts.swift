internal import TriageDesk

extension Verdict {
  /// An organisation that answers questions.
  public struct Owner: Sendable, Hashable {
    /// The first half of its concerns' ids, such as `idme`, `irs` or `other`.
    public let id: String
    /// Such as “ID.me Support”.
    public let name: String
  }

  /// What a question is about, and how likely it is that.
  public struct Concern: Sendable, Hashable {
    /// `owner/name`, such as `idme/add-email`.
    public let id: String
    /// In plain words.
    public let title: String
    /// 0 to 1.
    public let confidence: Double
  }

  /// A notice or letter of the IRS.
  public struct Notice: Sendable, Hashable {
    /// As the IRS writes it, such as `CP2000` or `5071C`.
    public let number: String
    /// Empty for one that the knowledge base does not list.
    public let title: String
  }

  /// A rule that fired.
  public struct Evidence: Sendable, Hashable {
    /// The rule's stable id.
    public let rule: String
    /// The concern that it speaks for, or `audience/` and the id of one.
    public let target: String
    /// Relative to the knowledge base.
    public let file: String
    /// From 1.
    public let line: Int
    /// In natural-log odds; nil where the rule takes the concern back.
    public let weight: Double?
    /// The words, with labels in the place of personal data.
    public let matched: String
    /// Where they stand in the question, in Unicode scalars from 0.
    public let place: Range<Int>
  }
}

extension Reply.ConcernName {
  func published(_ confidence: Double) -> Verdict.Concern {
    Verdict.Concern(id: id, title: title, confidence: confidence)
  }
}

extension Reply.FiredRule {
  var published: Verdict.Evidence {
    Verdict.Evidence(
      rule: rule, target: target, file: file, line: line, weight: weight, matched: matched,
      place: start..<max(start, end))
  }
}

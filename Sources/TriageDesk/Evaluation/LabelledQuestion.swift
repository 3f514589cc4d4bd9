internal import FoundationEssentials

/// A question with the answer that a person gave: one line of a data set.
package struct LabelledQuestion: Sendable, Hashable {
  package var id: String
  package var text: String
  /// The concern it belongs to.
  package var label: String
  /// Further concerns that the person really asks about.
  package var also: [String]
  /// Other concerns that a fair judge would take as the label.
  package var accept: [String]
  /// `existing`, `new` or `unknown`; nil where the data set does not say.
  package var audience: String?
  /// The notice that the text names, normalised.
  package var notice: String?

  package init(
    id: String, text: String, label: String, also: [String] = [], accept: [String] = [],
    audience: String? = nil, notice: String? = nil
  ) {
    self.id = id
    self.text = text
    self.label = label
    self.also = also
    self.accept = accept
    self.audience = audience
    self.notice = notice
  }

  /// Whether a verdict is right: the label, or one that is accepted in its place.
  package func accepts(_ concern: String) -> Bool {
    concern == label || accept.contains(concern)
  }
}

extension LabelledQuestion: Decodable {
  private enum Key: String, CodingKey {
    case id, text, label, also, accept, audience, notice
  }

  package init(from decoder: any Decoder) throws {
    let record = try decoder.container(keyedBy: Key.self)
    id = try record.decodeIfPresent(String.self, forKey: .id) ?? ""
    text = try record.decode(String.self, forKey: .text)
    label = try record.decode(String.self, forKey: .label)
    also = try record.decodeIfPresent([String].self, forKey: .also) ?? []
    accept = try record.decodeIfPresent([String].self, forKey: .accept) ?? []
    audience = try record.decodeIfPresent(String.self, forKey: .audience)
    notice = try record.decodeIfPresent(String.self, forKey: .notice)
  }
}

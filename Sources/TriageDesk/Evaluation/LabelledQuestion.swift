internal import FoundationEssentials

/// A question with the answer that a person gave: one record of a data set.
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
  /// Whether the data set says what notice is named, or that none is.
  package var saysNotice = false
  /// Where it stands; nil for one that was not read from a file.
  package var place: Place?

  package struct Place: Sendable, Hashable {
    package var file: String
    /// The line where the record begins, from 1.
    package var line: Int

    package init(file: String, line: Int) {
      self.file = file
      self.line = line
    }
  }

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
  enum Key: String, CodingKey, CaseIterable {
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
    saysNotice = record.contains(.notice)
  }
}

extension LabelledQuestion {
  /// Makes a question of the cells of a row.
  ///
  /// - Parameter cells: by column; where `also` and `accept` have several, with spaces, commas,
  ///   semicolons or bars between them.
  init(cells: [Key: String]) {
    func list(_ key: Key) -> [String] {
      (cells[key] ?? "").split { $0.isWhitespace || ",;|".contains($0) }.map(String.init)
    }
    func stated(_ key: Key) -> String? {
      cells[key].flatMap { $0.isEmpty ? nil : $0 }
    }
    self.init(
      id: cells[.id] ?? "", text: cells[.text] ?? "", label: cells[.label] ?? "",
      also: list(.also), accept: list(.accept), audience: stated(.audience),
      notice: stated(.notice))
    saysNotice = cells[.notice] != nil
  }
}

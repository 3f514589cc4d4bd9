internal import KnowledgeBase

/// Makes an article ready for one caller.
struct ProcedureBuilder {
  let knowledge: KnowledgeBase
  /// The caller's audience; nil when unknown.
  let audience: String?

  /// How deep tasks inside tasks are unfolded.
  private static let deepest = 3

  func procedure(_ article: Article) -> Procedure {
    Procedure(
      article: article.path, title: article.title, summary: article.summary,
      prerequisites: chosen(article.prerequisites), points: chosen(article.points),
      steps: paths(article), outcome: chosen(article.outcome),
      related: article.related.compactMap { knowledge.articles[$0.path]?.title },
      source: article.source, checked: article.checked)
  }

  /// The steps of the caller's audience, or of each that has steps of its own, labelled.
  private func paths(_ article: Article) -> [Step] {
    let marked = Set(article.steps.compactMap(\.audience))
    let audiences = knowledge.audiences.filter { marked.contains($0.id) }
    guard audience == nil, audiences.count > 1 else {
      return unfold(article.steps, for: audience, depth: 0)
    }
    return audiences.map { audience in
      Step(
        text: RichText(audience.label), steps: unfold(article.steps, for: audience.id, depth: 0),
        audience: audience.id)
    }
  }

  private func unfold(_ steps: [Step], for audience: String?, depth: Int) -> [Step] {
    steps.compactMap { step in
      guard audience == nil || step.audience == nil || step.audience == audience else {
        return nil
      }
      var step = step
      step.notes = step.notes.filter { Self.holds($0, for: audience) }
      step.steps = unfold(step.steps, for: audience, depth: depth)
      guard depth < Self.deepest, let path = step.reference, let task = knowledge.articles[path]
      else { return step }
      step.notes += task.prerequisites.filter { Self.holds($0, for: audience) }
      step.steps += unfold(task.steps, for: audience, depth: depth + 1)
      if step.result == nil, let result = task.outcome.first, result.kind == .paragraph {
        step.result = result.text
      }
      return step
    }
  }

  private func chosen(_ passages: [Passage]) -> [Passage] {
    passages.filter { Self.holds($0, for: audience) }
  }

  private static func holds(_ passage: Passage, for audience: String?) -> Bool {
    audience == nil || passage.audience == nil || passage.audience == audience
  }
}

package import Diagnostics

extension DiagnosticCode {
  /// An element takes in its own content, by way of the elements that it takes in.
  package static let contentCycle = DiagnosticCode("TK1109")
}

/// Content references (`conref`) that lead back to what they stand in.
enum ContentCycle {
  /// An element with an id.
  private struct Place: Hashable {
    var file: String
    var target: Int
  }

  private struct Step {
    var to: Place
    var reference: DITAReference
  }

  static func check(_ collection: DITACollection, into sink: inout DiagnosticSink) {
    let steps = steps(collection)
    var done: Set<Place> = []
    let order = steps.keys.sorted { ($0.file, $0.target) < ($1.file, $1.target) }
    for place in order {
      var open: [Place] = []
      follow(place, &open, &done, steps, into: &sink)
    }
  }

  private static func follow(
    _ place: Place, _ open: inout [Place], _ done: inout Set<Place>, _ steps: [Place: [Step]],
    into sink: inout DiagnosticSink
  ) {
    // A longer chain is followed from its middle by another start.
    guard open.count < 200, done.insert(place).inserted else { return }
    open.append(place)
    for step in steps[place] ?? [] {
      if open.contains(step.to) {
        sink.error(
          .contentCycle,
          "“\(step.reference.value)” leads back to where it stands, which would have no end",
          at: step.reference.range, hint: "take one of the references out")
      } else {
        follow(step.to, &open, &done, steps, into: &sink)
      }
    }
    open.removeLast()
  }

  /// What each element takes in, itself or by what is inside it.
  private static func steps(_ collection: DITACollection) -> [Place: [Step]] {
    var steps: [Place: [Step]] = [:]
    for file in collection.files where file.kind == .topic {
      for reference in file.references
      where reference.attribute == "conref" && !reference.isPush && reference.key == nil {
        guard let to = place(reference, file, collection) else { continue }
        for (index, target) in file.targets.enumerated()
        where target.extent.start <= reference.range.start
          && reference.range.start < target.extent.end
        {
          steps[Place(file: file.path, target: index), default: []]
            .append(Step(to: to, reference: reference))
        }
      }
    }
    return steps
  }

  private static func place(
    _ reference: DITAReference, _ own: DITAFile, _ collection: DITACollection
  ) -> Place? {
    guard let file = reference.path.map({ collection.file($0) }) ?? own,
      let parts = reference.fragment?.split(separator: "/"), let id = parts.last
    else { return nil }
    let topic = parts.count > 1 && parts[0] != "." ? String(parts[0]) : nil
    let index = file.targets.firstIndex { target in
      target.id == id
        && (parts.count == 1
          ? target.isTopic
          : topic.map { $0 == file.topics[safe: target.topic] } ?? (target.topic == reference.topic))
    }
    return index.map { Place(file: file.path, target: $0) }
  }
}

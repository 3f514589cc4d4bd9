/// Which ids a file has, and in which topics.
struct IDTable {
  struct Problem {
    var message: String
    var hint: String?
  }

  private struct Entry {
    var topics: [Int] = []
    var isTopic = false
  }

  private let files: [String: [String: Entry]]

  init(_ files: [DITAFile]) {
    var table: [String: [String: Entry]] = [:]
    for file in files {
      var entries: [String: Entry] = [:]
      for target in file.targets {
        entries[target.id, default: Entry()].topics.append(target.topic)
        if target.isTopic { entries[target.id]?.isTopic = true }
      }
      table[file.path] = entries
    }
    self.files = table
  }

  /// What is wrong with a fragment; nil where it leads to something.
  ///
  /// - Parameter own: the topic that `.` stands for; nil when the address names another file.
  func problem(_ parts: [String], in file: DITAFile, own: String?) -> Problem? {
    let entries = files[file.path] ?? [:]
    guard let first = parts.first, let last = parts.last else { return nil }
    if file.kind != .topic || file.isSpecialised {
      return entries[last] != nil ? nil : missing(last, file)
    }
    if parts.count == 1 { return topicProblem(first, entries, file) }
    let topic = first == "." ? own ?? file.topics.first ?? "" : first
    guard let element = entries[last] else { return missing(last, file) }
    // “#topic/topic” leads to the topic, as processors take it.
    if element.isTopic { return nil }
    let homes = Set(element.topics.map { file.topics[safe: $0] ?? "" })
    if homes.contains(topic) || first == "." && own == nil { return nil }
    let home = homes.sorted().first ?? ""
    if entries[topic]?.isTopic != true {
      return Problem(
        message: "\(file.name) has no topic “\(topic)”", hint: "“\(last)” is in #\(home)/\(last)")
    }
    return Problem(
      message: "“\(last)” is not in the topic “\(topic)” but in “\(home)”",
      hint: "write #\(home)/\(last)")
  }

  private func topicProblem(_ id: String, _ entries: [String: Entry], _ file: DITAFile) -> Problem?
  {
    guard let entry = entries[id] else { return missing(id, file) }
    guard !entry.isTopic else { return nil }
    let home = entry.topics.first.flatMap { file.topics[safe: $0] } ?? ""
    return Problem(
      message: "“\(id)” is an element, not a topic, and is not found without its topic",
      hint: "write #\(home)/\(id)")
  }

  private func missing(_ id: String, _ file: DITAFile) -> Problem {
    Problem(message: "\(file.name) has no id “\(id)”", hint: nil)
  }
}

extension Reply.Excluded {
  /// What was excluded and by what, in a line.
  var sentence: String {
    let quoted = matched.map { "“\($0)”" } ?? ""
    return switch kind {
    case .denial: "\(quoted): the question says it is not about this"
    case .unless: "rule \(what): it holds unless \(quoted) is said"
    case .takenBack: "\(what): \(quoted) takes it back, \(by)"
    case .blocked: "\(what): \(by) stands before it"
    case .desk: "\(what): likelier alone, but \(by) is likelier as a whole"
    }
  }
}

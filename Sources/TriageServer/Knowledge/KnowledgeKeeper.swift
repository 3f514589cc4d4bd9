internal import Diagnostics
internal import KnowledgeBase
package import Logging
internal import Synchronization
package import TriageDesk

/// Keeps the desk in service, and puts another in its place when its knowledge base has changed.
///
/// All at once: a request sees the old one or the new one. One that has errors is refused, and the
/// old one goes on serving.
package final class KnowledgeKeeper: Sendable {
  package let folder: String
  private let logger: Logger
  private let present: Mutex<LoadedDesk>

  /// - Throws: `TriageDesk.Failure` when there is no sound knowledge base to begin with.
  package init(folder: String, logger: Logger) throws(TriageDesk.Failure) {
    self.folder = folder
    self.logger = logger
    let desk = try TriageDesk(folder: folder)
    present = Mutex(LoadedDesk(desk, generation: 1))
  }

  /// The desk that serves now.
  var desk: LoadedDesk {
    present.withLock { $0 }
  }

  /// Reads the knowledge base again, which takes some tens of milliseconds of the calling thread.
  ///
  /// - Returns: whether the new one serves now.
  @discardableResult
  package func reload() -> Bool {
    do throws(TriageDesk.Failure) {
      let desk = try TriageDesk(folder: folder)
      let generation = present.withLock { present in
        present = LoadedDesk(desk, generation: present.generation + 1)
        return present.generation
      }
      logger.notice(
        "the knowledge base is loaded anew",
        metadata: [
          "folder": "\(folder)", "generation": "\(generation)",
          "concerns": "\(desk.knowledge.concerns.count)",
        ])
      return true
    } catch {
      for line in error.lines { logger.error("\(line)") }
      logger.error("the knowledge base is not loaded; the one before goes on serving")
      return false
    }
  }
}

extension TriageDesk.Failure {
  /// What is wrong, a line each.
  package var lines: [String] {
    switch self {
    case .unreadable(let error): ["\(error.path) cannot be read: \(error.reason)"]
    case .invalid(let findings):
      findings.map { finding in
        let place = finding.range
        let hint = finding.hint.map { "; \($0)" } ?? ""
        return "\(place.file):\(place.start.line):\(place.start.column): "
          + "\(finding.severity.rawValue): \(finding.message)\(hint) [\(finding.code.id)]"
      }
    }
  }
}

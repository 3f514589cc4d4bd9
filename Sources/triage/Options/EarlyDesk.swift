internal import Concurrency
internal import KnowledgeBase
internal import TriageDesk

/// The desk of `triage ask`, on which work begins before the options are parsed: that takes a tenth of
/// the time for which an agent waits.
enum EarlyDesk {
  /// Nothing is begun where the arguments name a folder, which only the parser finds in them.
  private static let begun:
    (folder: String, desk: Future<Result<TriageDesk, TriageDesk.Failure>>)? =
      {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.first == "ask", !arguments.contains(where: { $0.hasPrefix("--knowledge") }),
          let folder = KnowledgeLocation.search(option: nil)
        else { return nil }
        Memory.growInLargeSteps()
        let desk = Future {
          Memory.withLargePages {
            Result { () throws(TriageDesk.Failure) in try TriageDesk(folder: folder) }
          }
        }
        return (folder, desk.start())
      }()

  static func begin() { _ = begun }

  /// The desk of a folder; nil where none was begun.
  static func desk(of folder: String) -> Result<TriageDesk, TriageDesk.Failure>? {
    guard let begun else { return nil }
    let desk = begun.desk.value
    return begun.folder == folder ? desk : nil
  }

  /// Waits until nothing is read any more: the program must not end while libxml2, which cleans up
  /// then, is at work.
  static func end() { _ = begun?.desk.value }
}

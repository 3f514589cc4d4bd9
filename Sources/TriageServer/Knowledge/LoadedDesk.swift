internal import Glibc
internal import Synchronization
internal import TicketIO
internal import TriageDesk
internal import TriageEngine

/// A desk in service, with its answers ready and the classifiers that its questions have made so far.
///
/// Immutable but for the pool: a request that began with one desk ends with it, whatever is loaded
/// meanwhile.
final class LoadedDesk: Sendable {
  let desk: TriageDesk
  /// Changes with each knowledge base that is loaded, from 1.
  let generation: Int
  private let answers: PreparedAnswers
  private let idle = Mutex<[Judge]>([])

  init(_ desk: TriageDesk, generation: Int) {
    self.desk = desk
    self.generation = generation
    answers = PreparedAnswers(desk)
  }

  /// Judges one question with a classifier that nobody else uses meanwhile.
  ///
  /// A classifier is the memory that a judgement works in, so it is kept: making one costs more than
  /// the judgement. There are never more than there were judgements at the same time.
  func reply(to question: String, audience: String?) -> Reply {
    judging { desk.reply(to: question, audience: audience, with: &$0, prepared: answers) }
  }

  /// Judges one ticket likewise.
  func reply(to ticket: Ticket) -> Reply {
    judging { desk.reply(to: ticket, with: &$0, prepared: answers) }
  }

  /// The answer to a concern that the caller chose; nil when there is none of that name.
  func reply(choosing concern: String, audience: String?) -> Reply? {
    desk.reply(choosing: concern, audience: audience, prepared: answers)
  }

  private func judging(_ judge: (inout Classifier) -> Reply) -> Reply {
    let taken = takeJudge()
    defer { idle.withLock { $0.append(taken) } }
    return judge(&taken.classifier)
  }

  /// The one that this thread had last, whose memory is still near its processor; else any.
  private func takeJudge() -> Judge {
    let thread = pthread_self()
    let judge =
      idle.withLock { idle -> Judge? in
        let own = idle.lastIndex { $0.thread == thread }
        return (own ?? idle.indices.last).map { idle.remove(at: $0) }
      } ?? Judge(desk.rules)
    judge.thread = thread
    return judge
  }

  /// Sendable since whoever took it out of the pool is the only one who has it.
  private final class Judge: @unchecked Sendable {
    var classifier: Classifier
    var thread: pthread_t = 0

    init(_ rules: RuleSet) {
      classifier = Classifier(rules)
    }
  }
}

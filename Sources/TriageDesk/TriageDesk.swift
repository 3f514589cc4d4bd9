package import Diagnostics
package import KnowledgeBase
package import Redaction
package import TicketIO
package import TriageEngine

/// A knowledge base with its compiled rules: what answers questions.
///
/// From a question to what is read out: `TriageEngine` judges the text, `Answer` looks up what helps,
/// `Rendering` writes it down.
///
/// Nothing of it changes, so it could be a value; but it has many parts, and a copy for each of a million
/// tickets would count them all.
package final class TriageDesk: Sendable {
  package let knowledge: KnowledgeBase
  package let rules: RuleSet
  /// Takes personal data out of what people wrote before any of it is shown, written or logged; the
  /// numbers of the knowledge base stay.
  package let redaction: Redaction

  /// Why there is no desk.
  package enum Failure: Error {
    /// The folder of the knowledge base cannot be read.
    case unreadable(FileError)
    /// The knowledge base has errors: all that were found, in the order of the files.
    case invalid([Diagnostic])
  }

  /// Reads and compiles the knowledge base in a folder.
  ///
  /// - Parameter withWeights: false for a fit, which makes them anew whatever they were.
  package init(folder: String, withWeights: Bool = true) throws(Failure) {
    var sink = DiagnosticSink()
    do throws(FileError) {
      (knowledge, rules) = try KnowledgeBaseReader.read(
        folder, withWeights: withWeights, into: &sink)
    } catch {
      throw .unreadable(error)
    }
    if sink.hasErrors { throw .invalid(sink.sorted()) }
    redaction = Redaction(keeping: knowledge.phones)
  }

  /// A desk of a knowledge base that is known to be sound.
  package convenience init(_ knowledge: KnowledgeBase) {
    var sink = DiagnosticSink()
    self.init(knowledge, RuleSet(knowledge.ruleBook, into: &sink))
  }

  init(_ knowledge: KnowledgeBase, _ rules: RuleSet) {
    self.knowledge = knowledge
    self.rules = rules
    redaction = Redaction(keeping: knowledge.phones)
  }

  /// The longest question that is read, in bytes.
  package static let questionLimit = 1 << 20

  /// Judges one question and looks its answer up.
  ///
  /// - Parameter audience: the id of the audience, where it is known; otherwise it is guessed.
  package func reply(to question: String, audience: String? = nil) -> Reply {
    var classifier = Classifier(rules)
    return reply(to: question, audience: audience, with: &classifier)
  }

  /// Judges one of many questions.
  ///
  /// - Parameters:
  ///   - classifier: made of this desk's rules; its memory is kept between questions.
  ///   - prepared: this desk's answers, where they are ready.
  package func reply(
    to question: String, audience: String?, with classifier: inout Classifier,
    prepared: PreparedAnswers? = nil
  ) -> Reply {
    reply(to: AskedText(question), audience: audience, with: &classifier, prepared: prepared)
  }

  /// Judges a ticket, as far as a question is read.
  package func reply(
    to ticket: Ticket, with classifier: inout Classifier, prepared: PreparedAnswers? = nil
  ) -> Reply {
    var rest = Self.questionLimit
    let texts = ticket.texts.map { text in
      let read = text.prefix(rest)
      rest -= read.count
      return Array(read)
    }
    return reply(to: AskedText(texts), audience: nil, with: &classifier, prepared: prepared)
  }

  private func reply(
    to asked: AskedText, audience: String?, with classifier: inout Classifier,
    prepared: PreparedAnswers?
  ) -> Reply {
    let decision = classifier.classify(asked)
    return ReplyBuilder(self, asked, audience, prepared: prepared).reply(decision, &classifier)
  }

  /// The answer to a concern that the caller chose; nil when there is none of that name.
  ///
  /// - Parameter prepared: this desk's answers, where they are ready.
  package func reply(
    choosing concern: String, audience: String? = nil, prepared: PreparedAnswers? = nil
  ) -> Reply? {
    guard let index = knowledge.concerns.firstIndex(where: { $0.id == concern }) else {
      return nil
    }
    return ReplyBuilder(self, nil, audience, prepared: prepared).reply(chosen: index)
  }

  /// An article made ready for one audience, or with the paths of all where it is not known; nil when
  /// there is none of that id.
  package func procedure(article id: String, audience: String?) -> Procedure? {
    knowledge.articles.values.first { $0.id == id }.map {
      ProcedureBuilder(knowledge: knowledge, audience: audience).procedure($0)
    }
  }
}

extension Classifier {
  /// Judges what is asked in a message: the one way from a message to a decision.
  mutating func classify(_ asked: AskedText) -> Decision {
    asked.bytes.withUnsafeBufferPointer { classify($0) }
  }
}

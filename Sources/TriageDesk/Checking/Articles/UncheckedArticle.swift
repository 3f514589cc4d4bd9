internal import Diagnostics
internal import XMLReading

extension DiagnosticCode {
  /// A date that is none.
  static let badDate = DiagnosticCode("TK0407")
  /// A date that has not come yet.
  static let dateInFuture = DiagnosticCode("TK0408")
  /// An article that was not compared with its source for a year.
  static let uncheckedArticle = DiagnosticCode("TK0409")
}

/// Finds dates of articles that cannot be right, and articles that nobody compared with the page they
/// were written from for a year.
enum UncheckedArticle {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (_, root) in knowledge.articles {
      guard let dates = root.child("prolog")?.child("critdates") else { continue }
      var newest: (day: CalendarDay, place: SourceRange)?
      for element in dates.elements {
        for name in ["date", "modified", "golive", "expiry"] {
          guard let text = element[name] else { continue }
          guard let day = CalendarDay(text) else {
            sink.error(
              .badDate, "\(name)=\"\(text)\" is no day of the calendar", at: element.tag,
              hint: "write it as 2026-11-24")
            continue
          }
          guard name == "date" || name == "modified" else { continue }
          if day > knowledge.today {
            sink.error(
              .dateInFuture, "\(day) is still to come; today is \(knowledge.today)",
              at: element.tag, hint: "write the day on which it was last checked")
          }
          if newest.map({ $0.day < day }) ?? true { newest = (day, element.tag) }
        }
      }
      if let newest, newest.day < knowledge.today.yearBefore {
        sink.warning(
          .uncheckedArticle, "this article was last checked on \(newest.day), over a year ago",
          at: newest.place,
          hint: "compare it with its source, then set <revised modified=\"\(knowledge.today)\"/>")
      }
    }
  }
}

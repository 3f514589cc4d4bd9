internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// A date that is none.
  static let badDate = DiagnosticCode("TK0407")
  /// A date that has not come yet.
  static let dateInFuture = DiagnosticCode("TK0408")
  /// An article that was not compared with its source for a year.
  static let uncheckedArticle = DiagnosticCode("TK0409")
  /// An article that does not say when it was last checked.
  static let undatedArticle = DiagnosticCode("TK0415")
}

/// Finds dates of articles that cannot be right, and articles of which nobody knows that they were
/// compared with the page they were written from, or nobody did so for a year.
enum UncheckedArticle {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    for (path, root) in knowledge.articles where knowledge.base.articles[path] != nil {
      let dates = root.child("prolog")?.child("critdates")
      var newest: (day: CalendarDay, place: SourceRange)?
      var isDated = false
      for element in dates.map({ Array($0.elements) }) ?? [] {
        for name in ["date", "modified", "golive", "expiry"] {
          guard let text = element[name] else { continue }
          if name == "date" || name == "modified" { isDated = true }
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
      if !isDated {
        sink.warning(
          .undatedArticle, "nothing says when this article was last checked",
          at: dates?.tag ?? root.tag,
          hint: "compare it with its source, then write "
            + "<critdates><created date=\"\(knowledge.today)\"/></critdates> in its <prolog>")
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

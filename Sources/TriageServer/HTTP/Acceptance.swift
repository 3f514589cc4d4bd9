/// Which of the forms of an answer the caller takes.
///
/// Source: RFC 9110, section 12.5.1.
enum Acceptance {
  /// The form with the best weight in an `Accept` header, the first of equals; nil when none is taken.
  ///
  /// - Parameters:
  ///   - header: without one, anything is taken.
  ///   - forms: media types such as `text/html`, the favourite first.
  static func best(_ header: String?, of forms: [String]) -> String? {
    guard let header, !header.isEmpty else { return forms.first }
    var best: (form: String, weight: Double)?
    let ranges = header.lowercased().split(separator: ",").map(Range.init)
    for form in forms {
      // The most precise range that a form falls under decides.
      let range = ranges.filter { $0.includes(form) }.max { $0.precision < $1.precision }
      guard let weight = range?.weight, weight > best?.weight ?? 0 else { continue }
      best = (form, weight)
    }
    return best?.form
  }

  private struct Range {
    var type: String
    var weight = 1.0

    init(_ text: Substring) {
      let parts = text.split(separator: ";").map { $0.filter { $0 != " " && $0 != "\t" } }
      type = parts.first ?? ""
      for part in parts.dropFirst() where part.hasPrefix("q=") {
        weight = Double(part.dropFirst(2)) ?? 0
      }
    }

    var precision: Int { type == "*/*" ? 0 : type.hasSuffix("/*") ? 1 : 2 }

    func includes(_ form: String) -> Bool {
      type == form || type == "*/*"
        || type.hasSuffix("/*") && form.hasPrefix(type.dropLast())
    }
  }
}

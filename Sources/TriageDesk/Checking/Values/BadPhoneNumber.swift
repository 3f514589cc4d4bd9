internal import Diagnostics
internal import KnowledgeBase
internal import XMLReading

extension DiagnosticCode {
  /// A phone number that nobody can have.
  static let badPhoneNumber = DiagnosticCode("TK0410")
}

/// Finds phone numbers that the North American Numbering Plan does not allow, in attributes and in
/// the text of articles.
///
/// Source: ATIS-0300051, NPA and central office code formats: area code and exchange begin with 2 to
/// 9 and do not end in 11; area codes whose second digit is 9 are kept for later.
struct BadPhoneNumber {
  static func check(_ knowledge: CheckedKnowledge, into sink: inout DiagnosticSink) {
    let channels = knowledge.base.desks.flatMap(\.channels).map { ($0.phone, $0.range) }
    let notices = knowledge.base.notices.map { ($0.phone, $0.range) }
    for case (let phone?, let range) in channels + notices where !isValid(phone) {
      report(phone, at: range, into: &sink)
    }
    for (path, root) in knowledge.articles {
      root.forEachElement { element in
        for case .text(let run) in element.children {
          for number in numbers(in: run, of: path) where !isValid(number.text) {
            report(number.text, at: number.range, into: &sink)
          }
        }
      }
    }
  }

  private static func report(
    _ phone: String, at range: SourceRange, into sink: inout DiagnosticSink
  ) {
    sink.error(
      .badPhoneNumber, "“\(phone)” is not a North American phone number", at: range,
      hint: "compare it with the official page; it is written as 800-829-1040")
  }

  /// Whether it is written `800-829-1040` and can be dialled.
  static func isValid(_ phone: String) -> Bool {
    let groups = phone.split(separator: "-", omittingEmptySubsequences: false).map {
      Array($0.utf8)
    }
    guard groups.map(\.count) == [3, 3, 4],
      groups.allSatisfy({ $0.allSatisfy { 0x30...0x39 ~= $0 } })
    else { return false }
    func isCode(_ group: [UInt8]) -> Bool {
      group[0] >= UInt8(ascii: "2") && !(group[1] == UInt8(ascii: "1") && group[2] == group[1])
    }
    return isCode(groups[0]) && isCode(groups[1]) && groups[0][1] != UInt8(ascii: "9")
  }

  /// What stands in a text as three, three and four digits.
  private static func numbers(in run: XMLText, of file: String)
    -> [(text: String, range: SourceRange)]
  {
    let scalars = Array(run.text.unicodeScalars)
    var found: [(String, SourceRange)] = []
    var index = 0
    func isDigit(_ place: Int) -> Bool {
      scalars.indices.contains(place) && "0"..."9" ~= scalars[place]
    }
    while index < scalars.count {
      let matches = shape.enumerated().allSatisfy { offset, wanted in
        wanted == "0"
          ? isDigit(index + offset)
          : scalars.indices.contains(index + offset)
            && scalars[index + offset] == wanted
      }
      guard matches, !isDigit(index - 1), !isDigit(index + shape.count) else {
        index += 1
        continue
      }
      let start = run.start.advanced(over: scalars[..<index])
      let number = scalars[index..<index + shape.count]
      found.append(
        (
          String(String.UnicodeScalarView(number)),
          SourceRange(file: file, start: start, end: start.advanced(over: number))
        ))
      index += shape.count
    }
    return found
  }

  private static let shape = Array("000-000-0000".unicodeScalars)
}

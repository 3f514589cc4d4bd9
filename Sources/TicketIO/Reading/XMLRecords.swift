internal import XMLReading

/// The records of an export in XML, one after another: the elements in its root, or in a list in it.
///
/// A class, so that a reader of tickets can do without one.
final class XMLRecords {
  struct Record: Sendable {
    var element: XMLElement
    /// Where it begins, from 1.
    var line: Int
    /// Whether nothing was left out of it for its size.
    var isWhole: Bool
  }

  private var xml: XMLPullReader
  private let source: RecordReader
  /// How many elements lie around a record.
  private var recordDepth = 1
  /// Elements that stand among the records and are none, such as ServiceNow's `sys_attachment`.
  private(set) var strangers = 0

  private static let lists: Set<String> = ["tickets", "cases", "incidents", "issues", "items"]
  private static let tickets: Set<String> = [
    "ticket", "helpdesk-ticket", "incident", "case", "issue", "conversation",
  ]

  init(_ source: RecordReader) throws(TicketReader.Failure) {
    if let name = Self.strangeEncoding(source.beginning) {
      throw .malformed(
        line: 1, reason: "its encoding is \(name); make it UTF-8 first: iconv -f \(name) -t UTF-8")
    }
    self.source = source
    guard let xml = XMLPullReader.open({ source.copyTag(into: $0) }) else {
      throw .malformed(line: 1, reason: "there is no memory to read it")
    }
    self.xml = xml
  }

  /// The next record; nil at the end.
  func next() throws(TicketReader.Failure) -> Record? {
    do throws(XMLPullReader.Failure) {
      while let node = try xml.next() {
        guard node == .start else { continue }
        let name = xml.name
        let depth = xml.depth
        let isRecord = depth >= recordDepth || Self.tickets.contains(name)
        guard isRecord, !(depth == 1 && Self.lists.contains(name)) else {
          if depth == 1 { recordDepth = 2 }
          continue
        }
        let isStranger = name.hasPrefix("sys_")
        let limit = isStranger ? 0 : RecordReader.sizeLimit
        let line = xml.line
        let (element, isWhole) = try xml.element(file: "", limit: limit)
        if !isStranger { return Record(element: element, line: line, isWhole: isWhole) }
        strangers += 1
      }
      return nil
    } catch {
      if let fault = source.fault { throw .unreadable(fault) }
      throw .malformed(line: error.line, reason: error.reason)
    }
  }

  /// The encoding that the declaration names, where the text was not made UTF-8 from it.
  private static func strangeEncoding(_ beginning: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: beginning.prefix(200), as: UTF8.self)
    guard text.drop(while: \.isWhitespace).hasPrefix("<?xml"),
      let declaration = text.split(separator: "?>").first
    else { return nil }
    let words = declaration.split { "=\"' \t\r\n".contains($0) }
    guard let place = words.firstIndex(of: "encoding"), place + 1 < words.count else { return nil }
    let name = words[place + 1].lowercased()
    let known = [
      "utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1", "windows-1252",
    ]
    return known.contains(name) ? nil : name
  }
}

extension XMLElement {
  /// The element as XML again, for a person.
  var source: String {
    var text = "<" + name
    for attribute in attributes {
      text += " \(attribute.name)=\"\(Self.escaped(attribute.value))\""
    }
    text += ">"
    for child in children {
      switch child {
      case .text(let run): text += Self.escaped(run.text)
      case .element(let element): text += element.source
      }
    }
    return text + "</\(name)>"
  }

  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "&lt;"
      case "&": escaped += "&amp;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}

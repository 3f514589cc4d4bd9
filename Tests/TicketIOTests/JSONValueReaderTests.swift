import Foundation
import Testing
import TriageTestSupport

@testable import TicketIO

@Suite struct JSONValueReaderTests {
  private func read(_ text: String) -> FieldValue? {
    JSONValueReader.value(of: Array(text.utf8))
  }

  @Test(arguments: [
    (#""caf\u00e9 \ud83d\ude00 \n\t\"\\\/\b\f""#, "café 😀 \n\t\"\\/\u{8}\u{C}"),
    (#""\ud83d""#, "\u{FFFD}"), (#""\ud83dx""#, "\u{FFFD}x"),
    (#""\ud83d\u0041""#, "\u{FFFD}A"), (#""\ude00""#, "\u{FFFD}"), (#""a\u0000b""#, "a\0b"),
    ("12345678901234567890123", "12345678901234567890123"), ("-0.50e+3", "-0.50e+3"), ("0", "0"),
  ])
  func textIsRead(_ json: String, _ text: String) {
    #expect(read(json)?.text == text)
  }

  @Test(arguments: [
    "", " ", "{", "}", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{1:1}", "01",
    "-", "1.", ".5", "1e", "+1", "0x1", "tru", "nulll", "True", "\"", "\"a", #""\x""#, #""\u12g4""#,
    "\"a\nb\"", "\"a\u{0}b\"", "1 2", "{}{}", "[", "]", "'a'", "NaN", "/**/1", "\u{FEFF}1",
    #""\u12"#, #""\ud83d\u"#, #"{"a":1"b":2}"#,
  ])
  func whatIsNoJSONIsRefused(_ json: String) {
    #expect(read(json) == nil)
  }

  @Test func aMemberIsFoundInOtherSpellingToo() throws {
    let value = try #require(
      read(#"{"Issue_Key":1,"a":{"B-c":{"d e":2}},"x.y":3,"k":4,"k":5,"Größe":6,"-":7}"#))
    func text(_ path: String) -> String? { value[FieldPath(path)]?.text }
    #expect(text("issue key") == "1" && text("ISSUE-KEY") == "1" && text("issuekey") == nil)
    #expect(text("a.b c.d_e") == "2" && text("a.b c.d") == nil)
    #expect(text("x.y") == "3")
    #expect(text("k") == "5", "the last of one name, as everywhere")
    #expect(text("größe") == "6")
    #expect(text("issue key more") == nil && text("is") == nil)
  }

  @Test func whatLiesTooDeepIsRefused() {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(read(nested(512)) != nil)
    #expect(read(nested(513)) == nil)
    #expect(read(nested(1_000_000)) == nil)
  }

  private static let seed = #"""
    {"id": 12, "a\u00e9b":[1.5e-3,true,false,null,{}],"s":"x\"\\\ud83d\ude00 é","n":{"m":[[],"",-0]}}
    """#

  /// Broken in a few places, it is JSON for both or for none, and of the same shape.
  @Test(arguments: 0..<10)
  func itTakesWhatFoundationTakes(seed: Int) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let bytes = Self.broken(&random)
      let text = String(decoding: bytes, as: UTF8.self)
      guard text.utf8.elementsEqual(bytes) else { continue }
      let own = JSONValueReader.value(of: bytes).map(Self.shape)
      let wanted = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
      // Half of a pair is repaired here, and refused there.
      if wanted == nil, own?.contains("\u{FFFD}") == true { continue }
      // A comma before the end of a list or an object is none of JSON, and taken there.
      if own == nil, text.contains(/,\s*[\]}]/) { continue }
      #expect(own == wanted.map(Self.shape), "\(text)")
    }
  }

  private static func broken(_ random: inout SplitMix64) -> [UInt8] {
    var bytes = Array(seed.utf8)
    let signs = Array(#"{}[]:,"\u0019eE+-. tfn"#.utf8)
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = signs.randomElement(using: &random) ?? 0
      default: bytes.insert(signs.randomElement(using: &random) ?? 0, at: place)
      }
    }
    return bytes
  }

  private static func shape(_ value: FieldValue) -> String {
    switch value {
    case .string(let text): "“\(text)”"
    case .number: "number"
    case .flag: "flag"
    case .null: "null"
    case .list(let list): "[" + list.map(shape).joined(separator: ",") + "]"
    case .object(let object):
      shape(
        Dictionary(object.members.map { ($0.name, shape($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }

  private static func shape(_ members: [String: String]) -> String {
    "{" + members.sorted { $0.key < $1.key }.map { "\($0):\($1)" }.joined(separator: ",") + "}"
  }

  private static func shape(_ value: Any) -> String {
    switch value {
    case let text as String: "“\(text)”"
    case let list as [Any]: "[" + list.map(shape).joined(separator: ",") + "]"
    case let object as [String: Any]: shape(object.mapValues(shape))
    case is NSNull: "null"
    case let number as NSNumber:
      String(cString: number.objCType) == "c" ? "flag" : "number"
    default: "?"
    }
  }
}

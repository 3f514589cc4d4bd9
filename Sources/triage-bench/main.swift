// Measures the engine alone, on one core, and prints ratios to GNU `wc -w` on the same text:
//
//   swift run -c release triage-bench [--knowledge DIR] [--rules N] [--size MB]
//
// The text is made of the labelled questions of 160 to 400 bytes, one a line, again and again.
// With --rules the knowledge base has N times as many rules, made by a generator from words that
// the text does not have. --size is that of the text, 64 unless told. Last it compiles a knowledge
// base of 10,000 concerns.
//
// With --phrases FILE --text FILE it writes the phrases that the rules look for, as regular
// expressions, and the text instead, a line each: for .ci/bench-hyperscan.

import Diagnostics
import Glibc
import KnowledgeBase
import TriageDesk
import TriageEngine

/// Tickets one after another in one buffer.
struct Corpus {
  var bytes: [UInt8] = []
  var ends: [Int] = [0]

  init(_ questions: [LabelledQuestion], size: Int) {
    let tickets = questions.map { Array($0.text.utf8.map { $0 == 10 ? 32 : $0 }) }
      .filter { 160...400 ~= $0.count }
    guard !tickets.isEmpty else { return }
    var index = 0
    while bytes.count < size {
      bytes += tickets[index % tickets.count]
      bytes.append(10)
      ends.append(bytes.count)
      index += 1
    }
  }
}

func seconds(_ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  let time = clock.measure(work)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// The least of three, or of as many as --rounds says.
func best(_ work: () -> Void) -> Double {
  (0..<rounds).map { _ in seconds(work) }.min() ?? 0
}

/// A rule book with `times` as many rules, whose words do not occur in ordinary text.
func multiplied(_ book: RuleBook, _ times: Int) -> RuleBook {
  var book = book
  let words = (0..<2_000).map {
    "qz"
      + String($0, radix: 26).map { c in
        String(UnicodeScalar(97 + (Int(String(c), radix: 26) ?? 0)).map(String.init) ?? "a")
      }.joined()
  }
  var next = 0
  func word() -> String {
    next = (next &* 1_103_515_245 &+ 12_345) & 0x7FFF_FFFF
    return words[(next >> 8) % words.count]
  }
  let original = book.concerns
  for copy in 1..<times {
    for concern in original {
      let rules = concern.rules.map { rule in
        Rule(
          id: "\(rule.id)-\(copy)",
          condition: .match(
            PatternText(
              "(i | my | the | not | \(word())) ~4 \(word()) ~3 (\(word()) \(word()) | account | \(word()))",
              file: rule.range.file, start: rule.range.start)),
          weight: 3, range: rule.range)
      }
      book.concerns.append(
        ConcernRules(id: "\(concern.id)-\(copy)", owner: concern.owner, rules: rules))
    }
  }
  return book
}

func measure(_ book: RuleBook, _ corpus: Corpus, _ name: String) -> Double {
  var sink = DiagnosticSink()
  let rules = RuleSet(book, into: &sink)
  let compiling = best {
    var sink = DiagnosticSink()
    _ = RuleSet(book, into: &sink)
  }
  var classifier = Classifier(rules)
  var sum = 0
  let time = best {
    corpus.bytes.withUnsafeBufferPointer { bytes in
      for index in 1..<corpus.ends.count {
        let text = UnsafeBufferPointer(rebasing: bytes[corpus.ends[index - 1]..<corpus.ends[index]])
        sum &+= classifier.classify(text).concern
      }
    }
  }
  let speed = Double(corpus.bytes.count) / time / 1e6
  let count = book.concerns.reduce(0) { $0 + $1.rules.count }
  print(
    "\(name): \(count) rules, \(Int(speed)) MB/s, \(Int(time / Double(corpus.ends.count - 1) * 1e9)) ns a ticket, compiled in \(Double(Int(compiling * 10_000)) / 10) ms"
  )
  return speed
}

/// What `wc -w` does on the same text, in MB/s.
func wordCountSpeed(_ corpus: Corpus) -> Double {
  let path = "/tmp/triage-bench-\(getpid()).txt"
  guard let file = fopen(path, "w") else { return 0 }
  fwrite(corpus.bytes, 1, corpus.bytes.count, file)
  fclose(file)
  defer { unlink(path) }
  let time = best { _ = system("LC_ALL=C.UTF-8 wc -w \(path) >/dev/null") }
  return Double(corpus.bytes.count) / time / 1e6
}

func value(after option: String) -> String? {
  CommandLine.arguments.firstIndex(of: option).flatMap { index in
    CommandLine.arguments.indices.contains(index + 1) ? CommandLine.arguments[index + 1] : nil
  }
}

/// The number after an option, which must be at least 1.
func number(after option: String, unless usual: Int) -> Int {
  guard CommandLine.arguments.contains(option) else { return usual }
  guard let number = value(after: option).flatMap({ Int($0) }), (1...1_000_000).contains(number)
  else {
    print("triage-bench: \(option) wants a whole number from 1 to 1000000")
    exit(64)
  }
  return number
}

let folder = value(after: "--knowledge") ?? "knowledge"
let rounds = number(after: "--rounds", unless: 3)
let size = number(after: "--size", unless: 64)
let times = number(after: "--rules", unless: 100)
do {
  let desk = try TriageDesk(folder: folder)
  var sink = DiagnosticSink()
  let corpus = Corpus(try DatasetReader.read(folder + "/questions", into: &sink), size: size << 20)
  guard corpus.ends.count > 1 else {
    print("triage-bench: \(folder)/questions has no question of 160 to 400 bytes to make a text of")
    exit(66)
  }
  if let phrases = value(after: "--phrases"), let text = value(after: "--text") {
    let rules = RuleSet(multiplied(desk.rules.book, times), into: &sink)
    try FileSystem.replace(
      phrases, with: rules.phraseExpressions.joined(separator: "\n") + "\n")
    try FileSystem.replace(text, with: String(decoding: corpus.bytes, as: UTF8.self))
    exit(0)
  }
  let words = wordCountSpeed(corpus)
  print("wc -w: \(Int(words)) MB/s")
  let one = measure(desk.rules.book, corpus, "shipped")
  print("ratio to wc -w: \(Double(Int(one / words * 100)) / 100)")
  if times > 1 {
    let many = measure(multiplied(desk.rules.book, times), corpus, "\(times) times the rules")
    print("time a ticket: \(Double(Int(one / many * 100)) / 100) times the shipped one's")
    let book = multiplied(
      desk.rules.book, 10_000 / max(desk.rules.book.concerns.count, 1) + 1)
    let time = seconds { _ = RuleSet(book, into: &sink) }
    print("\(book.concerns.count) concerns: compiled in \(Int(time * 1000)) ms")
  }
} catch {
  print("triage-bench: \(folder) cannot be used: \(error)")
  exit(66)
}

// Development driver, replaced below.
import Diagnostics
import KnowledgeBase
import TriageDesk
import TriageEngine

let args = CommandLine.arguments
func load(_ paths: [Substring]) -> [LabelledQuestion] {
  var sink = DiagnosticSink()
  var all: [LabelledQuestion] = []
  for path in paths { all += (try? DatasetReader.read(String(path), into: &sink)) ?? [] }
  for d in sink.sorted().prefix(5) { print(d.range.file, d.range.start.line, d.message) }
  return all
}
do {
  let desk = try TriageDesk(folder: args[1])
  print("ok", desk.knowledge.concerns.count)
  let examples = desk.knowledge.concerns.flatMap { c in (c.examples + c.counterexamples).map { LabelledQuestion(id: c.id, text: $0.text, label: $0.concern) } }
  let train = load(args[2].split(separator: ",")) + examples
  print("train", train.count)
  var settings = Fitter.Settings()
  for arg in args.dropFirst(4) {
    let kv = arg.split(separator: "=")
    let v = Double(kv[1]) ?? 0
    switch kv[0] {
    case "rounds": settings.rounds = Int(v)
    case "rate": settings.rate = v
    case "wd": settings.wordDecay = v
    case "rd": settings.ruleDecay = v
    case "rs": settings.ruleScale = v
    case "lw": settings.leastWeight = v
    default: break
    }
  }
  let weights = Fitter(desk.knowledge, settings).fit(train)
  var book = desk.knowledge.ruleBook
  book.weights = weights
  var sink = DiagnosticSink()
  let rules = RuleSet(book, into: &sink)
  var c = Classifier(rules)
  for path in args[3].split(separator: ",") {
    let test = load([path])
    var right = 0, owner = 0, hi = 0, hiRight = 0, owned = 0
    for q in test {
      var t = q.text
      let d = t.withUTF8 { c.classify($0) }
      let id = book.concerns[d.concern].id
      if q.accepts(id) { right += 1 }
      if ([q.label] + q.accept).contains(where: { $0.split(separator: "/")[0] == id.split(separator: "/")[0] }) { owner += 1 }
      if d.confidence >= 0.9 { hi += 1; if q.accepts(id) { hiRight += 1 } }
      if !id.hasPrefix("other") { owned += 1 }
      if args.contains("-v"), !q.accepts(id) { print(q.label, id, d.confidence, q.text.prefix(150)) }
    }
    let n = Double(max(test.count,1))
    print(path.split(separator: "/").last!, test.count, "concern", Double(right)/n, "owner", Double(owner)/n, "p@.9", Double(hiRight)/Double(max(hi,1)), "cover", Double(hi)/n, "owned", owned)
  }
} catch TriageDesk.Failure.invalid(let ds) {
  print(DiagnosticText().render(ds))
} catch { print(error) }

import CAllocations
import Diagnostics
import Testing
import TriageDesk
import TriageEngine
import TriageTestSupport

/// That judging a text asks for no memory on the heap, once the classifier has judged others.
@Suite(.enabled(if: counts_heap_allocations())) struct AllocationTests {
  /// How often `work` asks for memory.
  private func allocations(_ work: () -> Void) -> Int {
    let before = heap_allocations()
    work()
    return Int(heap_allocations() - before)
  }

  @Test func aVerdictAllocatesNothingOnceWarm() throws {
    let desk = try TriageDesk(folder: Repository.knowledge)
    var sink = DiagnosticSink()
    let questions = try DatasetReader.read(Repository.knowledge + "/questions", into: &sink)
    try #require(!questions.isEmpty)
    let texts = stride(from: 0, to: questions.count, by: 3).map { Array(questions[$0].text.utf8) }
    var classifier = Classifier(desk.rules)
    func judgeAll() {
      for index in texts.indices {
        texts[index].withUnsafeBufferPointer { _ = classifier.classify($0) }
      }
    }
    // The first round is seen to allocate, so the count counts.
    #expect(allocations(judgeAll) > 0)
    #expect(allocations(judgeAll) == 0)
  }
}

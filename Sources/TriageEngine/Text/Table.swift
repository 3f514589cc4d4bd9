/// Numbers that never change once they are compiled, in memory of their own.
///
/// The matcher reads tables millions of times a second, at indices that the compiler of the rule set
/// has written into other tables, never at one that comes from a text or a file. So an index is
/// checked in debug builds only, where all tests run, and reading counts no references.
struct Table<Element: BitwiseCopyable & Sendable>: Sendable {
  private let storage: Storage
  // What it points to is written before anybody can see it, never again, and lives as long as
  // `storage`.
  private nonisolated(unsafe) let base: UnsafePointer<Element>
  let count: Int

  private final class Storage: Sendable {
    private nonisolated(unsafe) let memory: UnsafeMutablePointer<Element>

    init(_ memory: UnsafeMutablePointer<Element>) {
      self.memory = memory
    }

    deinit {
      memory.deallocate()
    }
  }

  init(_ elements: [Element] = []) {
    count = elements.count
    let memory = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
    elements.withUnsafeBufferPointer { elements in
      if let first = elements.baseAddress { memory.initialize(from: first, count: elements.count) }
    }
    storage = Storage(memory)
    base = UnsafePointer(memory)
  }

  /// Takes over what was written into a buffer, without a copy.
  init(_ buffer: consuming Buffer<Element>) {
    let memory = buffer.taken()
    count = memory.count
    storage = Storage(memory.start)
    base = UnsafePointer(memory.start)
  }

  var indices: Range<Int> { 0..<count }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(index >= 0 && index < count)
    return base[index]
  }
}

/// Lists of numbers, one for each key, in one table.
struct TableOfLists: Sendable {
  private let starts: Table<UInt32>
  let numbers: Table<UInt32>

  init() {
    self.init(keyCount: 0, [])
  }

  /// Files pairs by their keys, which are less than `keyCount`; numbers of one key keep their order.
  init(keyCount: Int, _ pairs: [(key: UInt32, number: UInt32)]) {
    var starts = [UInt32](repeating: 0, count: keyCount + 1)
    for pair in pairs { starts[Int(pair.key) + 1] += 1 }
    for key in 0..<keyCount { starts[key + 1] += starts[key] }
    self.starts = Table(starts)
    var numbers = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      numbers[Int(starts[Int(pair.key)])] = pair.number
      starts[Int(pair.key)] += 1
    }
    self.numbers = Table(numbers)
  }

  /// Lists that lie one after another already.
  ///
  /// - Parameter starts: where each begins, and where the last ends.
  init(starts: [UInt32], numbers: [UInt32]) {
    self.starts = Table(starts)
    self.numbers = Table(numbers)
  }

  var keyCount: Int { starts.count - 1 }

  /// Where the list of a key lies.
  @inline(__always)
  func range(of key: UInt32) -> Range<Int> {
    let (start, end) = (Int(starts[Int(key)]), Int(starts[Int(key) + 1]))
    return Range(uncheckedBounds: (start, end))
  }

  @inline(__always)
  subscript(index: Int) -> UInt32 { numbers[index] }
}

/// Numbers in a row, in memory that is used again for the next text: once it has grown to what
/// texts need, adding to it allocates nothing.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var storage: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = max(capacity, 1)
    storage = Self.allocate(self.capacity)
  }

  /// Memory that begins with a line of the processor's, so that no element of a line lies in two.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: max(64, MemoryLayout<Element>.alignment)
    ).bindMemory(to: Element.self, capacity: capacity)
  }

  init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    storage.initialize(repeating: element, count: count)
    self.count = count
  }

  deinit {
    storage.deallocate()
  }

  /// Hands its memory over, which the caller must deallocate.
  consuming func taken() -> (start: UnsafeMutablePointer<Element>, count: Int) {
    let memory = (storage, count)
    discard self
    return memory
  }

  var isEmpty: Bool { count == 0 }

  /// The element at `index`, which must be less than `count`.
  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return storage[index]
    }
    set {
      assert(index >= 0 && index < count)
      storage[index] = newValue
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    // Trivial elements: assigning initialises.
    storage[count] = element
    count += 1
  }

  /// Adds an element where a condition holds, without a branch on it.
  @inline(__always)
  mutating func append(_ element: Element, if condition: Bool) {
    if count == capacity { grow() }
    storage[count] = element
    count &+= condition ? 1 : 0
  }

  @inline(__always)
  mutating func removeAll() {
    count = 0
  }

  @inline(never)
  private mutating func grow() {
    let larger = Self.allocate(capacity * 2)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}

/// Numbers in a row, in memory that is used again for the next text: once it has grown to what
/// texts need, adding to it allocates nothing.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private var storage: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = max(capacity, 1)
    storage = .allocate(capacity: self.capacity)
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

  @inline(__always)
  mutating func removeAll() {
    count = 0
  }

  @inline(never)
  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: storage, count: count)
    storage.deallocate()
    storage = larger
    capacity *= 2
  }
}

/// Numbers by a small index, some of them absent; grows as it is written.
struct NumberTable {
  private static let absent = UInt32.max

  private var entries: [UInt32] = []

  subscript(index: Int) -> UInt32? {
    get {
      index < entries.count && entries[index] != Self.absent ? entries[index] : nil
    }
    set {
      while entries.count <= index { entries.append(Self.absent) }
      entries[index] = newValue ?? Self.absent
    }
  }
}

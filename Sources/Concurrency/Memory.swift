internal import CGlibc
internal import Glibc

/// How the process gets its memory.
package enum Memory {
  /// Asks the system for memory in steps of 8 MiB, where the C library's are of 4 to 128 KiB.
  ///
  /// For a program that soon needs as much: with two threads reading a knowledge base, every step
  /// stops the other one for a moment, and so does every large array that comes and goes as a
  /// mapping of its own.
  package static func growInLargeSteps() {
    _ = mallopt(M_TOP_PAD, CInt(step))
    _ = mallopt(M_TRIM_THRESHOLD, 4 * CInt(step))
    _ = mallopt(M_MMAP_THRESHOLD, 4 * CInt(step))
    useLargePages()
  }

  /// Asks for pages of 2 MiB in the memory that the calling thread takes next, where the system has
  /// them to give (`madvise(2)`): two thousand pages of 4 KiB, one after another, take a quarter of
  /// the time in which a knowledge base is read.
  package static func useLargePages() {
    // Where the thread's memory lies shows from a piece of it, which is too large to come from
    // what was given back before.
    guard let piece = malloc(100_000) else { return }
    defer { free(piece) }
    let start = UInt(bitPattern: piece) & ~((2 << 20) - 1)
    // A hint: what is not mapped is passed over.
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), step + (2 << 20), CInt(MADV_HUGEPAGE))
  }

  private static let step = 8 << 20
}

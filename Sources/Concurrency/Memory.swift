internal import CGlibc
internal import Glibc

/// How the process gets its memory.
package enum Memory {
  /// Asks the system for memory in steps of 16 MiB, where the C library's are of 4 to 128 KiB.
  ///
  /// For a program that soon needs as much: with two threads reading a knowledge base, every step
  /// stops the other one for a moment, and so does every large array that comes and goes as a
  /// mapping of its own.
  package static func growInLargeSteps() {
    _ = mallopt(M_TOP_PAD, CInt(step))
    _ = mallopt(M_TRIM_THRESHOLD, 4 * CInt(step))
    _ = mallopt(M_MMAP_THRESHOLD, 4 * CInt(step))
  }

  /// Runs `body` with pages of 2 MiB for the memory that the calling thread takes meanwhile, where the
  /// system has them to give (`madvise(2)`): two thousand pages of 4 KiB, one after another, take a
  /// quarter of the time in which a knowledge base is read.
  package static func withLargePages<Result, Failure>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let unused = useLargePages()
    defer { free(unused) }
    return try body()
  }

  /// - Returns: memory that the caller must free, once it needs no large pages any more.
  private static func useLargePages() -> UnsafeMutableRawPointer? {
    // Where the thread's memory lies shows from a piece of it, which is too large to come from
    // what was given back before.
    guard let piece = malloc(100_000) else { return nil }
    let page = 2 << 20
    let rest = page - Int(bitPattern: piece) & (page - 1)
    free(piece)
    // The first such page has small ones already: what is left of it is taken and not used, but for
    // its end, where the C library notes what follows.
    guard let unused = malloc(max(rest - (4 << 10), 0)) else { return nil }
    // A hint: what is not mapped is passed over.
    _ = madvise((unused + rest).alignedDown(toMultipleOf: page), step, CInt(MADV_HUGEPAGE))
    return unused
  }

  private static let step = 16 << 20
}

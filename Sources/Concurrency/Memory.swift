internal import CGlibc

/// How the process gets its memory.
package enum Memory {
  /// Asks the system for memory in steps of 8 MiB, where the C library's are of 4 to 128 KiB.
  ///
  /// For a program that soon needs as much: with two threads reading a knowledge base, every step
  /// stops the other one for a moment.
  package static func growInLargeSteps() {
    _ = mallopt(M_TOP_PAD, 8 << 20)
  }
}

internal import Synchronization
internal import XMLReading

/// Documents that have been read, to be given back when nobody waits any more: to free a tree, piece
/// by piece, takes half as long as to read it.
final class SpentDocuments: Sendable {
  private let documents = Mutex<[XMLDocument]>([])

  func add(_ document: XMLDocument) {
    documents.withLock { $0.append(document) }
  }

  func removeAll() {
    // Freed once the lock is open again.
    _ = documents.withLock { documents in
      defer { documents = [] }
      return documents
    }
  }
}

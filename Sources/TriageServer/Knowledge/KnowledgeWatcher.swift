internal import Dispatch
internal import KnowledgeBase
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Has the knowledge base read again on SIGHUP, and when its files have changed (see `FolderChanges`).
struct KnowledgeWatcher: Service {
  let keeper: KnowledgeKeeper
  let counts: ServerCounts
  let interval: Duration

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withDiscardingTaskGroup { group in
        group.addTask { await watchFiles() }
        group.addTask { await obeySignal() }
      }
    }
  }

  private func watchFiles() async {
    var changes = FolderChanges(since: await fingerprint())
    while (try? await Task.sleep(for: interval)) != nil {
      if changes.areOver(at: await fingerprint()) { await reload() }
    }
  }

  private func obeySignal() async {
    for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
  }

  /// Off the threads that serve requests: reading takes tens of milliseconds.
  private func reload() async {
    await onOtherThread { counts.reloaded(keeper.reload()) }
  }

  private func fingerprint() async -> FolderFingerprint {
    await onOtherThread { FolderFingerprint(of: keeper.folder) }
  }

  private func onOtherThread<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async
    -> Value
  {
    await withCheckedContinuation { continuation in
      DispatchQueue.global(qos: .utility).async { continuation.resume(returning: work()) }
    }
  }
}

internal import Dispatch
internal import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Has the knowledge base read again on SIGHUP, and when its files have changed and then stayed as
/// they are for one look: an editor that saves twenty files causes one reload.
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
    var loaded = await fingerprint()
    var last = loaded
    while (try? await Task.sleep(for: interval)) != nil {
      let now = await fingerprint()
      if now == last, now != loaded {
        loaded = now
        await reload()
      }
      last = now
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

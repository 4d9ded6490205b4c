internal import Foundation

/// A thread of our own that runs one actor, so that SQLite and fsync never block the tasks that parse.
final class LoopThread: SerialExecutor, @unchecked Sendable {
  // The condition guards both variables; nothing else is shared.
  private let condition = NSCondition()
  private var jobs: [UnownedJob] = []
  private var isStopped = false

  /// Starts the thread.
  init(name: String) {
    let thread = Thread { [self] in run() }
    thread.name = name
    thread.stackSize = 4 << 20
    thread.start()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    condition.lock()
    let isIdle = jobs.isEmpty
    jobs.append(job)
    condition.unlock()
    // The thread waits only while there are no jobs, and what is woken behind the lock need not wait for it.
    if isIdle { condition.signal() }
  }

  func asUnownedSerialExecutor() -> UnownedSerialExecutor {
    unsafe UnownedSerialExecutor(ordinary: self)
  }

  /// Ends the thread once its jobs are done.
  func stop() {
    condition.lock()
    isStopped = true
    condition.signal()
    condition.unlock()
  }

  private func run() {
    var batch: [UnownedJob] = []
    while true {
      condition.lock()
      while jobs.isEmpty, !isStopped { condition.wait() }
      if jobs.isEmpty {
        condition.unlock()
        return
      }
      swap(&batch, &jobs)
      condition.unlock()
      for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
      batch.removeAll(keepingCapacity: true)
    }
  }
}

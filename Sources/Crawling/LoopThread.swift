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
    jobs.append(job)
    condition.signal()
    condition.unlock()
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
    while true {
      condition.lock()
      while jobs.isEmpty, !isStopped { condition.wait() }
      if jobs.isEmpty {
        condition.unlock()
        return
      }
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      condition.unlock()
      for job in batch { unsafe job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
  }
}

import Model
import Synchronization

/// One request on its way through the loop, with the continuation that waits for it.
///
/// Exactly one side resumes the continuation: the loop, when it takes the job out of its table, or the poster, when the
/// loop takes no more jobs.
@safe final class FetchJob: Sendable {
  typealias Answer = Result<Page, FetchError>

  let request: Request
  /// Whose places in flight the request counts against.
  let origin: String
  private let continuation: Mutex<UnsafeContinuation<Answer, Never>?>
  private let cancelled = Atomic<Bool>(false)

  init(request: Request) {
    self.request = request
    origin = request.address.origin
    unsafe continuation = Mutex(nil)
  }

  /// Keeps the continuation; called once, before the job is posted.
  func wait(_ waiting: UnsafeContinuation<Answer, Never>) {
    unsafe continuation.withLock { unsafe $0 = unsafe waiting }
  }

  /// Hands the answer over; a second call does nothing.
  func resume(_ answer: Answer) {
    let waiting = unsafe continuation.withLock { kept in
      let taken = unsafe kept
      unsafe kept = nil
      return unsafe taken
    }
    unsafe waiting?.resume(returning: answer)
  }

  func fail(_ code: FetchError.Code, _ cause: String) {
    resume(.failure(FetchError(code, subject: request.address.href, cause: cause)))
  }

  /// Whether the task that waits was cancelled, be it before the loop saw the job.
  var isCancelled: Bool { cancelled.load(ordering: .acquiring) }

  func cancel() { cancelled.store(true, ordering: .releasing) }
}

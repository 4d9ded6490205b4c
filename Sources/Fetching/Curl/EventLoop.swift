import CCurl
import Glibc
import Model

/// The thread that talks to the network, seen from the tasks' side.
final class EventLoop: Sendable {
  /// Which network addresses answered.
  let addressBook = AddressBook()
  private let mailbox: Mailbox

  /// Starts the thread.
  init(options: FetchOptions) {
    _ = EventLoop.prepareLibrary
    let multi = unsafe curl_multi_init()
    mailbox = unsafe Mailbox(multi: multi)
    guard let multi = unsafe multi else {
      _ = mailbox.close()
      return
    }
    let runner = unsafe LoopRunner(multi: multi, mailbox: mailbox, addressBook: addressBook, options: options)
    var thread = pthread_t()
    let context = unsafe Unmanaged.passRetained(runner).toOpaque()
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<LoopRunner>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    if status == 0 {
      pthread_detach(thread)
    } else {
      unsafe Unmanaged<LoopRunner>.fromOpaque(context).release()
      _ = mailbox.close()
      unsafe _ = curl_multi_cleanup(multi)
    }
  }

  /// Fetches one page, redirects not followed.
  func page(for request: Request) async throws(FetchError) -> Page {
    let job = FetchJob(request: request)
    let mailbox = mailbox
    let answer = await withTaskCancellationHandler {
      await unsafe withUnsafeContinuation { continuation in
        unsafe job.wait(continuation)
        if !mailbox.post(.start(job)) { job.fail(.stopped, "the fetcher was stopped") }
      }
    } onCancel: {
      // The flag first: if the job is not yet posted, the loop sees the flag when it starts the job.
      job.cancel()
      _ = mailbox.post(.cancel(job))
    }
    return try answer.get()
  }

  /// Ends all transfers and the thread.
  func stop() { _ = mailbox.post(.stop) }

  /// Initialises libcurl once for the process (`curl_global_init`).
  private static let prepareLibrary: Void = {
    _ = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    stance_keep_large_buffers(64 << 20)
  }()
}

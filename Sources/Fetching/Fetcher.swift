public import Model

/// Asks the web for pages: libcurl on one thread of its own, bridged to async functions.
///
/// Any number of tasks may ask at the same time. The fetcher knows nothing of manners: who asks whom, and when, is the
/// frontier's business. Every answer is a page, whatever its status: redirects are not followed, for where they lead is
/// asked like any other address.
public final class Fetcher: Sendable {
  /// The options that every request follows.
  public let options: FetchOptions
  private let loop: EventLoop

  /// Starts the thread that talks to the network.
  ///
  /// Raises the size from which the C library returns buffers to the system (`M_MMAP_THRESHOLD`) for the process: fresh
  /// buffers for every page would cost a page fault for every 4 kB.
  public init(options: FetchOptions = FetchOptions()) {
    self.options = options
    loop = EventLoop(options: options)
  }

  deinit { loop.stop() }

  /// Fetches one page.
  ///
  /// Cancelling the task ends the transfer at once.
  ///
  /// - Throws: `FetchError` when there is no complete and sound answer within the limits of the options.
  public func page(for request: Request) async throws(FetchError) -> Page {
    try await loop.page(for: request)
  }

  /// The network address that last answered for a host; `nil` when none did, or only a proxy.
  ///
  /// Hosts that share one share a server: a crawler may want to be polite to that as well.
  public func networkAddress(of address: Address) -> String? { loop.addressBook.networkAddress(of: address.host) }

  /// Ends every transfer with `FetchError.Code.stopped` and the thread; later requests fail the same way.
  public func stop() { loop.stop() }
}

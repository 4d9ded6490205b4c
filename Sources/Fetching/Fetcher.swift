public import Model

/// Asks the web for pages: libcurl on one thread of its own, bridged to async functions.
///
/// Any number of tasks may ask at the same time. The fetcher knows nothing of manners: who asks whom, and when, is the
/// frontier's business. Every answer is a page, whatever its status; redirects are pages too unless the options say
/// otherwise.
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
    var page = try await loop.page(for: request)
    guard options.followsRedirects else { return page }
    var seen = [request.address]
    while page.isRedirect, let location = page.header("Location") {
      guard seen.count <= options.maximumRedirects else {
        throw FetchError(
          .redirect, subject: request.address.href, cause: "more than \(options.maximumRedirects) redirects")
      }
      guard let target = Address(location, relativeTo: page.address) else {
        throw FetchError(.redirect, subject: request.address.href, cause: "a redirect to no web address")
      }
      seen.append(target.withoutFragment)
      page = try await loop.page(for: Request(address: target))
      page.requested = request.address
      page.redirects = Array(seen[1..<(seen.count - 1)])
    }
    return page
  }

  /// The network address that last answered for a host; `nil` when none did, or only a proxy.
  ///
  /// Hosts that share one share a server: a crawler may want to be polite to that as well.
  public func networkAddress(of address: Address) -> String? { loop.addressBook.networkAddress(of: address.host) }

  /// Ends every transfer with `FetchError.Code.stopped` and the thread; later requests fail the same way.
  public func stop() { loop.stop() }
}

extension Page {
  /// Whether the status is one of those that send the client elsewhere by `Location` (RFC 9110 §15.4).
  var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }
}

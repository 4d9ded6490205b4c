import Synchronization

/// Which network address answered last for which host; the event loop writes, anybody reads.
final class AddressBook: Sendable {
  private let entries = Mutex<[String: String]>([:])
  /// Hosts that are remembered; a crawl of the wide web must not fill the memory with them.
  private static let limit = 20_000

  func networkAddress(of host: String) -> String? { entries.withLock { $0[host] } }

  func note(_ networkAddress: String, of host: String) {
    entries.withLock { entries in
      if entries[host] == networkAddress { return }
      if entries.count >= AddressBook.limit { entries.removeAll(keepingCapacity: true) }
      entries[host] = networkAddress
    }
  }
}

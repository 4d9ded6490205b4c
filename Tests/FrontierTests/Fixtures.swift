import Foundation
import Model
import Testing

@testable import Frontier

/// Instants of a made-up clock: seconds after its start.
func at(_ seconds: Double) -> Instant { Instant(milliseconds: 1_000_000_000_000).advanced(bySeconds: seconds) }

func address(_ text: String) throws -> Address { try #require(Address(text)) }

func item(_ text: String, priority: Double = 0, depth: Int = 0) throws -> FrontierItem {
  FrontierItem(address: try address(text), depth: depth, priority: priority)
}

/// A folder that lives as long as the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "frontier-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }
}

extension FrontierQueue {
  /// Leases at an instant, or fails the test.
  mutating func lease(at now: Instant) throws -> (number: Int64, host: Int) {
    let move = next(at: now)
    guard case .lease(let ticket, let host) = move else {
      Issue.record("expected a lease at \(now), got \(move)")
      throw NoLease()
    }
    return (ticket.number, host)
  }

  struct NoLease: Error {}
}

extension Frontier {
  /// Leases at an instant, or fails the test.
  func lease(at now: Instant) throws -> Assignment {
    let turn = try next(at: now)
    guard case .fetch(let assignment) = turn else {
      Issue.record("expected an assignment at \(now), got \(turn)")
      throw FrontierQueue.NoLease()
    }
    return assignment
  }
}

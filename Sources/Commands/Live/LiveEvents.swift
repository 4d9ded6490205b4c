internal import Synchronization

/// What is sent to a browser that watches: the store's state whenever it changes (server-sent events, WHATWG HTML §9.2).
final class LiveEvents: Sendable {
  private let store: LiveStore
  private let last = Mutex<(state: LiveStore.Pulse?, rests: Int)>((nil, 0))
  /// Time between two looks, and looks after which an unchanged state is answered with a sign of life.
  private static let pause = Duration.milliseconds(500)
  private static let looks = 30

  init(_ store: LiveStore) { self.store = store }

  /// The next piece; waits a moment where nothing is new.
  func next() async throws -> [UInt8]? {
    let state = store.state
    let isNew = last.withLock { last in
      let isNew = last.state != state
      last = (state, isNew ? 0 : last.rests + 1)
      return isNew
    }
    if isNew {
      let data = String(decoding: LiveJSON.status(store).dropLast(), as: UTF8.self)
      return Array("event: status\nid: \(state.generation)\nretry: 3000\ndata: \(data)\n\n".utf8)
    }
    try await Task.sleep(for: LiveEvents.pause)
    // A comment, which browsers pass over: it finds out whether anybody still listens.
    return last.withLock { $0.rests % LiveEvents.looks == LiveEvents.looks - 1 } ? Array(": still here\n\n".utf8) : []
  }
}

import Synchronization

/// Does pieces of a count side by side: whoever calls has the threads, for the statistics know none.
public protocol BallotWorkers: Sendable {
  /// Does the pieces numbered from zero, in any order and maybe several at once; returns when all are done.
  func perform(_ count: Int, _ piece: @Sendable (Int) -> Void)
}

/// Does one piece after the other.
public struct LoneWorker: BallotWorkers {
  /// Makes a worker.
  public init() {}

  /// See `BallotWorkers`.
  public func perform(_ count: Int, _ piece: @Sendable (Int) -> Void) {
    for number in 0..<count { piece(number) }
  }
}

extension BallotWorkers {
  /// What the pieces give, in the order of their numbers.
  func results<Value: Sendable>(
    _ count: Int, _ piece: @Sendable (Int) throws(BallotDamage) -> Value
  ) throws(BallotDamage) -> [Value] {
    let results = Mutex([Result<Value, BallotDamage>?](repeating: nil, count: count))
    perform(count) { number in
      let result = Result { () throws(BallotDamage) in try piece(number) }
      results.withLock { $0[number] = result }
    }
    var values: [Value] = []
    for result in results.withLock({ $0 }) {
      if let result { values.append(try result.get()) }
    }
    return values
  }
}

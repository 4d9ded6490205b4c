internal import Dispatch
internal import Trends

/// Does the pieces of a count on all cores.
struct BallotThreads: BallotWorkers {
  /// See `BallotWorkers`.
  func perform(_ count: Int, _ piece: @Sendable (Int) -> Void) {
    // The closure does not outlive the call, though the library's interface cannot say so.
    withoutActuallyEscaping(piece) { piece in DispatchQueue.concurrentPerform(iterations: count, execute: piece) }
  }
}

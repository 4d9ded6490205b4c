/// The exit codes that scripts rely on.
public enum ExitStatus: Int32, Sendable {
  /// Done.
  case done = 0
  /// Failed.
  case failed = 1
  /// The command was not understood.
  case misuse = 2
  /// Finished, but some pages failed.
  case partial = 3
  /// The store is damaged, locked or of a newer version.
  case store = 4
  /// Interrupted by the user.
  case interrupted = 130
}

/// A command's end other than success, with what to tell the user.
public struct Failure: Error, Sendable {
  /// The exit code.
  public var status: ExitStatus
  /// One line for stderr; empty when everything has been said.
  public var message: String

  /// Makes a failure.
  public init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

/// Why a server could not be started.
public struct ServingError: Error, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: Sendable {
    /// The loopback port could not be opened.
    case cannotListen
  }

  /// What kind of failure it is.
  public let code: Code
  /// The library's own words.
  public let cause: String

  /// One line: what failed, on what, what to try.
  public var description: String {
    "cannot listen on 127.0.0.1 (\(cause)): try again, or free a port"
  }
}

/// Why a server could not be started.
public struct ServingError: Error, Equatable, CustomStringConvertible {
  /// What kind of failure it is.
  public enum Code: Sendable {
    /// The loopback port could not be opened.
    case cannotListen
  }

  /// What kind of failure it is.
  public let code: Code
  /// Where it was tried: address and port.
  public let place: String
  /// The library's or the system's own words.
  public let cause: String

  init(code: Code, place: String = "127.0.0.1", cause: String) {
    self.code = code
    self.place = place
    self.cause = cause
  }

  /// One line: what failed, on what, what to try.
  public var description: String {
    "cannot listen on \(place) (\(cause)): free the port, or name another one"
  }
}

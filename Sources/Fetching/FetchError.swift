/// Why there is no page for a request.
public struct FetchError: Error, Hashable, Sendable {
  /// What kind of failure it was.
  public enum Code: String, Sendable, CaseIterable {
    /// The address cannot be asked for over HTTP.
    case badAddress
    /// The host's name does not resolve.
    case dns
    /// No connection came about.
    case connect
    /// TLS failed: the certificate, or the handshake.
    case tls
    /// Connecting, or the whole answer, took too long.
    case timeout
    /// The answer came too slowly.
    case tooSlow
    /// The body or its header fields are larger than we take, or a decompression bomb.
    case tooLarge
    /// The name leads to a private, loopback or otherwise special address only.
    case privateAddress
    /// The answer breaks HTTP.
    case protocolViolation
    /// The body's content coding is broken or unknown.
    case encoding
    /// The connection ended before the answer did.
    case truncated
    /// The connection was reset, or could not be written to.
    case reset
    /// The server closed without a byte of an answer.
    case empty
    /// The proxy could not be reached or refused.
    case proxy
    /// The task that asked was cancelled.
    case cancelled
    /// The fetcher was stopped.
    case stopped
    /// libcurl failed in a way that says nothing about the host.
    case failed
  }

  /// What kind of failure it was.
  public var code: Code
  /// The address that was asked for.
  public var subject: String
  /// What happened, in a few words.
  public var cause: String

  /// Makes an error from its parts.
  public init(_ code: Code, subject: String, cause: String) {
    self.code = code
    self.subject = subject
    self.cause = cause
  }

  /// Whether the same request may well succeed later.
  public var isTransient: Bool {
    switch code {
    case .dns, .connect, .timeout, .tooSlow, .truncated, .reset, .empty, .proxy: true
    case .badAddress, .tls, .tooLarge, .privateAddress, .protocolViolation, .encoding, .cancelled, .stopped, .failed:
      false
    }
  }

  /// Whether the failure is the host's as a whole, so that its other pages would fare no better now.
  public var isOfHost: Bool {
    switch code {
    case .dns, .connect, .tls, .timeout, .tooSlow, .privateAddress, .proxy, .reset, .empty: true
    case .badAddress, .tooLarge, .protocolViolation, .encoding, .truncated, .cancelled, .stopped, .failed:
      false
    }
  }

  /// What a person may try.
  public var hint: String {
    switch code {
    case .badAddress: "check the address"
    case .dns: "check the spelling of the host and the network"
    case .connect, .reset, .empty, .truncated: "the host may be down; run the command again later"
    case .tls: "the host's certificate or TLS is at fault; nothing is read from it"
    case .timeout, .tooSlow: "the host is slow; run the command again later"
    case .tooLarge: "larger bodies are not taken"
    case .privateAddress: "allow it with --allow-private if this is your own network"
    case .protocolViolation, .encoding: "the host's answer is broken"
    case .proxy: "check --proxy and the proxy variables of the environment"
    case .cancelled, .stopped: "run the command again to continue"
    case .failed: "run the command again; report it if it stays"
    }
  }
}

extension FetchError: CustomStringConvertible {
  /// One line: what failed, on what, what to try.
  public var description: String { "cannot fetch \(subject): \(cause) (\(hint))" }
}

internal import Fetching

extension FetchError.Code {
  /// What happened in a few words, the same for the same kind of failure: the cause that reports count.
  var words: String {
    switch self {
    case .badAddress: "no usable address"
    case .dns: "host not found"
    case .connect: "no connection"
    case .tls: "no trusted connection (TLS)"
    case .timeout: "no answer in time"
    case .tooSlow: "too slow"
    case .tooLarge: "too large"
    case .privateAddress: "private address, not contacted"
    case .protocolViolation: "not HTTP as it should be"
    case .encoding: "broken content coding"
    case .truncated: "cut off"
    case .reset: "connection lost"
    case .empty: "no answer"
    case .proxy: "the proxy failed"
    case .cancelled: "stopped before the answer"
    case .stopped: "the fetcher has stopped"
    case .failed: "failed"
    }
  }
}

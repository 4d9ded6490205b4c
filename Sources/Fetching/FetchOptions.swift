public import Model

/// How a `Fetcher` asks: who it says it is, how long it waits, how much it takes, and whom it never contacts.
public struct FetchOptions: Sendable {
  /// Where requests go instead of to the host itself.
  public enum Proxy: Hashable, Sendable {
    /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say, as curl reads them.
    case environment
    /// Always to the host itself.
    case direct
    /// Always through this proxy, such as `http://proxy.example:3128` or `socks5h://…`.
    case through(String)
  }

  /// The `User-Agent` that every request carries.
  public var userAgent: String
  /// The `Accept` that every request carries.
  public var accept: String
  /// The `Accept-Language` that every request carries; `nil` sends none.
  public var acceptLanguage: String?
  /// Further header fields of every request.
  public var headers: [Header]
  /// Seconds until name resolution, connection and TLS must be done.
  public var connectTimeout: Double
  /// Seconds until the whole answer must be there.
  public var totalTimeout: Double
  /// Bytes a second below which a transfer counts as too slow; 0 lets any speed pass.
  public var lowSpeed: Int
  /// Whole seconds for which a transfer may stay below `lowSpeed`.
  public var lowSpeedTime: Int
  /// Bytes of a body, codings undone, beyond which the answer is refused as too large.
  public var maximumBody: Int
  /// How many decoded bytes one byte on the wire may become, once a body has passed `bombAllowance`.
  public var maximumRatio: Int
  /// Decoded bytes below which `maximumRatio` is not asked: small pages of blanks compress very well.
  public var bombAllowance: Int
  /// Bytes of all header fields together beyond which the answer is refused.
  public var maximumHeaderBytes: Int
  /// Number of header fields beyond which the answer is refused.
  public var maximumHeaderCount: Int
  /// Requests in flight at one time; further ones wait inside the fetcher.
  public var maximumInFlight: Int
  /// Requests in flight to one origin at one time.
  public var maximumPerHost: Int
  /// Whether HTTP/2 is offered over TLS.
  public var allowsHTTP2: Bool
  /// Where requests go instead of to the host itself.
  public var proxy: Proxy
  /// Entries `HOST1:PORT1:HOST2:PORT2` that send connections for one host to another, as curl's `--connect-to`.
  public var connectTo: [String]
  /// Whether private, loopback, link-local and otherwise special addresses may be contacted.
  public var allowPrivate: Bool
  /// A file of certificates to trust instead of the system's; for tests.
  public var certificateFile: String?

  /// Makes the options of a polite crawler; every value can be changed afterwards.
  public init(userAgent: String = "stance/1.0 (blog crawler)") {
    self.userAgent = userAgent
    accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    acceptLanguage = nil
    headers = []
    connectTimeout = 10
    totalTimeout = 60
    lowSpeed = 100
    lowSpeedTime = 20
    maximumBody = 10_000_000
    maximumRatio = 250
    bombAllowance = 2_000_000
    maximumHeaderBytes = 65_536
    maximumHeaderCount = 200
    maximumInFlight = 64
    maximumPerHost = 8
    allowsHTTP2 = true
    proxy = .environment
    connectTo = []
    allowPrivate = false
    certificateFile = nil
  }
}

/// What a client asked the server for, as it came over the wire.
public struct ServedRequest: Equatable, Sendable {
  /// The method in upper case: `GET`, `HEAD`, `POST` and so on.
  public var method: String
  /// The scheme of an absolute request target, as a proxy's client sends it; `nil` otherwise.
  public var scheme: String?
  /// The `Host` field or the host of an absolute request target, in lower case and without the port; may be empty.
  public var host: String
  /// The raw path, percent escapes untouched, beginning with a slash.
  public var path: String
  /// The raw query without its question mark; `nil` when there is none.
  public var query: String?
  /// The header fields; names as sent, in no particular order.
  public var headers: [(name: String, value: String)]

  /// Makes a request from its parts.
  public init(
    method: String, scheme: String? = nil, host: String, path: String, query: String? = nil,
    headers: [(name: String, value: String)] = []
  ) {
    self.method = method
    self.scheme = scheme
    self.host = host
    self.path = path
    self.query = query
    self.headers = headers
  }

  /// Compares all parts; header fields in their order.
  public static func == (left: ServedRequest, right: ServedRequest) -> Bool {
    left.method == right.method && left.scheme == right.scheme && left.host == right.host && left.path == right.path
      && left.query == right.query
      && left.headers.elementsEqual(right.headers) { $0.name == $1.name && $0.value == $1.value }
  }

  /// The value of the first header field of that name, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// What the server answers.
public struct ServedResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  /// The header fields; `Content-Length` is added by the server.
  public var headers: [(name: String, value: String)]
  /// The body; for `HEAD` its length is announced and its bytes are kept back.
  public var body: [UInt8]
  /// What comes instead of a body, piece by piece until there is none; a piece may be empty and may be waited for.
  public var pieces: Pieces?

  /// Gives the next piece; ends by throwing when the connection is closed while it waits.
  public typealias Pieces = @Sendable () async throws -> [UInt8]?

  /// Makes a response from its parts.
  public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// Makes a response of pieces.
  public init(headers: [(name: String, value: String)], pieces: @escaping Pieces) {
    self.init(status: 200, headers: headers)
    self.pieces = pieces
  }
}

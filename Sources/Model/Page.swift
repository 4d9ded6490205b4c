/// One fetched address with its response, as it came over the wire but with transfer and content codings undone.
public struct Page: Equatable, Sendable {
  /// The address that was asked.
  public var address: Address
  /// The HTTP status.
  public var status: Int
  /// The header fields in their order, names as sent.
  public var headers: [Header]
  /// The decoded body; empty for 304 and for bodies that were refused.
  public var body: [UInt8]
  /// When the response was complete.
  public var fetched: Instant
  /// Bytes that came over the network for the body, codings still on.
  public var bytesOnWire: Int

  /// Makes a page from its parts.
  public init(
    address: Address, status: Int, headers: [Header], body: [UInt8], fetched: Instant, bytesOnWire: Int = 0
  ) {
    self.address = address
    self.status = status
    self.headers = headers
    self.body = body
    self.fetched = fetched
    self.bytesOnWire = bytesOnWire
  }

  /// The value of the first header field of that name, whatever its case.
  public func header(_ name: String) -> String? {
    headers.first { $0.isNamed(name) }?.value
  }
}

/// One HTTP header field.
public struct Header: Hashable, Sendable {
  /// The name as sent.
  public var name: String
  /// The value without the white space around it.
  public var value: String

  /// Makes a header field.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }

  /// Whether the field has this name; ASCII case does not matter (RFC 9110 §5.1).
  public func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count && name.lowercased() == other.lowercased()
  }
}

/// What is to be fetched, and as what.
public struct Request: Hashable, Sendable {
  /// The address to ask.
  public var address: Address
  /// Validator of the copy already held (`ETag`), sent as `If-None-Match`.
  public var entityTag: String?
  /// Date of the copy already held, as the server wrote it, sent as `If-Modified-Since`.
  public var lastModified: String?
  /// Bytes of the body, codings undone, of which more is not wanted: the beginning alone is taken; `nil` for all.
  public var longestBody: Int?

  /// Makes a request.
  public init(address: Address, entityTag: String? = nil, lastModified: String? = nil, longestBody: Int? = nil) {
    self.address = address
    self.longestBody = longestBody
    self.entityTag = entityTag
    self.lastModified = lastModified
  }
}

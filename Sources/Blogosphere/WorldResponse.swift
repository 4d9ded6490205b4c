public import Model

/// What the world answers to one request.
public struct WorldResponse: Equatable, Sendable {
  /// The HTTP status.
  public var status: Int
  /// Header fields; `Content-Length` is the server's business.
  public var headers: [Header]
  /// The body; empty for 304.
  public var body: [UInt8]

  /// Looks at the conditions of a request and makes the response (RFC 9110 §13.2.2).
  init(_ answer: Answer, for conditions: [Header]) {
    let body = Array(answer.body.utf8)
    let tag = "\"\(WorldResponse.hash(body))\""
    headers = [Header(name: "Content-Type", value: answer.type)]
    if let location = answer.location { headers.append(Header(name: "Location", value: location)) }
    if answer.status == 200 {
      headers.append(Header(name: "ETag", value: tag))
      if let modified = answer.modified {
        headers.append(Header(name: "Last-Modified", value: Moment.http(modified)))
      }
    }
    headers += answer.headers
    func condition(_ name: String) -> String? { conditions.first { $0.isNamed(name) }?.value }
    let isUnchanged: Bool
    if let known = condition("If-None-Match") {
      isUnchanged = known == "*" || known.split(separator: ",").contains { trimmed($0) == tag }
    } else if let since = condition("If-Modified-Since"), let modified = answer.modified {
      // Our own dates are the only ones that clients hold: equal text is equal time.
      isUnchanged = since == Moment.http(modified)
    } else {
      isUnchanged = false
    }
    if answer.status == 200, isUnchanged {
      status = 304
      self.body = []
    } else {
      status = answer.status
      self.body = body
    }
  }

  private static func hash(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(hash, radix: 16)
  }
}

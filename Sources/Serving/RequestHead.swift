/// A request's head, read as strictly as RFC 9112 allows: what can be read in two ways is refused.
struct RequestHead {
  let request: ServedRequest
  /// Whether the client wants to go on with this connection.
  let keepsAlive: Bool

  /// The methods that a read-only server knows.
  static let methods = ["GET", "HEAD"]
  private static let longestTarget = 8 << 10

  /// Where a head ends, after its empty line; lines may end in a lone line feed (§2.2).
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    var position = max(0, start)
    while position < bytes.count {
      if bytes[position] == 0x0a {
        if position + 1 < bytes.count, bytes[position + 1] == 0x0a { return position + 2 }
        if position + 2 < bytes.count, bytes[position + 1] == 0x0d, bytes[position + 2] == 0x0a { return position + 3 }
      }
      position += 1
    }
    return nil
  }

  /// Reads a head.
  ///
  /// - Throws: what is wrong with it, as the answer that says so; the connection ends after that.
  init(_ bytes: [UInt8]) throws(RequestFault) {
    var lines = bytes.split(separator: 0x0a, omittingEmptySubsequences: false).map { line in
      line.last == 0x0d ? line.dropLast() : line
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    // A stray line end before a request is passed over (§2.2).
    while lines.first?.isEmpty == true { lines.removeFirst() }
    guard let first = lines.first else { throw RequestFault(400, "There is no request line.") }
    guard lines.allSatisfy({ $0.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 } }) else {
      throw RequestFault(400, "There are control characters in the head.")
    }
    let parts = first.split(separator: 0x20, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3, !parts[0].isEmpty, parts[0].utf8.allSatisfy(RequestHead.isToken) else {
      throw RequestFault(400, "The request line is not \"METHOD TARGET HTTP/1.1\".")
    }
    guard parts[2] == "HTTP/1.1" || parts[2] == "HTTP/1.0" else {
      throw RequestFault(parts[2].hasPrefix("HTTP/") ? 505 : 400, "Only HTTP/1.1 is spoken here.")
    }
    guard parts[1].utf8.count <= RequestHead.longestTarget else {
      throw RequestFault(414, "The address is longer than \(RequestHead.longestTarget) bytes.")
    }
    var headers: [(name: String, value: String)] = []
    for line in lines.dropFirst() {
      guard let colon = line.firstIndex(of: 0x3a), colon > line.startIndex,
        line[..<colon].allSatisfy(RequestHead.isToken)
      else { throw RequestFault(400, "A header line has no name.") }
      let value = line[line.index(after: colon)...].drop { $0 == 0x20 || $0 == 0x09 }
      headers.append(
        (String(decoding: line[..<colon], as: UTF8.self), String(decoding: value, as: UTF8.self).trimmingEnd()))
    }
    func values(_ name: String) -> [String] { headers.filter { $0.name.lowercased() == name }.map(\.value) }
    let hosts = values("host")
    guard hosts.count == 1 || (hosts.isEmpty && parts[2] == "HTTP/1.0") else {
      throw RequestFault(400, "There must be one Host header.")
    }
    guard RequestHead.methods.contains(parts[0]) else {
      throw RequestFault(405, "Only GET and HEAD are answered: this server changes nothing.")
    }
    guard values("transfer-encoding").isEmpty, values("content-length").allSatisfy({ $0 == "0" }) else {
      throw RequestFault(413, "A request has no body here.")
    }
    request = try RequestHead.request(parts[0], parts[1], host: hosts.first ?? "", headers)
    let wishes = values("connection").joined(separator: ",").lowercased().split(separator: ",")
      .map { $0.filter { $0 != " " } }
    keepsAlive = parts[2] == "HTTP/1.1" ? !wishes.contains("close") : false
  }

  private static func request(
    _ method: String, _ target: String, host: String, _ headers: [(name: String, value: String)]
  ) throws(RequestFault) -> ServedRequest {
    var host = host
    var target = target[...]
    var scheme: String?
    // §3.2.2: the absolute form is taken, and its host wins.
    if target.lowercased().hasPrefix("http://") {
      scheme = "http"
      let rest = target.dropFirst(7)
      let slash = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
      host = String(rest[..<slash])
      target = rest[slash...]
      if target.first != "/" { target = "/" + target }
    }
    guard target.first == "/" else { throw RequestFault(400, "The address does not begin with a slash.") }
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") { host = String(host[..<colon]) }
    return ServedRequest(
      method: method, scheme: scheme, host: host.lowercased(), path: String(parts[0]),
      query: parts.count > 1 ? String(parts[1]) : nil, headers: headers)
  }

  /// RFC 9110 §5.6.2.
  private static func isToken(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a: true
    default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
  }
}

/// Why a request cannot be answered.
struct RequestFault: Error {
  let status: Int
  let cause: String

  init(_ status: Int, _ cause: String) {
    self.status = status
    self.cause = cause
  }

  var response: ServedResponse { RequestFault.response(status, cause) }

  /// The answer as RFC 9457 words it.
  static func response(_ status: Int, _ cause: String) -> ServedResponse {
    let title = StatusPhrase.phrase(status)
    let quoted = cause.replacing("\"", with: "\\\"")
    let body = "{\"type\":\"about:blank\",\"title\":\"\(title)\",\"status\":\(status),\"detail\":\"\(quoted)\"}\n"
    var headers = [("Content-Type", "application/problem+json"), ("X-Content-Type-Options", "nosniff")]
    if status == 405 { headers.append(("Allow", RequestHead.methods.joined(separator: ", "))) }
    return ServedResponse(status: status, headers: headers, body: Array(body.utf8))
  }
}

/// The words beside a status.
enum StatusPhrase {
  static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 301: "Moved Permanently"
    case 302: "Found"
    case 304: "Not Modified"
    case 400: "Bad Request"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 410: "Gone"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 421: "Misdirected Request"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Status"
    }
  }
}

extension String {
  /// Without the white space at its end.
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last == " " || text.last == "\t" { text.removeLast() }
    return text
  }
}

/// Why a request cannot be answered.
struct RequestFault {
  let status: Int
  let cause: String

  /// The methods that a read-only server knows.
  static let methods = ["GET", "HEAD"]

  init(_ status: Int, _ cause: String) {
    self.status = status
    self.cause = cause
  }

  /// The answer as RFC 9457 words it.
  var response: ServedResponse {
    let title = StatusPhrase.phrase(status)
    let quoted = cause.replacing("\"", with: "\\\"")
    let body = "{\"type\":\"about:blank\",\"title\":\"\(title)\",\"status\":\(status),\"detail\":\"\(quoted)\"}\n"
    var headers = [("Content-Type", "application/problem+json"), ("X-Content-Type-Options", "nosniff")]
    if status == 405 { headers.append(("Allow", RequestFault.methods.joined(separator: ", "))) }
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

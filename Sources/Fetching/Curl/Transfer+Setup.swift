import CCurl
import Model

extension Transfer {
  /// Sets the options that are the same for every request.
  @unsafe func prepare(
    _ handle: CurlHandle, options: FetchOptions, share: UnsafeMutableRawPointer?,
    connectTo: UnsafeMutablePointer<curl_slist>?
  ) {
    handle.set(CURLOPT_NOSIGNAL, 1)
    handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
    handle.set(CURLOPT_FOLLOWLOCATION, 0)
    handle.set(CURLOPT_PATH_AS_IS, 1)
    handle.set(CURLOPT_USERAGENT, options.userAgent)
    handle.set(CURLOPT_ACCEPT_ENCODING, "")
    handle.set(CURLOPT_HTTP_VERSION, options.allowsHTTP2 ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
    handle.set(CURLOPT_HTTP09_ALLOWED, 0)
    handle.set(CURLOPT_SSL_VERIFYPEER, 1)
    handle.set(CURLOPT_SSL_VERIFYHOST, 2)
    if let file = options.certificateFile { handle.set(CURLOPT_CAINFO, file) }
    handle.set(CURLOPT_CONNECTTIMEOUT_MS, Transfer.milliseconds(options.connectTimeout))
    handle.set(CURLOPT_TIMEOUT_MS, Transfer.milliseconds(options.totalTimeout))
    handle.set(CURLOPT_LOW_SPEED_LIMIT, options.lowSpeed)
    handle.set(CURLOPT_LOW_SPEED_TIME, options.lowSpeed > 0 ? options.lowSpeedTime : 0)
    handle.set(CURLOPT_TCP_KEEPALIVE, 1)
    handle.set(CURLOPT_BUFFERSIZE, 32_768)
    // A cancelled request does not wait for the thread that resolves its name.
    handle.set(CURLOPT_QUICK_EXIT, 1)
    handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
    unsafe handle.set(CURLOPT_SHARE, pointer: share)
    if let connectTo = unsafe connectTo { unsafe handle.set(CURLOPT_CONNECT_TO, pointer: connectTo) }
    unsafe handle.set(CURLOPT_WRITEFUNCTION, callback: Transfer.receiveBody)
    unsafe handle.set(CURLOPT_WRITEDATA, pointer: state)
    unsafe handle.set(CURLOPT_HEADERFUNCTION, callback: Transfer.receiveHead)
    unsafe handle.set(CURLOPT_HEADERDATA, pointer: state)
    unsafe handle.set(CURLOPT_OPENSOCKETFUNCTION, callback: Transfer.openSocket)
    unsafe handle.set(CURLOPT_OPENSOCKETDATA, pointer: state)
    unsafe handle.set(CURLOPT_ERRORBUFFER, pointer: words)
  }

  private static func milliseconds(_ seconds: Double) -> Int {
    guard seconds.isFinite, seconds > 0 else { return 0 }
    return Int(min(seconds * 1000, 1e9).rounded(.up))
  }
}

extension FetchOptions {
  /// The field lines that every request carries beside `User-Agent` and `Accept-Encoding`.
  var fieldLines: [String] {
    var lines = ["Accept: \(accept)"]
    if let acceptLanguage { lines.append("Accept-Language: \(acceptLanguage)") }
    for header in headers { lines.append("\(header.name): \(header.value)") }
    return lines.filter(\.isOneLine)
  }
}

extension Request {
  /// The field lines that make the request conditional (RFC 9110 §13.1); values that would break a line are left out.
  var conditionLines: [String] {
    var lines: [String] = []
    if let entityTag, !entityTag.isEmpty { lines.append("If-None-Match: \(entityTag)") }
    if let lastModified, !lastModified.isEmpty { lines.append("If-Modified-Since: \(lastModified)") }
    return lines.filter(\.isOneLine)
  }
}

extension String {
  /// Whether the text can stand in a header field: no control characters but tabs.
  fileprivate var isOneLine: Bool { utf8.allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 } }
}

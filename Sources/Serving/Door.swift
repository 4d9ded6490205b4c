import FlyingFox
import FlyingSocks
import Foundation

/// Translates between the library's requests and ours, and refuses what a read-only server does not answer.
struct Door: HTTPHandler {
  let handler: PageServer.Handler
  let limits: PageServer.Limits
  let doorkeeper: Doorkeeper

  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
    let stay = request.remoteAddress.map { Doorkeeper.Stay(doorkeeper, $0) }
    let asked = Door.translated(request)
    let answer: ServedResponse
    if let fault = fault(of: request, asked) { answer = fault.response } else { answer = await handler(asked) }
    var headers = HTTPHeaders()
    for field in answer.headers { headers.addValue(field.value, for: HTTPHeader(field.name)) }
    let status = HTTPStatusCode(answer.status, phrase: StatusPhrase.phrase(answer.status))
    let isBare = asked.method == "HEAD" || answer.status == 304
    if let pieces = answer.pieces {
      if isBare { return HTTPResponse(statusCode: status, headers: headers, body: Data()) }
      return HTTPResponse(
        statusCode: status, headers: headers, body: HTTPBodySequence(from: Pieces(next: pieces, stay: stay)))
    }
    headers[.contentLength] = String(answer.body.count)
    if isBare { return HTTPResponse(statusCode: status, headers: headers, body: Data()) }
    return HTTPResponse(
      statusCode: status, headers: headers,
      body: HTTPBodySequence(
        from: Whole(bytes: answer.body, stay: stay), count: answer.body.count, suggestedBufferSize: 1 << 16))
  }

  private func fault(of request: HTTPRequest, _ asked: ServedRequest) -> RequestFault? {
    guard request.version.rawValue == "HTTP/1.1" || request.version.rawValue == "HTTP/1.0" else {
      return RequestFault(request.version.rawValue.hasPrefix("HTTP/") ? 505 : 400, "Only HTTP/1.1 is spoken here.")
    }
    guard RequestFault.methods.contains(asked.method) else {
      return RequestFault(405, "Only GET and HEAD are answered: this server changes nothing.")
    }
    guard request.target.rawValue.utf8.count <= limits.target else {
      return RequestFault(414, "The address is longer than \(limits.target) bytes.")
    }
    guard asked.headers.reduce(0, { $0 + $1.name.utf8.count + $1.value.utf8.count }) <= limits.head else {
      return RequestFault(431, "The request's header fields are longer than \(limits.head) bytes.")
    }
    guard asked.path.first == "/" else { return RequestFault(400, "The address does not begin with a slash.") }
    if request.version == .http11, request.headers[.host] == nil {
      return RequestFault(400, "There must be a Host header.")
    }
    guard request.headers[.transferEncoding] == nil, request.headers[.contentLength] ?? "0" == "0" else {
      return RequestFault(413, "A request has no body here.")
    }
    return nil
  }

  private static func translated(_ request: HTTPRequest) -> ServedRequest {
    var path = request.target.path()
    var host = request.headers[.host] ?? ""
    var scheme: String?
    // RFC 9112 §3.2.2: a server accepts the absolute form, and its host wins over the Host field.
    for name in ["http", "https"] where path.lowercased().hasPrefix("\(name)://") {
      scheme = name
      let rest = path.dropFirst(name.count + 3)
      let slash = rest.firstIndex(of: "/") ?? rest.endIndex
      host = String(rest[..<slash])
      path = String(rest[slash...])
    }
    if path.isEmpty { path = "/" }
    if let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") { host = String(host[..<colon]) }
    let query = request.target.query()
    return ServedRequest(
      method: request.method.rawValue, scheme: scheme, host: host.lowercased(), path: path,
      query: query.isEmpty ? nil : query, headers: request.headers.map { ($0.key.rawValue, $0.value) })
  }
}

/// A body that is sent at one go; its client counts as served until the last byte is taken.
private struct Whole: AsyncBufferedSequence, AsyncBufferedIteratorProtocol {
  var bytes: [UInt8]
  let stay: Doorkeeper.Stay?
  private var sent = 0

  init(bytes: [UInt8], stay: Doorkeeper.Stay?) {
    self.bytes = bytes
    self.stay = stay
  }

  func makeAsyncIterator() -> Whole { self }

  mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

  mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
    guard sent < bytes.count else { return nil }
    let piece = bytes[sent...].prefix(count)
    sent = piece.endIndex
    return piece
  }
}

/// A body that goes on as long as its closure gives something.
private struct Pieces: AsyncBufferedSequence, AsyncBufferedIteratorProtocol {
  let next: ServedResponse.Pieces
  let stay: Doorkeeper.Stay?

  func makeAsyncIterator() -> Pieces { self }

  mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

  mutating func nextBuffer(suggested count: Int) async throws -> [UInt8]? {
    // An empty piece would end a chunked body (RFC 9112 §7.1).
    while let piece = try await next() {
      if !piece.isEmpty { return piece }
    }
    return nil
  }
}

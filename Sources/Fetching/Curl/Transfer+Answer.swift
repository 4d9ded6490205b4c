import CCurl
import Glibc
import Model

extension Transfer {
  /// What came of the request: a page when the answer is complete and sound.
  func answer(to request: Request, result: CURLcode) -> Result<Page, FetchError> {
    let subject = request.address.href
    guard let handle else { return .failure(FetchError(.failed, subject: subject, cause: "no handle")) }
    func failure(_ code: FetchError.Code, _ cause: String) -> Result<Page, FetchError> {
      .failure(FetchError(code, subject: subject, cause: cause))
    }
    if let refusal = unsafe state.pointee.refusal { return failure(refusal.code, refusal.cause) }
    // A write that we ended ourselves is reported as one that failed.
    guard unsafe result == CURLE_OK || state.pointee.hasEnough else {
      if unsafe state.pointee.sawSpecialAddress, result == CURLE_COULDNT_CONNECT {
        return failure(.privateAddress, "the host's address is private or special")
      }
      let meaning = meaning(of: result, handle)
      return failure(meaning.code, meaning.cause)
    }
    let head = unsafe AnswerHead(state.pointee.head.span)
    if let violation = head.violation { return failure(.protocolViolation, violation) }
    let status = handle.number(CURLINFO_RESPONSE_CODE)
    guard status >= 200 else { return failure(.protocolViolation, "no final answer") }
    let body = unsafe state.pointee.body
    // The page alone holds the bytes from here on: nobody copies them.
    unsafe state.pointee.body = []
    let page = Page(
      address: request.address, status: status, headers: head.headers,
      body: body, fetched: Transfer.now(),
      bytesOnWire: handle.offset(CURLINFO_SIZE_DOWNLOAD_T))
    return .success(page)
  }

  /// What libcurl's result means, where its code alone does not say it.
  private func meaning(of result: CURLcode, _ handle: CurlHandle) -> (code: FetchError.Code, cause: String) {
    var meaning = CurlCode.translate(result)
    let words = unsafe String(cString: self.words)
    if !words.isEmpty { meaning.cause = words }
    let isConnected = handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
    switch result {
    case CURLE_OPERATION_TIMEDOUT:
      // libcurl reports its low-speed limit as a time-out like any other; the clock tells them apart, but for the
      // millisecond by which its timers may be early.
      let seconds = Double(handle.offset(CURLINFO_TOTAL_TIME_T)) / 1e6
      if isConnected, seconds + 0.05 < totalTimeout { meaning.code = .tooSlow }
    case CURLE_COULDNT_CONNECT:
      // Through a proxy nobody else is connected to.
      if isProxied { meaning.code = .proxy }
    case CURLE_UNSUPPORTED_PROTOCOL:
      // Before a connection the address is at fault, after it the answer: no HTTP, or HTTP/0.9.
      if isConnected { meaning.code = .protocolViolation }
    case CURLE_RECV_ERROR:
      // libcurl 7.88 gives broken chunks this code too (transfer.c, "chunked-encoding").
      if words.contains("chunk") { meaning.code = .protocolViolation }
    default: break
    }
    return meaning
  }

  private static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

import CCurl
import Glibc
import Model

extension Transfer {
  /// What came of the request: a page when the answer is complete and sound.
  func answer(to request: Request, result: CURLcode) -> Result<Page, FetchError> {
    let subject = request.address.href
    func failure(_ code: FetchError.Code, _ cause: String) -> Result<Page, FetchError> {
      .failure(FetchError(code, subject: subject, cause: cause))
    }
    if let refusal = unsafe state.pointee.refusal { return failure(refusal.code, refusal.cause) }
    guard result == CURLE_OK else {
      if unsafe state.pointee.sawSpecialAddress, result == CURLE_COULDNT_CONNECT {
        return failure(.privateAddress, "the host's address is private or special")
      }
      let meaning = CurlCode.translate(result)
      if meaning.code == .timeout { return failure(timeoutCode, meaning.cause) }
      return failure(meaning.code, meaning.cause)
    }
    let head = unsafe AnswerHead(state.pointee.head[...])
    if let violation = head.violation { return failure(.protocolViolation, violation) }
    let status = handle.number(CURLINFO_RESPONSE_CODE)
    guard status >= 200 else { return failure(.protocolViolation, "no final answer") }
    let page = Page(
      requested: request.address, address: request.address, status: status, headers: head.headers,
      body: unsafe Transfer.copy(state.pointee.body), fetched: Transfer.now(),
      bytesOnWire: handle.offset(CURLINFO_SIZE_DOWNLOAD_T))
    return .success(page)
  }

  /// libcurl reports its low-speed limit as a time-out like any other; what came before tells them apart.
  private var timeoutCode: FetchError.Code {
    let isConnected = handle.offset(CURLINFO_PRETRANSFER_TIME_T) > 0
    let seconds = Double(handle.offset(CURLINFO_TOTAL_TIME_T)) / 1e6
    return isConnected && seconds < totalTimeout ? .tooSlow : .timeout
  }

  /// An array of exactly the body's size: the buffer itself stays for the next answer.
  private static func copy(_ body: [UInt8]) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: body.count) { buffer, count in
      unsafe body.withUnsafeBufferPointer { unsafe _ = buffer.update(fromContentsOf: $0) }
      count = body.count
    }
  }

  private static func now() -> Instant {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

import CCurl

/// The one table that translates libcurl's result codes.
enum CurlCode {
  static func translate(_ code: CURLcode) -> (code: FetchError.Code, cause: String) {
    let meaning: FetchError.Code =
      switch code {
      case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL: .badAddress
      case CURLE_COULDNT_RESOLVE_HOST: .dns
      case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
      case CURLE_COULDNT_CONNECT, CURLE_INTERFACE_FAILED: .connect
      case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
        CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_INVALIDCERTSTATUS:
        .tls
      case CURLE_OPERATION_TIMEDOUT: .timeout
      case CURLE_WEIRD_SERVER_REPLY, CURLE_TOO_MANY_REDIRECTS, CURLE_CHUNK_FAILED,
        // What libcurl 7.88 makes of a head that begins with a folded line.
        CURLE_BAD_FUNCTION_ARGUMENT:
        .protocolViolation
      case CURLE_BAD_CONTENT_ENCODING: .encoding
      // A server that closes a shared connection ends the streams on it: they fare better on a new one.
      case CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM: .truncated
      case CURLE_SEND_ERROR, CURLE_RECV_ERROR: .reset
      case CURLE_GOT_NOTHING: .empty
      case CURLE_FILESIZE_EXCEEDED: .tooLarge
      default: .failed
      }
    let words = unsafe curl_easy_strerror(code).map { unsafe String(cString: $0) } ?? "libcurl error \(code.rawValue)"
    return (meaning, words)
  }
}

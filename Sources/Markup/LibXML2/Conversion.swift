import CLibXML2

/// Converts the multi-byte charsets of East Asia through the system's `iconv`.
///
/// The C library stops at the first bad byte; here it becomes U+FFFD and the conversion goes on behind it.
@safe struct Conversion: ~Copyable {
  private let handle: iconv_t

  /// Names under which glibc knows the standard's charsets; each is the superset that browsers mean.
  private static let systemNames: [String: [String]] = [
    "shift_jis": ["CP932", "SHIFT_JIS"], "euc-jp": ["EUC-JP-MS", "EUC-JP"], "iso-2022-jp": ["ISO-2022-JP"],
    "gbk": ["GB18030"], "gb18030": ["GB18030"], "big5": ["BIG5-HKSCS", "BIG5"], "euc-kr": ["UHC", "EUC-KR"],
  ]

  /// Opens the conversion from a charset, or gives `nil` where the system has none.
  init?(from charset: Charset) {
    guard let names = Conversion.systemNames[charset.name] else { return nil }
    for name in names {
      let opened = unsafe iconv_open("UTF-8", name)
      if unsafe opened != iconv_t(bitPattern: -1), let opened = unsafe opened {
        unsafe handle = opened
        return
      }
    }
    return nil
  }

  deinit { _ = unsafe iconv_close(handle) }

  /// The bytes as UTF-8, and how many of them are no characters of the charset.
  func utf8(from bytes: ArraySlice<UInt8>) -> (text: [UInt8], undecodable: Int) {
    var input = Array(bytes)
    var text: [UInt8] = []
    text.reserveCapacity(input.count * 3 / 2 + 16)
    var undecodable = 0
    var buffer = [UInt8](repeating: 0, count: 16_384)
    let count = input.count
    unsafe input.withUnsafeMutableBytes { source in
      guard let base = source.baseAddress else { return }
      var next: UnsafeMutablePointer<CChar>? = unsafe base.assumingMemoryBound(to: CChar.self)
      var left = count
      while left > 0 {
        var written = 0
        var failed = false
        unsafe buffer.withUnsafeMutableBytes { target in
          guard let start = target.baseAddress else { return }
          var out: UnsafeMutablePointer<CChar>? = unsafe start.assumingMemoryBound(to: CChar.self)
          var room = target.count
          let result = unsafe iconv(handle, &next, &left, &out, &room)
          failed = stance_iconv_failed(result) != 0
          written = target.count - room
        }
        text.append(contentsOf: buffer[..<written])
        if failed, written < buffer.count - 8, left > 0, let here = unsafe next {
          // Bad or cut-off sequence. An ASCII byte that follows a bad lead byte stays text (Encoding standard §11…14).
          text.append(contentsOf: [0xEF, 0xBF, 0xBD])
          undecodable += 1
          unsafe next = here + 1
          left -= 1
        }
      }
      var out: UnsafeMutablePointer<CChar>?
      var room = 0
      _ = unsafe iconv(handle, nil, nil, &out, &room)
    }
    return (text, undecodable)
  }
}

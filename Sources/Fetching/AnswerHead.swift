import Model

/// The header fields of one HTTP answer, read strictly from the lines that libcurl hands on.
///
/// libcurl 7.88 lets pass what a cautious client should not: two different lengths, a carriage return inside a value,
/// a transfer coding that nobody asked for, a head that ends with the connection.
struct AnswerHead {
  /// The fields in their order, names as sent.
  var headers: [Header] = []
  /// What breaks HTTP, in a few words; `nil` when nothing does.
  var violation: String?

  /// Reads the head of the last answer in `lines`.
  ///
  /// - Parameter lines: every line as it came, ends of line included, interim answers (1xx) too.
  init(_ lines: ArraySlice<UInt8>) {
    var start = lines.startIndex
    var isComplete = false
    var isFirst = true
    while start < lines.endIndex {
      let end = lines[start...].firstIndex(of: AnswerHead.lineFeed) ?? lines.endIndex
      var line = lines[start..<end]
      if line.last == AnswerHead.carriageReturn { line.removeLast() }
      start = end == lines.endIndex ? end : end + 1
      if isFirst || (isComplete && AnswerHead.isStatusLine(line)) {
        // A new answer: what an interim one said is forgotten.
        headers.removeAll(keepingCapacity: true)
        violation = nil
        isComplete = false
        isFirst = false
        if line.contains(0) { violation = "a NUL byte in the status line" }
        continue
      }
      if line.isEmpty {
        isComplete = true
        continue
      }
      read(line)
    }
    if !isComplete, violation == nil { violation = "the header fields end without an empty line" }
    if violation == nil { violation = lengthViolation ?? transferViolation }
  }

  private mutating func read(_ line: ArraySlice<UInt8>) {
    for byte in line where byte == AnswerHead.carriageReturn || byte == 0 {
      violation = byte == 0 ? "a NUL byte in a header field" : "a carriage return in a header field"
      return
    }
    if let first = line.first, first == AnswerHead.space || first == AnswerHead.tab {
      // Obsolete line folding (RFC 9112 §5.2): a user agent replaces it by a space. Before any field it is ignored.
      guard let last = headers.indices.last else { return }
      let more = AnswerHead.text(AnswerHead.trimmed(line))
      if !more.isEmpty { headers[last].value += headers[last].value.isEmpty ? more : " " + more }
      return
    }
    guard let colon = line.firstIndex(of: AnswerHead.colon), colon > line.startIndex else {
      violation = "a header field without a colon"
      return
    }
    headers.append(
      Header(
        name: AnswerHead.text(AnswerHead.trimmed(line[..<colon])),
        value: AnswerHead.text(AnswerHead.trimmed(line[(colon + 1)...]))))
  }

  /// Different lengths, or one that is no number (RFC 9112 §6.3): somebody on the way is being fooled.
  private var lengthViolation: String? {
    if headers.contains(where: { $0.isNamed("Transfer-Encoding") }) { return nil }
    var length: Int?
    for header in headers where header.isNamed("Content-Length") {
      for part in header.value.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false) {
        let digits = AnswerHead.trimmed(ArraySlice(part))
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }), let number = Int(AnswerHead.text(digits))
        else { return "a Content-Length that is no number" }
        if let length, length != number { return "two different Content-Lengths" }
        length = number
      }
    }
    return nil
  }

  /// A transfer coding other than `chunked` (RFC 9112 §6.1): we sent no `TE`, so none is allowed.
  private var transferViolation: String? {
    for header in headers where header.isNamed("Transfer-Encoding") {
      for part in header.value.utf8.split(separator: UInt8(ascii: ",")) {
        let coding = AnswerHead.text(AnswerHead.trimmed(ArraySlice(part))).lowercased()
        if !["chunked", "identity", ""].contains(coding) { return "a transfer coding that was not asked for" }
      }
    }
    return nil
  }

  /// UTF-8 where the bytes are UTF-8, else ISO 8859-1, so that no byte is lost (RFC 9110 §5.5).
  static func text(_ bytes: ArraySlice<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }

  static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var bytes = bytes
    while let first = bytes.first, first == space || first == tab { bytes.removeFirst() }
    while let last = bytes.last, last == space || last == tab { bytes.removeLast() }
    return bytes
  }

  static func isStatusLine(_ line: ArraySlice<UInt8>) -> Bool { line.starts(with: [72, 84, 84, 80, 47]) }

  static let lineFeed: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let space: UInt8 = 32
  static let tab: UInt8 = 9
  static let colon: UInt8 = 58
}

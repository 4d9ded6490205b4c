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
  init(_ lines: Span<UInt8>) {
    headers.reserveCapacity(16)
    var start = 0
    var isComplete = false
    var isFirst = true
    while start < lines.count {
      var end = start
      while end < lines.count, lines[end] != AnswerHead.lineFeed { end += 1 }
      let next = end == lines.count ? end : end + 1
      if end > start, lines[end - 1] == AnswerHead.carriageReturn { end -= 1 }
      let line = lines.extracting(start..<end)
      start = next
      if isFirst || (isComplete && AnswerHead.isStatusLine(line)) {
        // A new answer: what an interim one said is forgotten.
        headers.removeAll(keepingCapacity: true)
        violation = AnswerHead.contains(0, line) ? "a NUL byte in the status line" : nil
        isComplete = false
        isFirst = false
      } else if line.isEmpty {
        isComplete = true
      } else {
        read(line)
      }
    }
    if !isComplete, violation == nil { violation = "the header fields end without an empty line" }
    if violation == nil { violation = lengthViolation ?? transferViolation }
  }

  private mutating func read(_ line: Span<UInt8>) {
    if AnswerHead.contains(0, line) {
      violation = "a NUL byte in a header field"
      return
    }
    if AnswerHead.contains(AnswerHead.carriageReturn, line) {
      violation = "a carriage return in a header field"
      return
    }
    if line[0] == AnswerHead.space || line[0] == AnswerHead.tab {
      // Obsolete line folding (RFC 9112 §5.2): a user agent replaces it by a space. Before any field it is ignored.
      guard let last = headers.indices.last else { return }
      let more = AnswerHead.text(line)
      if !more.isEmpty { headers[last].value += headers[last].value.isEmpty ? more : " " + more }
      return
    }
    var colon = 0
    while colon < line.count, line[colon] != AnswerHead.colon { colon += 1 }
    guard colon > 0, colon < line.count else {
      violation = "a header field without a colon"
      return
    }
    headers.append(
      Header(
        name: AnswerHead.text(line.extracting(0..<colon)),
        value: AnswerHead.text(line.extracting((colon + 1)..<line.count))))
  }

  /// Different lengths, or one that is no number (RFC 9112 §6.3): somebody on the way is being fooled.
  private var lengthViolation: String? {
    if headers.contains(where: { $0.isNamed("Transfer-Encoding") }) { return nil }
    var length: Int?
    for header in headers where header.isNamed("Content-Length") {
      for part in header.value.split(separator: ",", omittingEmptySubsequences: false) {
        let digits = part.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits) else {
          return "a Content-Length that is no number"
        }
        if let length, length != number { return "two different Content-Lengths" }
        length = number
      }
    }
    return nil
  }

  /// A transfer coding other than `chunked` (RFC 9112 §6.1): we sent no `TE`, so none is allowed.
  private var transferViolation: String? {
    for header in headers where header.isNamed("Transfer-Encoding") {
      for part in header.value.split(whereSeparator: { $0 == "," || $0 == " " || $0 == "\t" }) {
        if !["chunked", "identity"].contains(part.lowercased()) { return "a transfer coding that was not asked for" }
      }
    }
    return nil
  }

  /// The bytes without blanks around them: UTF-8 where they are UTF-8, else ISO 8859-1, so that none is lost (RFC 9110
  /// §5.5).
  private static func text(_ bytes: Span<UInt8>) -> String {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == space || bytes[start] == tab { start += 1 }
    while start < end, bytes[end - 1] == space || bytes[end - 1] == tab { end -= 1 }
    if let valid = try? UTF8Span(validating: bytes.extracting(start..<end)) { return String(copying: valid) }
    var text = ""
    for position in start..<end { text.unicodeScalars.append(Unicode.Scalar(bytes[position])) }
    return text
  }

  private static func contains(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    for position in bytes.indices where bytes[position] == byte { return true }
    return false
  }

  private static func isStatusLine(_ line: Span<UInt8>) -> Bool {
    // "HTTP/"
    line.count >= 5 && line[0] == 72 && line[1] == 84 && line[2] == 84 && line[3] == 80 && line[4] == 47
  }

  static let lineFeed: UInt8 = 10
  static let carriageReturn: UInt8 = 13
  static let space: UInt8 = 32
  static let tab: UInt8 = 9
  static let colon: UInt8 = 58
}

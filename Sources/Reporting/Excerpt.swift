import Model

/// The words that show best what a voice says: the sentence around its strongest evidence.
enum Excerpt {
  /// A sentence or two of a voice, white space folded.
  ///
  /// - Parameter limit: about so many bytes; longer sentences are cut by the caller.
  static func words(of voice: Voice, _ reading: Reading, limit: Int = 180) -> String {
    let bytes = Array(voice.text.utf8)
    let side = reading.stance == .quitting ? -1.0 : reading.stance == .defending ? 1.0 : 0
    let evidence = reading.evidence.filter { $0.place == .text && $0.weight * side > 0 && $0.start < bytes.count }
      .max { abs($0.weight) < abs($1.weight) }
    let anchor = max(0, evidence?.start ?? 0)
    var start = anchor
    while start > 0, !isEnd(bytes, start - 1), anchor - start < limit { start -= 1 }
    let isCut = start > 0 && !isEnd(bytes, start - 1)
    if isCut { while start < anchor, bytes[start] != 0x20 { start += 1 } }
    var end = anchor
    while end < bytes.count, end - start < 2 * limit {
      end += 1
      if isEnd(bytes, end - 1), end > anchor + 1 {
        // A short sentence takes the next one along.
        if end - start >= limit / 3 || bytes[end - 1] == 0x0a { break }
      }
    }
    while end < bytes.count, bytes[end] & 0xc0 == 0x80 { end += 1 }
    while start < end, bytes[start] & 0xc0 == 0x80 { start += 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    let folded = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return (isCut ? "… " : "") + folded
  }

  /// Whether a sentence ends at this byte: a full stop, mark or line end that a space follows.
  private static func isEnd(_ bytes: [UInt8], _ position: Int) -> Bool {
    switch bytes[position] {
    case 0x0a: true
    case 0x2e, 0x21, 0x3f: position + 1 >= bytes.count || bytes[position + 1] == 0x20 || bytes[position + 1] == 0x0a
    default: false
    }
  }
}

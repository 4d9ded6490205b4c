public import Model

/// Reads the times that pages, feeds and people write.
///
/// Precision is never invented: a text that names a day gives a day. Zones are kept where they are stated.
public enum Dateline {
  /// The longest text, in UTF-8 bytes, that can be a date and nothing else.
  static let longestDate = 200

  /// Reads what a machine wrote: ISO 8601, RFC 3339, RFC 822 and its heirs, asctime, Unix seconds or milliseconds.
  public static func timestamp(fromMachine text: String, source: Timestamp.Source) -> Timestamp? {
    guard text.utf8.count <= longestDate else { return nil }
    return timestamp(fromMachine: Array(text.utf8), source: source)
  }

  /// The same for a text as bytes.
  public static func timestamp(fromMachine bytes: [UInt8], source: Timestamp.Source) -> Timestamp? {
    guard bytes.count <= longestDate else { return nil }
    if let time = MachineTime.iso8601(bytes, source: source) ?? MachineTime.unix(bytes, source: source) { return time }
    return whole(bytes, dayFirst: nil, isStrict: true)?.timestamp(source: source)
  }

  /// Reads a text that is a date as people write it, and nothing else.
  ///
  /// "Nov 14th, 2011 at 2:30 pm", "14.11.2011 09:30", "14 novembre 2011". Where numbers leave open which is the day,
  /// `dayFirst` decides, then what is possible, then the custom: dots put the day first, all else the month.
  /// `isAmbiguous(_:)` tells such dates.
  public static func timestamp(fromHuman text: String, source: Timestamp.Source, dayFirst: Bool? = nil) -> Timestamp? {
    guard text.utf8.count <= longestDate else { return nil }
    return timestamp(fromHuman: Array(text.utf8), source: source, dayFirst: dayFirst)
  }

  /// The same for a text as bytes.
  public static func timestamp(fromHuman bytes: [UInt8], source: Timestamp.Source, dayFirst: Bool? = nil) -> Timestamp?
  {
    guard bytes.count <= longestDate else { return nil }
    return whole(bytes, dayFirst: dayFirst, isStrict: false)?.timestamp(source: source)
  }

  /// Whether a date leaves open which of its numbers is the day: 11/12/2011.
  public static func isAmbiguous(_ text: String) -> Bool {
    guard text.utf8.count <= longestDate else { return false }
    return whole(Array(text.utf8), dayFirst: nil, isStrict: false)?.isAmbiguous ?? false
  }

  /// Finds the first plausible date inside a longer text.
  ///
  /// Only days count, of the years 1990 to 2039; in a text of less than 100 bytes a month with its year counts
  /// where there is no day. The first 65,536 bytes are read.
  public static func timestamp(
    in text: String, source: Timestamp.Source, dayFirst: Bool? = nil
  ) -> Timestamp? {
    if holdsNoDay(text.utf8Span.span) { return nil }
    var search = DateSearch(text, dayFirst: dayFirst)
    return search.first(source: source)
  }

  /// Reads a time that is told from now: "3 weeks ago", "yesterday at 1:20 pm", "vor 2 Tagen".
  public static func timestamp(relative text: String, now: Instant) -> Timestamp? {
    guard text.utf8.count <= longestDate else { return nil }
    return RelativeTime(DateTokenizer.tokens(in: Array(text.utf8), limit: 40)).timestamp(now: now)
  }

  /// Reads the date in an address's path: `/2011/11/14/why-i-quit`, `/2011/11/why.html`, `/20111114/`.
  public static func timestamp(inPath path: String) -> Timestamp? { PathDate.timestamp(in: path) }

  /// Reads a text that is a date as people write it, or else a time told from now, and nothing else.
  ///
  /// - Parameters:
  ///   - dayFirst: which of two numbers is the day, where both can be; the other order is read where this gives nothing
  ///     that is believed.
  ///   - isPlausible: whether a date is believed.
  public static func timestamp(
    shown text: Span<UInt8>, source: Timestamp.Source, now: Instant, dayFirst: Bool? = nil,
    isPlausible: (Timestamp) -> Bool
  ) -> Timestamp? {
    guard text.count <= longestDate else { return nil }
    let tokens = DateTokenizer.tokens(in: unsafe text.withUnsafeBufferPointer { unsafe Array($0) }, limit: 48)
    if !holdsNoDay(text), let date = whole(tokens, dayFirst: dayFirst, isStrict: false) {
      if let time = date.timestamp(source: source), isPlausible(time) { return time }
      if date.isAmbiguous, let dayFirst,
        let time = whole(tokens, dayFirst: !dayFirst, isStrict: false)?.timestamp(source: source), isPlausible(time)
      {
        return time
      }
    }
    return RelativeTime(tokens.count > 40 ? Array(tokens[..<40]) : tokens).timestamp(now: now)
  }

  /// Whether a short text surely names no day: its only number has three digits, as in "Ann 123".
  static func holdsNoDay(_ text: Span<UInt8>) -> Bool {
    guard text.count <= longestDate else { return false }
    var first = -1
    var last = -1
    for index in text.indices {
      let byte = text[index]
      if byte >= 0x80 { return false }
      guard byte >= 0x30, byte <= 0x39 else { continue }
      if first < 0 { first = index }
      last = index
      if last - first > 2 { return false }
    }
    return first >= 0 && last - first == 2 && text[first + 1] >= 0x30 && text[first + 1] <= 0x39
  }

  private static func whole(_ bytes: [UInt8], dayFirst: Bool?, isStrict: Bool) -> DateAssembly? {
    whole(DateTokenizer.tokens(in: bytes, limit: 48), dayFirst: dayFirst, isStrict: isStrict)
  }

  private static func whole(_ tokens: [DateToken], dayFirst: Bool?, isStrict: Bool) -> DateAssembly? {
    guard !tokens.isEmpty, tokens.contains(where: { $0.kind == .number }) else { return nil }
    // A minus in front is a year before the common era, as in WordPress' zero date: -0001-11-30.
    if isStrict, tokens[0].kind == .mark { return nil }
    return DateAssembly.whole(DateReader(tokens: tokens, dayFirst: dayFirst, isStrict: isStrict))
  }
}

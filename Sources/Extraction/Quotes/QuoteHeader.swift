import Markup
import Model

/// The rule that reads the line which boards, mail and themes put above quoted words.
///
/// Examples: `Ann wrote:` · `Originally Posted by Ann` · `Quote from: Ann on May 3, 2012, 04:00:12 pm` · `Zitat von »Ann«` ·
/// `On 5/3/2012 at 4:00 PM, Ann said:` · `(05-03-2012, 04:00 PM)Ann Wrote:` · `Quote:`.
struct QuoteHeader {
  /// Who is quoted; `nil` where the line names nobody.
  var speaker: String?

  /// Longest line in bytes that is read as a header.
  static let limit = 160

  /// Words that begin such a line, whatever follows them.
  private static let openings = WordIndex([
    "originally posted by", "originally written by", "quote from:", "quote from", "quote by", "quoting", "quote (",
    "quote:", "zitat von", "zitat:", "zitat (", "ursprünglich geschrieben von", "original von", "citation de",
    "citation :", "citation:", "envoyé par", "posté par", "cita de", "cita:", "iniciado por",
    "originalmente publicado por", "citazione di", "citazione:", "originariamente inviato da", "citat från", "citat:",
    "citat fra", "cytat:", "quote originally posted by", "citaat van", "citeer", "citação de",
  ])
  /// Words that end it, before a colon.
  private static let endings = WordIndex(
    [
      "wrote", "writes", "said", "says", "schrieb", "schreibt", "hat geschrieben", "sagte", "a écrit", "écrit", "a dit",
      "escribió", "dijo", "escreveu", "disse", "ha scritto", "scriveva", "schreef", "skrev", "napisał", "napisał(a)",
      "kirjoitti", "написал", "написал(а)", "пишет", "posted",
    ], by: .last)

  /// Reads a line whose white space is folded; `nil` where it is no header.
  init?(_ line: [UInt8], now: Instant) {
    guard !line.isEmpty, line.count <= QuoteHeader.limit else { return nil }
    let line = QuoteHeader.withoutTime(line, now: now)
    let span = line.span
    var range = Edges.trimmed(0..<line.count, in: span, keepingBrackets: true)
    let hasColon = line[range.upperBound...].contains(0x3a)
    if let length = QuoteHeader.openings.length(at: range.lowerBound, upTo: range.upperBound, in: span) {
      let isWhole =
        line[range.lowerBound + length - 1] >= 0x80 || !QuoteHeader.isLetter(line[range.lowerBound + length - 1])
      let next = range.lowerBound + length
      guard isWhole || next >= range.upperBound || !QuoteHeader.isLetter(line[next]) else { return nil }
      range = Edges.trimmed(next..<range.upperBound, in: span, keepingBrackets: true)
      speaker = QuoteHeader.name(Array(line[range]), now: now)
      return
    }
    // NodeBB: "@ann said in Goodbye:".
    if hasColon, let verb = QuoteHeader.verb(before: range, in: span),
      let name = QuoteHeader.name(Array(line[range.lowerBound..<verb]), now: now)
    {
      speaker = name
      return
    }
    guard hasColon,
      QuoteHeader.endings.length(
        endingAt: range.upperBound, from: range.lowerBound, in: span,
        where: { place, _ in
          span[place - 1] <= 0x20
        }) != nil
    else { return nil }
    guard let name = QuoteHeader.name(Array(line[range]), now: now) else { return nil }
    speaker = name
  }

  /// Where a verb stands that "in" and a title follow.
  private static func verb(before range: Range<Int>, in line: Span<UInt8>) -> Int? {
    guard range.count > 8, line[range.lowerBound] == 0x40 else { return nil }
    for index in range where line[index] == 0x20 {
      guard places.length(at: index, upTo: range.upperBound, in: line) != nil,
        let length = endings.length(
          endingAt: index, from: range.lowerBound, in: line, where: { place, _ in line[place - 1] <= 0x20 })
      else { continue }
      return index - length
    }
    return nil
  }

  private static let places = WordIndex([" in ", " em ", " en ", " dans ", " i ", " su ", " w ", " в ", " på "])

  /// A header without the time behind its colon: "Ann wrote: ↑ Wed Nov 14, 2012 9:05 am".
  private static func withoutTime(_ line: [UInt8], now: Instant) -> [UInt8] {
    guard let colon = line.firstIndex(of: 0x3a), colon > 2, colon + 8 < line.count else { return line }
    let rest = Edges.trimmed(colon + 1..<line.count, in: line.span)
    return CommentTime.visible(line.span.extracting(rest), now: now) == nil ? line : Array(line[...colon])
  }

  /// The name in what is left of a header.
  private static func name(_ line: [UInt8], now: Instant) -> String? {
    guard !line.isEmpty else { return nil }
    // "Ann, on 03 May 2012 - 04:00 PM, said"
    let beforeComma = line.prefix { $0 != 0x2c }
    let opening = beforeComma.contains { $0 >= 0x30 && $0 <= 0x39 } ? nil : Byline.name(line: Array(beforeComma))
    guard let name = Byline.read(line: line, now: now).author ?? opening else { return nil }
    let plain = name.drop { "»«\"“”„'".contains($0) }
    guard let last = plain.lastIndex(where: { !"»«\"“”„':".contains($0) }), Words.count(name) <= 6 else { return nil }
    return Attribution.clean(String(plain[...last]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7a }
}

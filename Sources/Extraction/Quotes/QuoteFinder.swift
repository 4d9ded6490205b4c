import Markup
import Model

/// Finds the words of other people inside a voice, with who is quoted.
struct QuoteFinder {
  /// The voice that quotes.
  let voice: Voice
  /// What relative addresses are relative to.
  let page: PageContext
  private let bytes: [UInt8]

  /// Makes a finder for a voice whose text, id and address are final.
  init(_ voice: Voice, page: PageContext) {
    self.voice = voice
    self.page = page
    bytes = Array(voice.text.utf8)
  }

  /// What was found in one voice.
  struct Finding {
    /// Ranges of the voice's text in bytes that are other people's words, sorted and apart.
    var quoted: [Range<Int>] = []
    /// The quotes as voices of their own, in the order of the text.
    var voices: [Voice] = []
  }

  /// One quotation, before it becomes a voice.
  private struct Quotation {
    var range: Range<Int>
    var words: Range<Int>
    var speaker: String?
    var address: String?
  }

  /// Fewest words that make a quotation of words in quotation marks.
  private static let fewestWords = 4

  /// Whether words hold a sign that a quotation begins with, so that they have to be read.
  static func mayQuote(_ text: Span<UInt8>) -> Bool {
    var index = 0
    while index + 8 <= text.count {
      let lanes = ByteLanes(text, at: index)
      if lanes.high | lanes.equal(to: 0x22) | lanes.equal(to: 0x3e) != 0 { return true }
      index += 8
    }
    while index < text.count {
      if text[index] >= 0x80 || text[index] == 0x22 || text[index] == 0x3e { return true }
      index += 1
    }
    return false
  }

  /// The quotations in the voice: those that markup names and those that only the words show.
  func finding(_ sites: [QuoteSite]) -> Finding {
    var found: [Quotation] = []
    for (position, site) in sites.enumerated() where !site.range.isEmpty && site.range.upperBound <= bytes.count {
      let floor = position > 0 ? sites[position - 1].range.upperBound : 0
      if let quotation = quotation(site, floor: floor) { found.append(quotation) }
    }
    let blocks = sites.map(\.range)
    found += citedLines(outside: blocks)
    found += inMarks(outside: blocks + found.map(\.range))
    found.sort { $0.range.lowerBound < $1.range.lowerBound }
    return finding(found)
  }

  private func finding(_ found: [Quotation]) -> Finding {
    var finding = Finding()
    var seen: [String: Int] = [:]
    var end = 0
    for quotation in found where quotation.range.lowerBound >= end {
      end = quotation.range.upperBound
      let text = unmarked(quotation.words)
      if text.isEmpty { continue }
      finding.quoted.append(quotation.range)
      let repetition = seen[text, default: 0]
      seen[text] = repetition + 1
      var quote = Voice(
        id: VoiceID.quote(in: voice.id, text: text, repetition: repetition), kind: .quote, url: voice.url, text: text,
        parent: voice.id, depth: voice.depth, language: voice.language)
      quote.speaker = quotation.speaker
      quote.speakerURL = quotation.address.flatMap { page.absoluteWithFragment($0) }
      finding.voices.append(quote)
    }
    return finding
  }

  /// The words of a range without the ">" that marks cited lines.
  private func unmarked(_ range: Range<Int>) -> String {
    let text = String(decoding: bytes[range], as: UTF8.self)
    guard text.hasPrefix(">") else { return Words.trimmed(text) }
    var lines: [String] = []
    for line in bytes[range].split(separator: 0x0a, omittingEmptySubsequences: false) {
      lines.append(String(decoding: line.drop { $0 == 0x3e || $0 == 0x20 }, as: UTF8.self))
    }
    return Words.trimmed(lines.joined(separator: "\n"))
  }

  /// A quotation that an element marks.
  private func quotation(_ site: QuoteSite, floor: Int) -> Quotation? {
    var words = site.range
    var speaker = site.speaker
    if let header = site.header, header.lowerBound == words.lowerBound, header.upperBound < words.upperBound {
      words = header.upperBound..<words.upperBound
    }
    if let credit = site.credit {
      speaker = speaker ?? Attribution.credited(bytes[credit])
      if credit.lowerBound > words.lowerBound, credit.upperBound <= words.upperBound {
        words = words.lowerBound..<credit.lowerBound
      }
    }
    if !site.isInline, speaker == nil, let dash = lastDash(words) {
      speaker = Attribution.dashed(bytes[dash..<words.upperBound])
      if speaker != nil { words = words.lowerBound..<dash }
    }
    words = trimmed(words)
    guard !words.isEmpty else { return nil }
    if site.isInline, Words.count(String(decoding: bytes[words], as: UTF8.self)) < QuoteFinder.fewestWords {
      return nil
    }
    if speaker == nil {
      speaker = self.speaker(before: site.range.lowerBound, floor: floor, isInline: site.isInline)
    }
    if speaker == nil { speaker = Attribution.speaker(behind: behind(site.range.upperBound, site.isInline)) }
    return Quotation(range: site.range, words: words, speaker: speaker, address: site.address)
  }

  /// Who is named right before a position: by a header of a board, or by the sentence.
  private func speaker(before position: Int, floor: Int, isInline: Bool) -> String? {
    let text = before(position, floor: floor, isInline)
    if !isInline {
      let start = text.lastIndex(of: 0x0a).map { $0 + 1 } ?? text.startIndex
      if let header = QuoteHeader(Array(text[start...]), now: page.fetched), let name = header.speaker { return name }
    }
    return Attribution.speaker(before: text)
  }

  /// Where the credit behind the last dash of a block quote begins: on a line of its own, or behind a sentence's end.
  private func lastDash(_ range: Range<Int>) -> Int? {
    var index = range.upperBound - 3
    let floor = max(range.lowerBound + 1, range.upperBound - 160)
    while index >= floor {
      let isLong = bytes[index] == 0xe2 && bytes[index + 1] == 0x80 && (0x93...0x95).contains(bytes[index + 2])
      let isShort = (bytes[index] == 0x2d || bytes[index] == 0x7e) && bytes[index + 1] != 0x2d
      if isLong || isShort {
        var before = index - 1
        while before > range.lowerBound, bytes[before] == 0x20 || bytes[before] == 0x2d { before -= 1 }
        let stands = bytes[before] == 0x0a || [0x2e, 0x21, 0x3f, 0x22, 0x9d, 0x29].contains(bytes[before])
        let isApart = bytes[index - 1] <= 0x20 || [0x2e, 0x21, 0x3f, 0x22, 0x9d, 0x2d].contains(bytes[index - 1])
        // What is short behind a spaced long dash is a name even when the sentence has no full stop.
        let isNameLike =
          isLong && bytes[index - 1] == 0x20
          && Words.count(String(decoding: bytes[index + 3..<range.upperBound], as: UTF8.self)) <= 3
        if isApart && (stands && (isLong || bytes[before] == 0x0a || bytes[index + 1] == 0x20) || isNameLike) {
          return index
        }
        if isLong { return nil }
      }
      if bytes[index] == 0x0a, range.upperBound - index > 120 { return nil }
      index -= 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }

  /// What stands before a position: the paragraph before for a block, the same paragraph for words in a line.
  private func before(_ position: Int, floor: Int, _ isInline: Bool) -> ArraySlice<UInt8> {
    var end = position
    if !isInline { while end > floor, bytes[end - 1] <= 0x20 { end -= 1 } }
    return bytes[max(floor, end - 400)..<end]
  }

  private func behind(_ position: Int, _ isInline: Bool) -> ArraySlice<UInt8> {
    var start = position
    if !isInline { while start < bytes.count, bytes[start] <= 0x20 { start += 1 } }
    let rest = bytes[start..<min(bytes.count, start + 200)]
    // Only a dash credits a block from below; "Jason said" there begins something new.
    if !isInline, !(rest.starts(with: [0xe2, 0x80]) || rest.first == 0x2d || rest.first == 0x7e) {
      return rest.prefix(0)
    }
    if !isInline, rest.first == 0x2d, rest.dropFirst().first == 0x20 { return rest.prefix(0) }  // a list item
    return rest
  }

  /// Lines that begin with ">", as mail and old boards cite.
  private func citedLines(outside blocks: [Range<Int>]) -> [Quotation] {
    var found: [Quotation] = []
    var index = 0
    var start = -1
    var end = 0
    func close() {
      guard start >= 0 else { return }
      let range = start..<end
      if !blocks.contains(where: { $0.overlaps(range) }), end - start > 8 {
        found.append(
          Quotation(range: range, words: range, speaker: speaker(before: start, floor: 0, isInline: false)))
      }
      start = -1
    }
    while index < bytes.count {
      let stop = bytes[index...].firstIndex(of: 0x0a) ?? bytes.count
      if bytes[index] == 0x3e {
        if start < 0 { start = index }
        end = stop
      } else if stop > index {
        close()
      }
      index = stop + 1
    }
    close()
    return found
  }

  /// Words in quotation marks that the sentence says somebody said.
  private func inMarks(outside blocks: [Range<Int>]) -> [Quotation] {
    var found: [Quotation] = []
    var index = 0
    var floor = 0
    var retry = 0
    while index < bytes.count {
      // Nearly every byte is none that a mark or a paragraph begins with.
      if index >= retry, index + 8 <= bytes.count {
        let lanes = ByteLanes(bytes.span, at: index)
        if lanes.high | lanes.equal(to: 0x22) | lanes.below(0x20) == 0 {
          index += 8
          continue
        }
        retry = index + 8
      }
      let byte = bytes[index]
      guard byte == 0x22 || byte == 0xe2 || byte == 0xc2, let opening = QuotationMark(openingAt: index, in: bytes)
      else {
        if byte == 0x0a { floor = index + 1 }
        index += 1
        continue
      }
      let start = index + opening.length
      guard let close = opening.closing(from: start, in: bytes) else {
        index = start
        continue
      }
      let end = close + opening.closingLength
      let range = index..<end
      defer { index = end }
      if blocks.contains(where: { $0.overlaps(range) }) { continue }
      let words = trimmed(start..<close)
      if Words.count(String(decoding: bytes[words], as: UTF8.self)) < QuoteFinder.fewestWords { continue }
      let lead = bytes[max(floor, index - 300)..<index]
      let tail = bytes[end..<min(bytes.count, end + 200)]
      // A sentence that begins with the quotation names its speaker behind it.
      let speaker = Attribution.speaker(behind: tail.prefix { $0 != 0x0a }) ?? Attribution.speaker(before: lead)
      floor = end
      guard let speaker else { continue }
      found.append(Quotation(range: range, words: words, speaker: speaker))
    }
    return found
  }
}

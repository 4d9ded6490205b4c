import Datelines
import Markup
import Model

/// The rule that finds the year of times that name none: "November 5 at 8:52 am".
///
/// A comment is no older than its post, so the year is the first that puts it behind the post's own day: that of the
/// address, of the page's data, or the last line above the comments that is a date and no prose. Where the page names no
/// day, the comments keep none either.
enum YearlessTimes {
  /// Gives drafts the years of their times, or takes the times away.
  static func settle(_ drafts: inout [CommentDraft], in document: Document, page: PageContext) {
    guard drafts.indices.contains(where: { drafts[$0].facts.published?.source == .yearless }) else { return }
    let first = drafts.indices.reduce(document.count) {
      drafts[$1].nodes.isEmpty ? $0 : min($0, drafts[$1].nodes.lowerBound)
    }
    let posted = posted(in: document, before: first, page)
    for index in drafts.indices {
      guard let time = drafts[index].facts.published, time.source == .yearless else { continue }
      let moved = posted.flatMap { time.moved(from: $0) }
      drafts[index].facts.published = moved.flatMap { CommentTime.isPlausible($0, page.fetched) ? $0 : nil }
    }
  }

  /// Texts that are looked at above the comments.
  private static let most = 4000

  /// When the post was published, as far as it can be told without reading it.
  private static func posted(in document: Document, before first: Int, _ page: PageContext) -> Instant? {
    if let time = Dateline.timestamp(inPath: page.address.path), time.precision != .year { return time.instant }
    if let stated = page.stated, let time = Dateline.timestamp(fromMachine: stated, source: .meta),
      CommentTime.isPlausible(time, page.fetched)
    {
      return time.instant
    }
    var node = first - 1
    var seen = 0
    while node > 0, seen < most {
      if document.isText(node) {
        seen += 1
        let range = document.textRange(of: node)
        if range.count >= 6, range.count <= 160, TimeMarks.speaksOfTime(document.pool, range),
          let time = date(in: node, of: document, dayFirst: page.dayFirst), time.precision.rank <= 2,
          CommentTime.isPlausible(time, page.fetched)
        {
          return time.instant
        }
      } else if let time = CommentTime.machine(node, in: document, now: page.fetched), time.precision.rank <= 2 {
        return time.instant
      }
      node -= 1
    }
    return nil
  }

  /// Words that may stand behind a date: "03/04/2003 Entry".
  private static let trailing = 2
  /// Longest line that says when and not more, in bytes without white space.
  private static let longest = 90

  /// The date that a text and its neighbours in the line are, and not one that the post tells of.
  ///
  /// It is the whole line, or stands behind words that announce it or in an element whose name says so.
  private static func date(in text: Int, of document: Document, dayFirst: Bool?) -> Timestamp? {
    var outer = document.parent(of: text)
    var place = text
    var isNamed = false
    while outer > 0 {
      if !document.role(of: outer).isDisjoint(with: [.date, .meta]) { isNamed = true }
      guard document.tag(outer).textKind == .inline else { break }
      place = outer
      outer = document.parent(of: outer)
    }
    let range = CommentLines.line(around: place, in: document)
    guard document.weight(of: range, upTo: longest + 1) <= longest else { return nil }
    var line = document.line(of: range, limit: 160)
    if isNamed || DateLabel.of(line.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }) == .publication {
      return Dateline.timestamp(in: String(decoding: line, as: UTF8.self), source: .text, dayFirst: dayFirst)
    }
    for _ in 0...trailing {
      if let time = Dateline.timestamp(fromHuman: line, source: .text, dayFirst: dayFirst) { return time }
      guard let last = line.last, last != 0x2e, last != 0x21, last != 0x3f, let space = line.lastIndex(of: 0x20) else {
        return nil
      }
      line.removeSubrange(space...)
    }
    return nil
  }
}

import Datelines
import Markup
import Model

/// The rule that finds the year of times that name none: "November 5 at 8:52 am".
///
/// A comment is no older than its post, so the year is the first that puts it behind the post's own day: that of the
/// address, of the page's data, or the date that stands last above the comments. Where the page names no day, the
/// comments keep none either.
enum YearlessTimes {
  /// Gives drafts the years of their times, or takes the times away.
  static func settle(_ drafts: inout [CommentDraft], in document: Document, page: PageContext) {
    guard drafts.contains(where: { $0.facts.published?.source == .yearless }) else { return }
    let first = drafts.lazy.filter { !$0.nodes.isEmpty }.map(\.nodes.lowerBound).min() ?? document.count
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
          let time = Dateline.timestamp(in: document.string(range), source: .text, dayFirst: page.dayFirst),
          time.precision.rank <= 2, CommentTime.isPlausible(time, page.fetched)
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
}

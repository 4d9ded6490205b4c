import Datelines
import Markup
import Model

/// The rules that read when a comment was written, from an element or from words.
enum CommentTime {
  /// A time in words that hold nothing else: a date, a date with "at", "3 weeks ago".
  static func visible(_ text: String, now: Instant, dayFirst: Bool? = nil) -> Timestamp? {
    visible(text.utf8Span.span, now: now, dayFirst: dayFirst)
  }

  /// The same for a stretch of bytes.
  ///
  /// - Parameter dayFirst: whether the page puts the day before the month; `nil` where nothing tells.
  static func visible(_ bytes: Span<UInt8>, now: Instant, dayFirst: Bool? = nil) -> Timestamp? {
    let range = Edges.trimmed(0..<bytes.count, in: bytes)
    guard range.count >= 3, range.count <= 120, mayBeTime(bytes.extracting(range)) else { return nil }
    let time = Dateline.timestamp(shown: bytes.extracting(range), source: .byline, now: now, dayFirst: dayFirst) {
      isPlausible($0, now)
    }
    if time == nil, let age = ageBeforeClock(bytes.extracting(range)) {
      return Dateline.timestamp(relative: age, now: now)
    }
    return time ?? Dateline.timestamp(yearless: bytes.extracting(range), now: now, dayFirst: dayFirst)
  }

  /// The age in "37 minutes ago (12:39 PM)"; `nil` where a text is none.
  private static func ageBeforeClock(_ bytes: Span<UInt8>) -> String? {
    guard bytes.count >= 14, bytes[bytes.count - 1] == 0x29 || bytes[bytes.count - 1] == 0x4d else { return nil }
    for index in 6..<bytes.count where bytes[index] == 0x28 {
      for inner in index..<bytes.count where bytes[inner] == 0x3a { return bytes.text(0..<index).trimmed }
    }
    return nil
  }

  /// Whether words hold a digit, or a word for a time ago or for today.
  private static func mayBeTime(_ bytes: Span<UInt8>) -> Bool {
    var isPlain = true
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x30 && byte <= 0x39 { return true }
      if byte >= 0x80 { isPlain = false }
    }
    guard bytes.count <= 40 else { return false }
    return !isPlain || timeIndex.occurs(in: bytes)
  }

  private static let timeIndex = WordIndex(["ago", "day", "gestern", "heute", "now", "vor ", "hier", "ayer", "hoy"])

  /// A time from an attribute: ISO 8601, RFC 822, seconds or milliseconds since 1970, or words.
  static func attribute(
    _ text: String, source: Timestamp.Source, now: Instant, dayFirst: Bool? = nil
  ) -> Timestamp? {
    attribute(text.utf8Span.span, source: source, now: now, dayFirst: dayFirst)
  }

  /// The same for a stretch of bytes.
  static func attribute(
    _ text: Span<UInt8>, source: Timestamp.Source, now: Instant, dayFirst: Bool? = nil
  ) -> Timestamp? {
    let text = text.trimmed
    guard !text.isEmpty, text.count <= 80 else { return nil }
    if let time = Dateline.timestamp(fromMachine: text, source: source), isPlausible(time, now) { return time }
    if let time = Dateline.timestamp(fromHuman: text, source: source, dayFirst: dayFirst), isPlausible(time, now) {
      return time
    }
    return nil
  }

  /// What an element says about time: its attributes first, then its words.
  static func element(_ node: Int, in document: Document, now: Instant, dayFirst: Bool? = nil) -> Timestamp? {
    if let time = machine(node, in: document, now: now, dayFirst: dayFirst) {
      return zoned(time, byTitleOf: node, in: document, now: now)
    }
    // The first descendant that carries a machine's time, then the words.
    var inner = node + 1
    let end = min(document.end(of: node), node + 40)
    while inner < end {
      if !document.isText(inner), let time = machine(inner, in: document, now: now, dayFirst: dayFirst) {
        return zoned(time, byTitleOf: inner, in: document, now: now)
      }
      inner += 1
    }
    let words = document.line(of: node..<document.end(of: node), limit: 160)
    if let time = visible(words.span, now: now, dayFirst: dayFirst) {
      if time.source == .relative, let exact = told(besideAgeIn: node, of: document, now: now, dayFirst: dayFirst) {
        return exact
      }
      return timed(time, by: node, in: document, now: now)
    }
    if let title = document.value(.title, of: node), let time = visible(title, now: now, dayFirst: dayFirst) {
      return time
    }
    // "28.09.19" and "12:44" side by side in elements of their own.
    let parted = document.line(of: node..<document.end(of: node), limit: 160, isParted: true)
    if parted != words, let time = visible(parted.span, now: now, dayFirst: dayFirst) { return time }
    let text = String(decoding: words, as: UTF8.self)
    if let time = Dateline.timestamp(in: text, source: .byline, dayFirst: dayFirst), isPlausible(time, now) {
      return time
    }
    return nil
  }

  /// The date that an attribute gives in words or figures where what is shown is an age:
  /// `<a title="Wednesday, March 5, 2014 10:15 AM">3 months ago</a>`.
  private static func told(
    besideAgeIn node: Int, of document: Document, now: Instant, dayFirst: Bool?
  ) -> Timestamp? {
    var outer = node
    if document.isText(node) { outer = document.parent(of: node) }
    let around = document.parent(of: outer)
    let isAlone = around > 0 && document.end(of: around) <= document.end(of: outer) + 1
    for inner in (isAlone ? around : outer)..<min(document.end(of: outer), outer + 12) {
      let record = document.nodes[inner]
      guard record.tag != .text, record.attributeCount > 0 else { continue }
      let first = Int(record.first)
      for index in first..<first + Int(record.attributeCount) {
        let attribute = document.attributes[index]
        guard attribute.length >= 8, attribute.length <= 80 else { continue }
        switch attribute.name {
        case .title, .ariaLabel, .content, .value: break
        case .other:
          let start = Int(attribute.nameStart)
          let name = document.pool.span.extracting(start..<start + Int(attribute.nameLength))
          guard OwnAttributes.tellsTime(name) || tips.value(of: PhraseTable.foldedHash(name, 0..<name.count)) != 0
          else { continue }
        default: continue
        }
        let value = document.pool.span.extracting(
          Int(attribute.start)..<Int(attribute.start) + Int(attribute.length))
        let time =
          visible(value, now: now, dayFirst: dayFirst)
          ?? self.attribute(value, source: .time, now: now, dayFirst: dayFirst)
        if let time, time.source != .relative, time.precision.rank <= 2 { return time }
      }
    }
    return nil
  }

  /// Attributes whose words scripts show to who points at an element.
  private static let tips = PhraseTable(
    ["data-original-title", "data-title", "data-tooltip", "data-tip", "data-hint", "data-tippy-content"]
      .map { (phrase: $0, value: 1) })

  /// An exact instant in UTC told in the zone of the clock that a title shows beside it.
  private static func zoned(
    _ exact: Timestamp, byTitleOf node: Int, in document: Document, now: Instant
  ) -> Timestamp {
    guard exact.offset == 0, exact.precision.rank <= 1, let range = document.valueRange(.title, of: node),
      range.count >= 12, range.count <= 60, document.valueRange(.dateTime, of: node) != nil
    else { return exact }
    return zoned(exact, like: visible(document.pool.span.extracting(range), now: now))
  }

  /// A day with the clock that a title on the element or inside it names for the same day.
  private static func timed(_ day: Timestamp, by node: Int, in document: Document, now: Instant) -> Timestamp {
    guard day.precision == .day, day.source != .relative else { return day }
    for inner in node..<min(document.end(of: node), node + 6) {
      guard let range = document.valueRange(.title, of: inner), range.count >= 12, range.count <= 60,
        let time = visible(document.pool.span.extracting(range), now: now), time.precision.rank <= 1,
        time.civil.year == day.civil.year, time.civil.month == day.civil.month, time.civil.day == day.civil.day
      else { continue }
      return time
    }
    return day
  }

  /// A time that an element's attributes carry.
  static func machine(_ node: Int, in document: Document, now: Instant, dayFirst: Bool? = nil) -> Timestamp? {
    let record = document.nodes[node]
    guard record.tag != .text, record.attributeCount > 0 else { return nil }
    let first = Int(record.first)
    var best: Timestamp?
    for index in first..<first + Int(record.attributeCount) {
      let attribute = document.attributes[index]
      let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
      var time: Timestamp?
      switch attribute.name {
      case .dateTime:
        time = self.attribute(document.pool.span.extracting(range), source: .time, now: now, dayFirst: dayFirst)
      case .dataTime, .dataTimestamp:
        if record.tag != .a || range.count >= 10 {
          time = self.attribute(document.pool.span.extracting(range), source: .time, now: now, dayFirst: dayFirst)
        }
      case .title where record.tag == .abbr || record.tag == .time || record.tag == .span || record.tag == .a:
        // "2012-10-26T17:40:00Z" stands in titles of `abbr` and `span`; words there are read only as a last resort.
        if range.count >= 10, range.count <= 40, document.pool[range.lowerBound] >= 0x30,
          document.pool[range.lowerBound] <= 0x39
        {
          time = Dateline.timestamp(fromMachine: document.string(range), source: .time)
          // "2011-10-27T21:05:12 1319749512"
          if time == nil, let space = document.pool[range].firstIndex(of: 0x20), space > range.lowerBound + 10 {
            time = Dateline.timestamp(fromMachine: document.string(range.lowerBound..<space), source: .time)
          }
        }
      case .content where document.value(.itemProperty, of: node) != nil:
        time = self.attribute(document.pool.span.extracting(range), source: .microdata, now: now, dayFirst: dayFirst)
      default: continue
      }
      if let time, isPlausible(time, now), best == nil || time.precision.rank < (best?.precision.rank ?? 9) {
        best = time
      }
    }
    return best
  }

  /// The instant in milliseconds since 1970 that Blogger writes into a comment's address: `?showComment=1350959322303#c24…`.
  static func inLink(_ href: String, now: Instant) -> Timestamp? { inLink(href.utf8Span.span, now: now) }

  /// The same for an address as bytes.
  static func inLink(_ bytes: Span<UInt8>, now: Instant) -> Timestamp? {
    guard let mark = bytes.position(of: "showcomment=") else { return nil }
    var milliseconds: Int64 = 0
    var index = mark + 12
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39, index < mark + 26 {
      milliseconds = milliseconds * 10 + Int64(bytes[index] - 0x30)
      index += 1
    }
    guard index == mark + 12 + 13 else { return nil }
    let time = Timestamp(Instant(milliseconds: milliseconds / 1000 * 1000), offset: 0, precision: .second, source: .url)
    return isPlausible(time, now) ? time : nil
  }

  /// An exact instant told in the zone in which the page writes: what the clock on the page shows beside what it was in
  /// UTC gives the zone.
  static func zoned(_ exact: Timestamp, like shown: Timestamp?) -> Timestamp {
    guard let shown, shown.offset == nil, shown.precision.rank <= 1, shown.source != .relative else { return exact }
    let minutes = Double(shown.instant.milliseconds - exact.instant.milliseconds) / 60_000
    let quarters = (minutes / 15).rounded()
    guard abs(minutes - quarters * 15) <= 1.1, abs(quarters) <= 56 else { return exact }
    var zoned = exact
    zoned.offset = Int(quarters) * 15
    return zoned
  }

  /// Whether a comment can have been written then: after 1990 and, give or take a day, not after it was fetched.
  static func isPlausible(_ time: Timestamp, _ now: Instant) -> Bool {
    time.instant.milliseconds > 631_152_000_000
      && time.instant.milliseconds < now.milliseconds &+ 172_800_000
  }
}

extension Timestamp.Precision {
  /// 0 for the most exact.
  var rank: Int {
    switch self {
    case .second: 0
    case .minute: 1
    case .day: 2
    case .month: 3
    case .year: 4
    }
  }
}

extension Document {
  /// The words of nodes on one line, white space folded, up to about so many bytes.
  ///
  /// - Parameter isParted: whether inline elements stand apart too.
  func text(of nodes: Range<Int>, limit: Int, isParted: Bool = false) -> String {
    String(decoding: line(of: nodes, limit: limit, isParted: isParted), as: UTF8.self)
  }

  /// The same as bytes.
  func line(of nodes: Range<Int>, limit: Int, isParted: Bool = false) -> [UInt8] {
    var room = 1
    forEachText(of: nodes, limit: limit, isParted: isParted) { range, _ in room += range.count + 1 }
    return unsafe [UInt8](unsafeUninitializedCapacity: room) { bytes, length in
      var space = false
      forEachText(of: nodes, limit: limit, isParted: isParted) { range, isApart in
        if isApart { space = true }
        unsafe pool.span.extracting(range).write(to: bytes, &length, afterSpace: &space)
      }
    }
  }

  /// Calls `body` with each stretch of text that belongs to a line of nodes, and whether it stands apart from what was
  /// before it.
  @inline(__always)
  private func forEachText(of nodes: Range<Int>, limit: Int, isParted: Bool, _ body: (Range<Int>, Bool) -> Void) {
    var node = nodes.lowerBound
    // What is read counts, white space included.
    var read = 0
    var isApart = false
    while node < nodes.upperBound, read < limit {
      let record = self.nodes[node]
      if record.tag == .text {
        let range = textRange(of: node)
        read += range.count
        body(range, isApart)
        isApart = false
      } else if record.tag.textKind == .silent {
        node = Int(record.end)
        continue
      } else if isParted || record.tag.textKind != .inline {
        read += 1
        isApart = true
      }
      node += 1
    }
  }
}

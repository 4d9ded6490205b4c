import Datelines
import Markup
import Model

extension DateFinder {
  /// Times in elements: `time`, `abbr`, microdata, and elements named as dates.
  func elements(_ found: inout [Candidate<Timestamp>]) {
    for node in facts.properties {
      guard let range = document.valueRange(.itemProperty, of: node) else { continue }
      let name = document.pool[range]
      let isPublished = name.elementsEqual("datePublished".utf8)
      let isCreated = name.elementsEqual("dateCreated".utf8)
      guard isPublished || isCreated || name.elementsEqual("dateModified".utf8) else { continue }
      let text =
        document.value(.dateTime, of: node) ?? document.value(.content, of: node) ?? document.value(.title, of: node)
        ?? Words.folded(document.rawText(of: node))
      guard let time = machine(text, .microdata), isPlausible(time) else { continue }
      // What is named so exactly is believed in odd places as well.
      let place = place(node)
      let weight = (isPublished ? 92 : isCreated ? 70 : 19) + (place < 0 ? place * 0.4 : place)
      found.append(
        Candidate(value: time, source: "microdata " + document.string(range), weight: weight, reason: placeName(node)))
    }
    var seen = 0
    for node in facts.times where seen < 40 {
      let value = document.value(.dateTime, of: node) ?? document.value(.title, of: node)
      let text = Words.folded(document.rawText(of: node))
      var time = value.flatMap { Dateline.timestamp(fromMachine: $0, source: .time) ?? human($0, .time) }
      // What a machine is told beside a day for people that lies elsewhere is the last change.
      if let told = time, !says(value, theDayOf: text), let shown = day(shownIn: text, dayFirst: dayFirst),
        isApart(told, shown), !isSame(told, shownIn: text)
      {
        time = shown
      }
      if time == nil { time = human(text, .time) }
      guard let time, isPlausible(time) else { continue }
      seen += 1
      var weight = 74 + place(node)
      let hints = names(around: node)
      let label = label(of: node, saying: text)
      if hints.isUpdate || label == .change { weight -= 40 }
      if hints.isPublished || label == .publication { weight += 6 }
      found.append(Candidate(value: time, source: "time", weight: weight, reason: placeName(node)))
    }
    var texts = 0
    for index in scan.named where texts < 40 {
      let node = Int(index)
      guard scan.hints[node].contains(.date), document.end(of: node) - node < 40 else { continue }
      let text = Words.folded(document.rawText(of: node))
      guard text.utf8.count >= 6, text.utf8.count < 160, text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else {
        continue
      }
      texts += 1
      guard let time = human(text, .byline), isPlausible(time) else { continue }
      var weight = 64 + place(node)
      let label = label(of: node, saying: text)
      if names(around: node).isUpdate || label == .change { weight -= 30 }
      if label == .publication { weight += 6 }
      found.append(Candidate(value: time, source: "element named as a date", weight: weight, reason: placeName(node)))
    }
  }

  /// Whether a text only repeats the day with which a machine's time begins: "2011-01-03".
  private func says(_ value: String?, theDayOf text: String) -> Bool {
    guard let value, text.utf8.count == 10, value.utf8.count >= 10 else { return false }
    let (told, shown) = (value.utf8Span.span, text.utf8Span.span)
    for place in shown.indices {
      let byte = shown[place]
      let isInPlace = place == 4 || place == 7 ? byte == 0x2d : byte >= 0x30 && byte <= 0x39
      guard isInPlace, told[place] == byte else { return false }
    }
    return true
  }

  /// A day with its year that a text names; `nil` where it names none.
  private func day(shownIn text: String, dayFirst: Bool?) -> Timestamp? {
    guard text.utf8.count >= 8, text.utf8.count < 80 else { return nil }
    guard let time = Dateline.timestamp(in: text, source: .time, dayFirst: dayFirst), isPlausible(time), time.day != nil
    else { return nil }
    return time
  }

  /// Whether two times are not the same day in different zones.
  private func isApart(_ time: Timestamp, _ other: Timestamp) -> Bool {
    abs(time.instant.seconds(since: other.instant)) > 2 * 86_400
  }

  /// Whether some reading of a date, with the day or with the month first, is the day that machines are told.
  private func isSame(_ told: Timestamp, shownIn text: String) -> Bool {
    [true, false].contains { dayFirst in
      day(shownIn: text, dayFirst: dayFirst).map { !isApart(told, $0) } ?? false
    }
  }

  /// What the words in front of a date and at its beginning say of it.
  private func label(of node: Int, saying text: String) -> DateLabel? {
    var before: [UInt8] = []
    var ancestor = document.parent(of: node)
    while ancestor > 0, node - ancestor < 24 {
      let holdsWords = (ancestor..<node).contains { inner in
        document.isText(inner) && document.pool.span.extracting(document.textRange(of: inner)).weight > 0
      }
      if holdsWords {
        for inner in ancestor..<node where document.isText(inner) {
          before.append(contentsOf: document.pool[document.textRange(of: inner)])
        }
      }
      if holdsWords || document.tag(ancestor).textKind != .inline { break }
      ancestor = document.parent(of: ancestor)
    }
    // Most dates begin with a digit, and nothing stands before them.
    if before.isEmpty, let first = text.utf8.first, first >= 0x30, first <= 0x39 { return nil }
    return DateLabel.of(
      Words.lowered(text), before: before.suffix(DateLabel.reach).map { $0 | ($0 >= 0x41 && $0 <= 0x5a ? 0x20 : 0) })
  }

  private func human(_ text: String, _ source: Timestamp.Source) -> Timestamp? {
    Dateline.timestamp(fromHuman: text, source: source, dayFirst: dayFirst)
      ?? Dateline.timestamp(in: text, source: source, dayFirst: dayFirst)
      ?? Dateline.timestamp(relative: text, now: page.fetched)
  }

  /// Dates in short visible blocks, the nearer to the title the better; in long ones of the article at last.
  func visible(_ found: inout [Candidate<Timestamp>]) {
    if let time = opening {
      found.append(Candidate(value: time, source: "visible text", weight: 40, reason: "opens the article"))
    }
    let middle = scan.anchor ?? body.first?.lowerBound ?? 0
    var tried = 0
    for index in scan.blocks.indices where tried < 200 {
      let block = scan.blocks[index]
      if block.words > 60 || block.words < 1 || block.characters < 6 { continue }
      let distance = abs(Int(block.first) - middle)
      if block.words > 14, distance > 150 { continue }
      let text = words(of: block)
      guard text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { continue }
      tried += 1
      let whole = Dateline.timestamp(fromHuman: text, source: .text, dayFirst: dayFirst)
      guard let time = whole ?? Dateline.timestamp(in: text, source: .text, dayFirst: dayFirst), isPlausible(time),
        time.day != nil
      else {
        continue
      }
      var weight = 40 - Double(block.words) * 0.3 - min(15, Double(distance) * 0.03)
      if whole != nil { weight += 6 }
      switch DateLabel.of(Words.lowered(text)) {
      case .publication: weight += 26
      case .change: weight -= 15
      case nil: break
      }
      if !block.place.isDisjoint(with: [.junk, .frame]) { weight -= 12 }
      found.append(
        Candidate(value: time, source: "visible text", weight: weight, reason: "\(distance) nodes from the title"))
    }
  }

  /// The date with which the article's first words begin: "(18.01.2018) …", "Berlin, 18 January 2018 – …".
  private var opening: Timestamp? {
    guard let range = body.last, let first = scan.blocks(in: range).first(where: { scan.blocks[$0].words > 12 }) else {
      return nil
    }
    let start = words(of: scan.blocks[first]).utf8.prefix(40)
    guard let time = Dateline.timestamp(in: String(decoding: start, as: UTF8.self), source: .text, dayFirst: dayFirst),
      isPlausible(time), time.day != nil
    else { return nil }
    return time
  }

  private func words(of block: TextBlock) -> String {
    var renderer = TextRenderer()
    renderer.append(Int(block.first)..<Int(block.end), of: document)
    return renderer.finish().text
  }

  /// What a place adds to or takes from a time's weight.
  private func place(_ node: Int) -> Double {
    var ancestor = document.parent(of: node)
    var value = 0.0
    while ancestor > 0 {
      let tag = document.tag(ancestor)
      if tag == .body || tag == .html { break }
      // What holds the article as well is no place apart, whatever it is called.
      if let start = body.first?.lowerBound, start >= ancestor, start < document.end(of: ancestor) { break }
      if ArticleFooter.isOwn(ancestor, body: body, in: document) {
        value -= 3
        ancestor = document.parent(of: ancestor)
        continue
      }
      if tag == .nav || tag == .aside || tag == .footer { value -= 15 }
      let hints = scan.hints[ancestor]
      if !hints.isDisjoint(with: [.junk, .comments, .teaser]), !hints.contains(.body), !hints.contains(.article) {
        value -= 25
      }
      if value < -30 { break }
      ancestor = document.parent(of: ancestor)
    }
    guard let start = body.first?.lowerBound, let end = body.last?.upperBound else { return value }
    // Bylines below an article follow it closely; what comes later dates other articles.
    if node > end {
      value -= 12 + min(12, Double(node - end) * 0.02)
    } else if node < start {
      value += max(0, 6 - Double(start - node) * 0.02)
    }
    return value
  }

  /// How a time is described that stands behind the article.
  static let behind = "behind the article"

  private func placeName(_ node: Int) -> String {
    guard let start = body.first?.lowerBound, let end = body.last?.upperBound else { return "" }
    return node > end ? DateFinder.behind : node < start ? "before the article" : "in the article"
  }

  private func names(around node: Int) -> (isUpdate: Bool, isPublished: Bool) {
    var isUpdate = false
    var isPublished = false
    for candidate in [node, document.parent(of: node)] where candidate > 0 {
      guard let range = document.valueRange(.class, of: candidate) else { continue }
      let isPublication = document.contains(range, "publish")
      if !isPublication, document.contains(range, "updat") || document.contains(range, "modif") { isUpdate = true }
      if isPublication || document.contains(range, "entry-date") { isPublished = true }
    }
    return (isUpdate, isPublished)
  }
}

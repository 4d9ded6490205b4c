import Markup
import Model

/// The words of a page's post and where they stand.
struct PostReading {
  /// The words.
  var text = RenderedText()
  /// The parts of the page that hold the post; empty where it has none.
  var body: [Range<Int>] = []
  /// The text nodes that were kept.
  var kept: NodeSet
  /// The number of words.
  var words = 0
}

/// Reads the post of a page: finds its part of the page and keeps what the author says there.
struct PostReader {
  let document: Document
  let scan: PageScan
  let facts: PageFacts
  let page: PageContext

  /// A post with fewer words than this is looked for again with less care.
  private static let tooFew = 40

  /// The post's words.
  func read() -> PostReading {
    var reading = read(scan)
    if reading.words < PostReader.tooFew {
      let lenient = read(scan.withoutNames(document, keepsColumns: reading.words >= 4))
      if lenient.words > reading.words * 2 + 10 { reading = lenient }
    }
    if reading.words == 0 {
      // Tables of results and rows of pictures hold no sentence; whatever is shown beside the frame is all there is.
      reading = read(scan.withoutNames(document, keepsColumns: true), in: [0..<document.count])
    }
    if let stated = facts.linkedData.body {
      let text = PostReader.plain(stated)
      let count = Words.count(text)
      if count > 30, count > reading.words * 2 {
        reading.text = RenderedText(bytes: Array(text.utf8))
        reading.words = count
      }
    }
    return reading
  }

  /// Most nodes between a title and its body that a lead paragraph is looked for in.
  private static let longestGap = 400

  private func read(_ scan: PageScan, in whole: [Range<Int>]? = nil) -> PostReading {
    var reading = PostReading(kept: NodeSet(count: document.count))
    reading.body = whole ?? BodyFinder(document: document, scan: scan).body()
    let filter = BodyFilter(document: document, scan: scan, authors: authors, hosts: hosts)
    let others = OtherVoices(document: document, scan: scan, page: page).ranges(in: reading.body)
    for index in filter.kept(in: reading.body, without: others) {
      reading.kept.insert(Int(scan.blocks[index].first)..<Int(scan.blocks[index].end))
      reading.words += Int(scan.blocks[index].words)
    }
    let kept = reading.kept
    var renderer = TextRenderer()
    for range in reading.body { renderer.append(range, of: document) { document.isText($0) && !kept.contains($0) } }
    let text = renderer.finish()
    guard let anchor = scan.anchor, let start = reading.body.first?.lowerBound, anchor < start,
      start - anchor < PostReader.longestGap, reading.words > 0
    else {
      reading.text = text
      return reading
    }
    let gap = document.end(of: anchor)..<max(start, document.end(of: anchor))
    let lead = filter.lead(in: gap, of: text)
    if lead.isEmpty {
      reading.text = text
      return reading
    }
    for index in lead {
      let block = Int(scan.blocks[index].first)..<Int(scan.blocks[index].end)
      reading.kept.insert(block)
      reading.words += Int(scan.blocks[index].words)
    }
    let all = reading.kept
    reading.body.insert(gap, at: 0)
    renderer = TextRenderer()
    for range in reading.body { renderer.append(range, of: document) { document.isText($0) && !all.contains($0) } }
    reading.text = renderer.finish()
    return reading
  }

  /// The hosts that the page's address and its own word for it name.
  private var hosts: [String] {
    let stated = facts.links.first { $0.relation == "canonical" }?.href ?? facts.value("og:url") ?? ""
    let host = page.address.host
    return [host.hasPrefix("www.") ? String(host.dropFirst(4)) : host]
      + (Address(stated).map { [$0.host.hasPrefix("www.") ? String($0.host.dropFirst(4)) : $0.host] } ?? [])
  }

  /// The full names of authors that data on the page tell.
  private var authors: [[UInt8]] {
    (facts.linkedData.authors + [facts.value("author", "article:author", "byl", "dc.creator") ?? ""])
      .flatMap { Bylines.names(in: $0) }.filter { Words.count($0) > 1 }.map(Words.lowered)
  }

  /// JSON-LD's article body as text: tags dropped, the commonest references decoded, paragraphs kept.
  private static func plain(_ text: String) -> String {
    var bytes: [UInt8] = []
    var inTag = false
    for byte in text.utf8 {
      if byte == 0x3c { inTag = true }
      if !inTag { bytes.append(byte) }
      if byte == 0x3e, inTag {
        inTag = false
        bytes.append(0x20)
      }
    }
    var paragraphs: [String] = []
    for line in bytes.split(whereSeparator: { $0 == 0x0a || $0 == 0x0d }) {
      let paragraph = Words.folded(decoded(Array(line)))
      if !paragraph.isEmpty { paragraphs.append(paragraph) }
    }
    return paragraphs.joined(separator: "\n\n")
  }

  private static let references: [([UInt8], String)] = [
    ("&amp;", "&"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "),
    ("&#160;", " "), ("&rsquo;", "’"), ("&lsquo;", "‘"), ("&ldquo;", "“"), ("&rdquo;", "”"), ("&ndash;", "–"),
    ("&mdash;", "—"), ("&hellip;", "…"), ("&#8217;", "’"), ("&#8220;", "“"), ("&#8221;", "”"),
  ].map { (Array($0.0.utf8), $0.1) }

  private static func decoded(_ bytes: [UInt8]) -> String {
    guard bytes.contains(0x26) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x26,
        let (reference, sign) = references.first(where: { bytes[index...].starts(with: $0.0) })
      {
        result.append(contentsOf: sign.utf8)
        index += reference.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

import Markup

/// The words of a page's post and where they stand.
struct PostReading {
  /// The words.
  var text = RenderedText()
  /// The parts of the page that hold the post; empty where it has none.
  var body: [Range<Int>] = []
  /// The text nodes that were kept.
  var kept: NodeSet
}

/// Reads the post of a page: finds its part of the page and keeps what the author says there.
struct PostReader {
  let document: Document
  let scan: PageScan
  let facts: PageFacts

  /// The post's words.
  func read() -> PostReading {
    var reading = PostReading(kept: NodeSet(count: document.count))
    reading.body = BodyFinder(document: document, scan: scan).body()
    let blocks = BodyFilter(document: document, scan: scan).kept(in: reading.body)
    for index in blocks {
      reading.kept.insert(Int(scan.blocks[index].first)..<Int(scan.blocks[index].end))
    }
    var renderer = TextRenderer(document)
    let kept = reading.kept
    for range in reading.body {
      renderer.append(range) { document.isText($0) && !kept.contains($0) }
    }
    reading.text = renderer.finish()
    return reading
  }
}

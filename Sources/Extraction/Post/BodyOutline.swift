package import Markup
package import Model

extension Extractor {
  /// A page's blocks of text, one a line, with what the reader of posts made of them: for people who mend its rules.
  ///
  /// - Parameter width: characters of a block's words that are shown.
  package func outline(of document: Document, at address: Address, fetched: Instant, width: Int = 70) -> String {
    let reading = PageReading(document, at: address, fetched: fetched)
    var lines: [String] = []
    for range in reading.post.body { lines.append("body \(BodyOutline.path(to: range.lowerBound, in: document))") }
    for range in reading.comments.regions {
      lines.append("comments \(BodyOutline.path(to: range.lowerBound, in: document))")
    }
    for index in reading.scan.named {
      let node = Int(index)
      let words = reading.scan.words(in: node..<document.end(of: node))
      if words < 60 { continue }
      lines.append("named \(reading.scan.hints[node].rawValue) w\(words) \(BodyOutline.path(to: node, in: document))")
    }
    for block in reading.scan.blocks {
      let isKept = reading.post.kept.contains(Int(block.first))
      var renderer = TextRenderer()
      renderer.append(Int(block.first)..<Int(block.end), of: document)
      let words = String(renderer.finish().text.prefix(width))
      let places = BodyOutline.names(of: block.place)
      lines.append(
        "\(isKept ? "+" : " ") \(block.first) w\(block.words) l\(block.linkWords) \(Int(block.weight)) "
          + "\(BodyOutline.path(to: Int(block.container), in: document)) {\(places)} \(words)")
    }
    return lines.joined(separator: "\n")
  }
}

/// How an outline names nodes and places.
private enum BodyOutline {
  static func path(to node: Int, in document: Document) -> String {
    var names: [String] = []
    var node = node
    while node > 0, names.count < 5 {
      var name = document.name(of: node)
      if let id = document.value(.identifier, of: node) { name += "#" + id }
      if let classes = document.value(.class, of: node) { name += "." + classes.prefix(50) }
      names.append(name)
      node = document.parent(of: node)
    }
    return names.joined(separator: " < ")
  }

  static func names(of place: TextBlock.Place) -> String {
    let all: [(TextBlock.Place, String)] = [
      (.heading, "h"), (.item, "li"), (.cell, "td"), (.quote, "bq"), (.preformatted, "pre"), (.figure, "fig"),
      (.caption, "cap"), (.frame, "frame"), (.junk, "junk"), (.credits, "credits"), (.teaser, "teaser"),
      (.doubtful, "doubt"), (.paragraph, "p"),
    ]
    return all.filter { place.contains($0.0) }.map(\.1).joined(separator: " ")
  }
}

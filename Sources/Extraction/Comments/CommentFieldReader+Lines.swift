import Datelines
import Markup
import Model

/// What stands in a comment line by line, and the words that are left.
extension CommentFieldReader {
  // MARK: - Lines

  struct Line {
    var node: Int
    var range: Range<Int>
  }

  /// Stretches of words outside the body that may be bylines: children of the item's blocks, each with its inline
  /// neighbours.
  func lineNodes(_ item: CommentItem, body: Int?) -> [Line] {
    var lines: [Line] = []
    for range in item.ranges {
      var node = range.lowerBound
      while node < range.upperBound, lines.count < 60 {
        let record = document.nodes[node]
        let isQuote = record.tag == .blockquote && body.map { isInside(node, $0) } ?? false
        if node != range.lowerBound,
          starts.contains(node) || isQuote || (record.tag != .text && record.tag.textKind == .silent)
        {
          node = Int(record.end)
          continue
        }
        if record.tag == .text || record.tag.textKind == .inline, !holdsBreak(node) {
          // The run of inline neighbours up to the next block or break.
          let outer = document.parent(of: node)
          let limit = outer >= 0 ? min(document.end(of: outer), range.upperBound) : range.upperBound
          var stop = node
          while stop < limit {
            let next = document.nodes[stop]
            if next.tag != .text, next.tag.textKind != .inline || holdsBreak(stop) { break }
            stop = next.tag == .text ? stop + 1 : Int(next.end)
          }
          if document.weight(of: node..<stop, upTo: 3) >= 3 {
            if let edge = timedEdge(of: node..<stop) {
              lines.append(Line(node: edge.lowerBound, range: edge))
            } else if document.weight(of: node..<stop, upTo: 220) < 220 {
              lines.append(Line(node: node, range: node..<stop))
            }
          }
          node = max(stop, node + 1)
          continue
        }
        node += 1
      }
    }
    // Bylines close a comment or open it; the middle is words.
    guard lines.count > 8 else { return lines }
    guard let body else { return Array(lines.prefix(4) + lines.suffix(4)) }
    // Forums put facts of all kinds around the words; of those in the middle the ones that say when matter.
    let middle = lines.dropFirst(4).dropLast(4).filter { line in
      !isInside(line.node, body) && line.node != body
        && document.weight(of: line.range, upTo: 70) < 70
        && line.range.contains {
          document.isText($0) && TimeMarks.speaksOfTime(document.pool, document.textRange(of: $0))
        }
    }
    return Array(lines.prefix(4) + middle + lines.suffix(4))
  }

  /// Nodes at the beginning of an element in which a line's end is looked for.
  private static let nearBreak = 12

  /// Whether an element that stands within lines holds the end of one: `<font><b>Name:</b> Ann<br>…</font>`.
  private func holdsBreak(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .font, .span: break
    default: return false
    }
    let end = min(document.end(of: node), node + CommentFieldReader.nearBreak)
    return (node..<end).contains { document.tag($0) == .br }
  }

  /// The element at the end of a run of words that says when, as in `Well said <span>Ann, 3 May 2009</span>`.
  private func timedEdge(of run: Range<Int>) -> Range<Int>? {
    var last: Int?
    var node = run.lowerBound
    while node < run.upperBound {
      if document.isText(node) {
        if document.weight(of: node..<node + 1, upTo: 2) > 1 { last = nil }
        node += 1
      } else {
        if document.weight(of: node..<document.end(of: node), upTo: 3) >= 3 { last = node }
        node = document.end(of: node)
      }
    }
    guard let last, last > run.lowerBound, document.tag(last) != .a, document.tag(last) != .time else { return nil }
    let edge = last..<document.end(of: last)
    guard document.weight(of: run.lowerBound..<last, upTo: 40) >= 40, document.weight(of: edge, upTo: 90) < 90 else {
      return nil
    }
    let isTimed = edge.contains {
      document.isText($0) && TimeMarks.speaksOfTime(document.pool, document.textRange(of: $0))
    }
    return isTimed ? edge : nil
  }

  /// What stands before a name in entries of guest books: "Navn: Ann".
  private static let nameLabels = [
    "navn:", "namn:", "nimi:", "nome:", "nombre:", "nom:", "naam:", "név:", "jméno:", "imię:", "имя:", "isim:",
  ]
  private static let bylineEnds = WordIndex(
    [
      ":", "says", "said", "wrote", "writes", "said…", "said...", "schrieb", "sagt", "hat gesagt…", "hat gesagt...",
      "commented", "dijo", "dijo…", "dijo...", "disse", "disse…", "disse...", "a dit…", "a dit...", "ha detto…",
      "ha detto...",
    ], by: .last)
  private static let bylineWords = WordIndex(
    ["say", "said", "wr", "by", "schrieb", "sagt", "comment", "from:", "di", "name:", "nick:"] + nameLabels)

  private static let bylineOpenings = WordIndex(
    nameLabels + [
      "author:", "autor:", "auteur:", "from:", "von:", "posted by", "comment from:", "comment by", "comment from ",
      "kommentar von", "commentaire de", "written by",
      "posté par", "publicado por", "name:", "nick:", "geschrieben von", "escrito por", "comentario de", "inserito da",
      "scritto da",
    ])

  /// Whether a short line without a date has the look of a byline: "JoAnne Says:", "Posted by Ann".
  func hasBylineWord(_ line: [UInt8]) -> Bool {
    let line = line.span
    guard line.count <= 90, CommentFieldReader.bylineWords.occurs(in: line) else { return false }
    if CommentFieldReader.bylineOpenings.length(at: 0, upTo: line.count, in: line) != nil { return true }
    return CommentFieldReader.bylineEnds.length(endingAt: line.count, from: 0, in: line) { _, _ in true } != nil
  }

  static let anyEditWord = WordIndex(editWords.map(\.description))
  private static let editWords: [StaticString] = [
    "edited", "last edit", "last modified", "bearbeitet", "editiert", "geändert", "modified by", "modifié", "editado",
    "modificato", "redigeret",
    "edytowa",
  ]

  /// A line without what it says about when the post was changed; empty where it says nothing else.
  ///
  /// "11/15/2012 . Edited 11/16/2012" is "11/15/2012 . "; "Last edited by Ann; 3 May 2012" and "am 3. Mai bearbeitet"
  /// are empty.
  func withoutEditing(_ line: [UInt8]) -> [UInt8] {
    guard CommentFieldReader.anyEditWord.occurs(in: line.span) else { return line }
    let folded = line.map(lower)
    for word in CommentFieldReader.editWords {
      guard let place = Document.place(of: word, in: folded) else { continue }
      let isDigit = { (byte: UInt8) in byte >= 0x30 && byte <= 0x39 }
      guard folded[..<place].contains(where: isDigit), folded[place...].contains(where: isDigit) else { return [] }
      return Array(line[..<place])
    }
    return line
  }

  /// A line without the address at its end: "Comment from: Ann · http://ann.example".
  func withoutAddress(_ line: [UInt8]) -> [UInt8] {
    guard let place = line.span.position(of: "http"), place >= 8, line.span.holds("://") else { return line }
    guard !line[place...].contains(0x20) else { return line }
    return Array(line[Edges.trimmed(0..<place, in: line.span, keepingBrackets: true)])
  }

  // MARK: - Words

  /// The box around the line "Originally Posted by Ann" of boards that name nothing; `nil` where a text is no such line.
  func postedQuote(at text: Int, within range: Range<Int>) -> Int? {
    let words = document.pool.span.extracting(document.textRange(of: text))
    var start = 0
    while start < words.count, words[start] <= 0x20 { start += 1 }
    guard CommentFieldReader.postedWords.length(at: start, upTo: words.count, in: words) != nil else { return nil }
    var outer = document.parent(of: text)
    while outer > range.lowerBound, document.end(of: outer) <= range.upperBound {
      switch document.tag(outer) {
      case .td, .blockquote, .fieldset: return outer
      case .div where document.role(of: outer).contains(.quotation): return outer
      default: outer = document.parent(of: outer)
      }
    }
    return nil
  }

  private static let postedWords = WordIndex(["originally posted by", "zitat von", "originalmente publicado por"])

  /// The words of an item, without nodes that are none of them.
  func words(
    of item: CommentItem, body: Int?, leavingOut outside: [Range<Int>], _ author: String?
  ) -> (
    text: String, quotes: [QuoteSite]
  ) {
    let own = body.map { $0..<document.end(of: $0) }
    var renderer = TextRenderer(
      room: own.map { document.weight(of: $0) } ?? item.ranges.reduce(0) { $0 + document.weight(of: $1) })
    var quotations: [Int] = []
    for place in 0..<(own == nil ? item.ranges.count : 1) {
      var range = own ?? item.ranges[place]
      // The element of a list item is no item of a list within the comment.
      switch document.tag(range.lowerBound) {
      case .li, .td, .tr, .tbody, .table: range = range.lowerBound + 1..<range.upperBound
      default: break
      }
      renderer.append(range, of: document) { node in
        let isOut = outside.contains { $0.contains(node) }
        let isFirst = body.map { $0 == node } ?? item.ranges.contains { $0.lowerBound == node }
        if isOut || isFirst { return isOut }
        if starts.contains(node) { return true }
        let record = document.nodes[node]
        if record.tag == .text {
          if let box = postedQuote(at: node, within: range) { quotations.append(box) }
          return false
        }
        let role = document.role(of: node)
        if isQuotation(node, role, record.tag) { quotations.append(node) }
        if opensRest(node) { return true }
        if role.contains(.unseen), isRest(node) { return false }
        if skips(node, role, record) { return true }
        if body == nil || node != body, !role.isDisjoint(with: [.author, .date, .meta, .authorBox, .avatar]),
          role.isDisjoint(with: [.body, .bodyBox]), record.tag != .p || !role.isDisjoint(with: [.author, .date, .meta])
        {
          return document.weight(of: node..<Int(record.end), upTo: 160) < 160
        }
        if record.tag == .time, body == nil { return true }
        return false
      }
    }
    let rendered = renderer.finish()
    // Where the words have an element of their own, a single letter at the end is a kiss and no button.
    let isPure = body.map { document.role(of: $0).contains(.body) } ?? false
    var kept = InterfaceWords.trimmed(
      rendered.bytes, alsoNames: author.map { [$0] } ?? [], keepsLetters: isPure)
    // ":)" can be all that somebody says.
    if kept.isEmpty, isPure, InterfaceWords.isFace(rendered.bytes.span) { kept = 0..<rendered.bytes.count }
    var quotes: [QuoteSite] = []
    for node in quotations {
      guard
        let site = QuoteSite(node, in: rendered, document: document, now: page.fetched)?.shifted(into: kept),
        quotes.last.map({ $0.range.upperBound <= site.range.lowerBound }) ?? true
      else { continue }
      quotes.append(site)
    }
    return (String(decoding: rendered.bytes[kept], as: UTF8.self), quotes)
  }

  private static let moreWords = PhraseTable(
    [
      "read more", "read more...", "read more…", "more", "more...", "more…", "... more", "… more", "see more",
      "show more", "show full comment", "continue reading", "mehr", "mehr...", "mehr…", "mehr anzeigen",
      "mehr lesen", "weiterlesen", "lire la suite", "lire plus", "voir plus", "leer más", "ver más", "mostrar más",
      "ver mais", "leia mais", "leggi tutto", "mostra altro", "lees meer", "meer weergeven",
    ].map { (phrase: $0, value: 1) })

  /// Whether an element is what one presses to see the rest of a long comment, which stands hidden right behind it.
  func opensRest(_ node: Int) -> Bool {
    switch document.tag(node) {
    case .a, .span, .button: break
    default: return false
    }
    var next = document.nextSibling(of: node)
    while let current = next, document.isText(current), document.weight(of: current..<current + 1, upTo: 4) < 4 {
      next = document.nextSibling(of: current)
    }
    guard let next, !document.isText(next), document.role(of: next).contains(.unseen) else { return false }
    guard document.weight(of: node..<document.end(of: node), upTo: 24) < 24 else { return false }
    let words = document.line(of: node..<document.end(of: node), limit: 40)
    return CommentFieldReader.moreWords.value(of: PhraseTable.foldedHash(words.span, 0..<words.count)) != 0
  }

  /// Whether a hidden element is the rest of a comment that something before it opens.
  func isRest(_ node: Int) -> Bool {
    guard document.weight(of: node..<document.end(of: node), upTo: 12) >= 12 else { return false }
    var last: Int?
    var sibling = document.firstChild(of: document.parent(of: node))
    while let current = sibling, current < node {
      if !document.isText(current) || document.weight(of: current..<current + 1, upTo: 4) >= 4 { last = current }
      sibling = document.nextSibling(of: current)
    }
    return last.map { opensRest($0) } ?? false
  }

  /// A byline's node with everything around it that says nothing more.
  func widened(_ node: Int, _ item: CommentItem, _ body: Int?) -> Range<Int> {
    var range = node..<document.end(of: node)
    let weight = document.weight(of: range, upTo: 400)
    let most =
      body.map { isInside(node, $0) ? document.weight(of: $0..<document.end(of: $0), upTo: 400) : 400 }
      ?? item.ranges.reduce(0) { $0 + document.weight(of: $1, upTo: 400) }
    var outer = document.parent(of: node)
    for _ in 0..<4 {
      // The only element of an item is all of it; of several, one may be the byline.
      let isRoot = item.ranges.contains { $0.lowerBound == outer }
      guard outer > 0, outer != body, !isRoot || item.ranges.count > 1 else { break }
      guard item.ranges.contains(where: { $0.contains(outer) }), body.map({ !isInside($0, outer) }) ?? true else {
        break
      }
      let wider = document.weight(of: outer..<document.end(of: outer), upTo: weight + 70)
      // Something has to be left to say; short words may share an element with the time.
      let isApart = body.map { !isInside(node, $0) } ?? false
      guard wider < weight + 70, isApart || wider + 2 < most, isApart || !holdsParagraph(outer, apart: node)
      else { break }
      let hasOwnWords = document.tag(outer) == .p || document.tag(outer).textKind != .inline
      range = outer..<document.end(of: outer)
      outer = document.parent(of: outer)
      if isRoot { break }
      if hasOwnWords, document.tag(outer) == .td || document.tag(outer) == .li { break }
    }
    return range
  }

  /// Whether an element holds a paragraph with words that a node is no part of.
  private func holdsParagraph(_ outer: Int, apart node: Int) -> Bool {
    for inner in outer..<document.end(of: outer) where document.tag(inner) == .p {
      let end = document.end(of: inner)
      if !(inner..<end).contains(node), document.weight(of: inner..<end, upTo: 1) > 0,
        document.role(of: inner).isDisjoint(with: .outside)
      {
        return true
      }
    }
    return false
  }

  func isPingback(_ text: Span<UInt8>) -> Bool {
    // "Pingback from Ann's links" in a paragraph of its own.
    var start = text.count
    while start > 0, text[start - 1] != 0x0a { start -= 1 }
    let paragraph = text.extracting(start...)
    if paragraph.begins(with: "pingback from ") || paragraph.begins(with: "trackback from ") { return true }
    return text.begins(with: "pingback:") || text.begins(with: "trackback:") || text.isFramed(by: "[…]")
      || text.isFramed(by: "[...]")
  }
}

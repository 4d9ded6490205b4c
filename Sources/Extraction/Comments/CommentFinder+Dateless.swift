import Markup

/// Comments without a time, each led in by who says it: `<b>Ann</b> says:<br><blockquote>Words.</blockquote><hr>`.
///
/// Believed where they stand right above a field to write in, or below a heading over comments.
extension CommentFinder {
  /// Lines that are noted.
  private static let most = 2000
  /// A lead-in of more bytes is a sentence.
  private static let longestLead = 60

  /// The items that open with "says:", "wrote:" and the like.
  func dateless(in sighting: CommentSighting) -> [CommentItem] {
    guard !sighting.entries.isEmpty || !sighting.headings.isEmpty else { return [] }
    let leads = fellows(leads())
    guard leads.count > 1 else { return [] }
    let parent = document.parent(of: leads[0])
    let areBeside = leads.allSatisfy { document.parent(of: $0) == parent }
    let nodes = areBeside ? leads : CommentSighting.boxes(around: leads, in: document)
    guard isTold(nodes, sighting), !isAside(nodes[0]) else { return [] }
    let group = CommentGroup(nodes: nodes, saysComment: false, weight: 0.8)
    let items = items(of: group, areBeside ? .following : .inside)
    let reader = CommentFieldReader(
      document: document, page: page, starts: CommentReader.starts(of: items, in: document))
    var parts = CommentFieldReader.Parts()
    for item in items {
      let facts = reader.facts(of: item, &parts).facts
      if facts.omission != nil { continue }
      guard facts.author != nil, facts.text?.isEmpty == false, !isArticle(item) else { return [] }
    }
    return items
  }

  /// Of several elements those with one parent, where most have it: a heading says "What others said:" too.
  private func fellows(_ leads: [Int]) -> [Int] {
    var counts: [Int: Int] = [:]
    for lead in leads { counts[document.parent(of: lead), default: 0] += 1 }
    guard let usual = counts.max(by: { $0.value == $1.value ? $0.key > $1.key : $0.value < $1.value }), usual.value > 1
    else { return leads }
    return leads.filter { document.parent(of: $0) == usual.key }
  }

  /// Whether elements stand right above a field for comments, or below a heading over them.
  private func isTold(_ nodes: [Int], _ sighting: CommentSighting) -> Bool {
    guard let first = nodes.first, let last = nodes.last else { return false }
    if headed(sighting).contains(where: { $0.contains(first) && $0.contains(last) }) { return true }
    let end = document.end(of: last)
    return nodes.count > 2
      && sighting.entries.contains {
        $0 >= end && $0 - end < CommentFinder.nearEntry && !CommentEntries(document: document).takesLetters($0)
      }
  }

  /// What opens the lines that say who speaks: the name's element, or the block that holds nothing but such a line.
  private func leads() -> [Int] {
    var leads: [Int] = []
    for node in 0..<document.count where document.isText(node) && leads.count < CommentFinder.most {
      let range = document.textRange(of: node)
      guard range.count <= CommentFinder.longestLead,
        let isAlone = CommentFinder.speech(in: document.pool.span.extracting(range))
      else { continue }
      let parent = document.parent(of: node)
      guard parent > 0 else { continue }
      var lead = node
      // The name stands in the text itself, or in the element before it.
      if isAlone {
        guard let before = CommentLines.previous(of: node, in: parent, document), !document.isText(before),
          document.tag(before).textKind == .inline, document.tag(before) != .br
        else { continue }
        let weight = document.weight(of: before..<document.end(of: before), upTo: 60)
        guard weight > 1, weight < 50 else { continue }
        lead = before
      }
      let line = lead..<document.end(of: node)
      switch document.tag(parent) {
      case .p, .div, .dt, .h3, .h4, .h5, .h6, .td:
        let own = document.weight(of: line)
        if document.weight(of: parent..<document.end(of: parent), upTo: own + 3) < own + 3 { lead = parent }
      default: break
      }
      leads.append(lead)
    }
    return leads
  }

  /// Whether a text ends a line that says who speaks, and whether it holds nothing else.
  private static func speech(in text: Span<UInt8>) -> Bool? {
    let line = text.trimmed
    guard line.count > 3, line.last == 0x3a else { return nil }
    var end = line.count - 1
    while end > 0, line[end - 1] <= 0x20 { end -= 1 }
    let span = line.span
    if alone.value(of: PhraseTable.foldedHash(span, 0..<end)) != 0 { return true }
    return speeches.length(endingAt: end, from: 0, in: span) { place, _ in line[place - 1] <= 0x20 } != nil
      ? false : nil
  }

  private static let alone = PhraseTable(verbs.map { (phrase: $0, value: 1) })
  private static let speeches = WordIndex(verbs, by: .last)
  private static let verbs = [
    "says", "said", "wrote", "writes", "sagt", "sagte", "schrieb", "schreibt", "meint", "meinte", "dit", "a dit",
    "écrit", "a écrit", "dice", "dijo", "escribió", "escribe", "disse", "diz", "escreveu", "ha scritto", "scrive",
    "ha detto", "zegt", "schreef", "skrev", "skriver", "säger", "siger", "sier", "pisze", "napisał", "napisała",
    "пишет", "написал", "написала", "говорит", "yazdı", "diyor ki", "írta", "napsal", "napsala",
  ]
}

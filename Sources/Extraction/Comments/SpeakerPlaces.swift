import Markup
import Model

/// The rule that finds names by their place, where nothing in a single comment tells them from other words.
///
/// `<span class="q">Ann</span> … <p>Words.</p>`: what stands in the same element of every comment, is short, looks like a
/// name and is another in most of them says who speaks.
struct SpeakerPlaces {
  let document: Document
  let page: PageContext
  let starts: NodeSet

  /// Comments that are looked at.
  private static let sample = 12
  /// Longest name, in bytes without white space.
  private static let longest = 40

  /// Nodes of an element that are asked what they tell.
  private static let near = 16

  /// The place where comments name their speakers; `nil` where there is none.
  ///
  /// - Parameter known: for each item the name that is known, which has to stand in that place too; then two voices may
  ///   take turns.
  func place(in items: [CommentItem], known: [String?] = []) -> UInt64? {
    guard items.count > 1 else { return nil }
    var counts: [UInt64: Int] = [:]
    var order: [UInt64] = []
    var names: [UInt64: Set<String>] = [:]
    var looked = 0
    let step = max(1, (items.count + SpeakerPlaces.sample - 1) / SpeakerPlaces.sample)
    for position in stride(from: 0, to: items.count, by: step) {
      looked += 1
      for (place, name, _) in places(in: items[position]) {
        if position < known.count, let author = known[position], author != name { continue }
        if counts[place] == nil { order.append(place) }
        counts[place, default: 0] += 1
        names[place, default: []].insert(name)
      }
    }
    return order.first { place in
      let distinct = names[place]?.count ?? 0
      // Of five, one may have hidden the name.
      return (counts[place] ?? 0) * 10 >= looked * (looked < 5 ? 9 : 8) && distinct >= 2
        && (!known.isEmpty || distinct * 2 > looked)
    }
  }

  /// The name that stands at a place of a comment.
  func name(at place: UInt64, in item: CommentItem) -> (name: String, node: Int)? {
    places(in: item).first { $0.place == place }.map { ($0.name, $0.node) }
  }

  /// Gives names to comments that lack one, from the place where the others have theirs.
  static func fill(
    _ drafts: inout [CommentDraft], of items: [CommentItem], in document: Document, page: PageContext
  ) {
    guard items.count == drafts.count, items.count > 2 else { return }
    let nameless = drafts.indices.filter { drafts[$0].facts.author == nil && drafts[$0].facts.omission == nil }
    guard !nameless.isEmpty, nameless.count < drafts.count else { return }
    let finder = SpeakerPlaces(
      document: document, page: page, starts: CommentReader.starts(of: items, in: document))
    guard let place = finder.place(in: items, known: drafts.map(\.facts.author)) else { return }
    for index in nameless {
      guard let found = finder.name(at: place, in: items[index]) else { continue }
      drafts[index].facts.author = found.name
      finder.cut(found.name, at: found.node, of: items[index], from: &drafts[index].facts)
    }
  }

  /// Takes a name on a line of its own, which was taken for words, out of them where its element stands first or last.
  private func cut(_ name: String, at node: Int, of item: CommentItem, from facts: inout CommentFacts) {
    guard let text = facts.text else { return }
    let bytes = Array(text.utf8)
    let line = Array(name.utf8)
    guard bytes.count > line.count else { return }
    let inside = node..<document.end(of: node)
    let named = item.ranges.flatMap { $0 }.filter {
      document.isText($0) && document.line(of: $0..<$0 + 1, limit: 80).elementsEqual(line)
    }
    var kept = 0..<bytes.count
    if let last = named.last, inside.contains(last), bytes.reversed().starts(with: line.reversed()),
      bytes[bytes.count - line.count - 1] == 0x0a
    {
      kept = 0..<bytes.count - line.count
    } else if let first = named.first, inside.contains(first), bytes.starts(with: line), bytes[line.count] == 0x0a {
      kept = line.count..<bytes.count
    } else {
      return
    }
    while let last = kept.last, bytes[last] <= 0x20 { kept = kept.lowerBound..<last }
    while let first = kept.first, bytes[first] <= 0x20 { kept = first + 1..<kept.upperBound }
    facts.text = String(decoding: bytes[kept], as: UTF8.self)
    facts.quotes = facts.quotes.compactMap { $0.shifted(into: kept) }
  }

  /// What classes say of other facts that stand in one place of every comment and look like names.
  private static let otherFacts = WordIndex([
    "mood", "place", "location", "rank", "level", "title", "role", "karma", "score", "posts", "joined", "city",
    "country", "status", "badge", "points", "reputation", "group",
  ])

  /// Whether an element's class speaks of something else than who speaks.
  private func tellsOther(_ node: Int) -> Bool {
    guard let range = document.valueRange(.class, of: node) else { return false }
    return SpeakerPlaces.otherFacts.occurs(in: document.pool.span.extracting(range))
  }

  /// Elements of a comment that may hold nothing but a name, the first of each kind.
  private func places(in item: CommentItem) -> [(place: UInt64, name: String, node: Int)] {
    var found: [(place: UInt64, name: String, node: Int)] = []
    let whole = item.ranges.reduce(0) { $0 + document.weight(of: $1, upTo: 400) }
    for range in item.ranges {
      var node = range.lowerBound + (item.ranges.count > 1 ? 0 : 1)
      while node < range.upperBound, found.count < 16 {
        let record = document.nodes[node]
        if record.tag == .text {
          node += 1
          continue
        }
        let end = Int(record.end)
        if node != range.lowerBound, starts.contains(node) || record.tag.textKind == .silent {
          node = end
          continue
        }
        if !document.role(of: node).isDisjoint(with: [.control, .unseen, .date, .children, .quotation, .ping, .title])
          || record.tag == .time || record.tag == .blockquote
        {
          node = end
          continue
        }
        let weight = document.weight(of: node..<end, upTo: SpeakerPlaces.longest + 1)
        if weight <= SpeakerPlaces.longest, tellsOther(node) {
          node = end
          continue
        }
        if weight >= 2, weight <= SpeakerPlaces.longest, weight + 4 < whole,
          !(node..<min(end, node + SpeakerPlaces.near)).contains(where: { tellsOther($0) }),
          let name = name(in: node..<end)
        {
          let place = shape(of: node)
          if !found.contains(where: { $0.place == place }) { found.append((place, name, node)) }
        }
        node += 1
      }
    }
    return found
  }

  private func name(in range: Range<Int>) -> String? {
    let line = document.line(of: range, limit: 80)
    guard line.count <= 50, line.reduce(0, { $0 + ($1 == 0x20 ? 1 : 0) }) < 4, line.contains(where: { $0 >= 0x41 }),
      ![0x2e, 0x21, 0x3f].contains(line.last ?? 0) || line.count < 12,
      CommentTime.visible(line.span, now: page.fetched, dayFirst: page.dayFirst) == nil
    else { return nil }
    guard line.count > 12, line.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return Byline.name(line: line) }
    let reading = Byline.read(line: line, now: page.fetched, dayFirst: page.dayFirst, isKnownNoTime: true)
    return reading.published == nil ? Byline.name(line: line) : reading.author
  }

  /// A fingerprint of an element and the one around it: tags and the first words of classes without numbers.
  private func shape(of node: Int) -> UInt64 {
    var hash = FNV1a.basis
    for node in [node, document.parent(of: node)] where node > 0 {
      hash = FNV1a.step(hash, UInt8(truncatingIfNeeded: document.tag(node).rawValue))
      document.forEachClassWord(of: node) { word in
        for index in word where document.pool[index] < 0x30 || document.pool[index] > 0x39 {
          hash = FNV1a.step(hash, document.pool[index])
        }
        return false
      }
    }
    return hash
  }
}

import Datelines
import Markup
import Model

/// The rule that finds a thread by its times, where no name tells what an element is.
///
/// Everybody's post bears a time in the same place: `td > small > span.xdate`, `#2 posted: 21. Apr 2020, 20:53`. Elements
/// that hold one such time each, and lie side by side, may each be a post:
/// `<tr><td><a href="/u/7">Ann</a> <div>Words.</div> <small>12/30/2017</small></td></tr><tr>…`.
struct TimeMarks {
  /// The nodes that say when, in document order.
  private(set) var nodes: [Int] = []
  /// The same, sorted by the kind of place in which they stand.
  private var kinds: [[Int]] = []

  /// Kinds of places that are looked at; a thread needs one.
  private static let mostKinds = 64
  /// Times that are noted.
  private static let most = 100_000

  /// Looks for times in all of a page.
  ///
  /// - Complexity: O(nodes + bytes of short texts).
  init(_ document: Document) {
    var places: [UInt64: Int] = [:]
    var node = 0
    while node < document.count, nodes.count < TimeMarks.most {
      let record = document.nodes[node]
      switch record.tag {
      case .script, .style, .head, .nav, .select, .textarea:
        node = max(node + 1, Int(record.end))
        continue
      default:
        // What nobody sees proves nothing.
        if record.attributeCount > 0, document.isOutOfSight(node) {
          node = max(node + 1, Int(record.end))
          continue
        }
      }
      guard TimeMarks.isMark(node, in: document) else {
        node += 1
        continue
      }
      nodes.append(node)
      let place = TimeMarks.shape(around: node, in: document)
      if let position = places[place] {
        // Two times in one element are "written" and "edited".
        if kinds[position].last.map({ !TimeMarks.areNeighbours($0, node, document) }) ?? true {
          kinds[position].append(node)
        }
      } else if kinds.count < TimeMarks.mostKinds {
        places[place] = kinds.count
        kinds.append([node])
      }
      node = record.tag == .text ? node + 1 : max(node + 1, Int(record.end))
    }
  }

  /// Groups of elements around times that stand in the same kind of place, each with at least two.
  func groups(in document: Document) -> [CommentGroup] {
    kinds.filter { $0.count > 1 }.flatMap { nodes in
      // "since 2003" in somebody's words stands in paragraphs like the bylines do.
      let days = TimeMarks.withDays(nodes, in: document)
      return (days.count > 1 && days.count < nodes.count ? TimeMarks.groups(around: days, in: document) : [])
        + TimeMarks.groups(around: nodes, in: document)
    }
  }

  /// Times of one kind beyond which all are taken.
  private static let mostDays = 400

  /// Those of several times that name a day, or are short enough to be nothing but a time.
  private static func withDays(_ nodes: [Int], in document: Document) -> [Int] {
    guard nodes.count <= mostDays else { return nodes }
    return nodes.filter { node in
      guard document.isText(node) else { return true }
      let range = document.textRange(of: node)
      return range.count <= 24
        || Dateline.timestamp(in: document.string(range), source: .byline)?.precision.rank ?? 9 <= 2
    }
  }

  /// The elements around times that hold one each, and those of one class that may hold others of them.
  private static func groups(around nodes: [Int], in document: Document) -> [CommentGroup] {
    let boxes = CommentSighting.boxes(around: nodes, in: document)
    var groups = [CommentGroup(nodes: boxes, saysComment: false, weight: 0.9)]
    if let nested = named(around: nodes, in: document), nested != boxes {
      groups.append(CommentGroup(nodes: nested, saysComment: false, weight: 0.9))
    }
    return groups
  }

  /// Levels that elements of one name are looked for above their times.
  private static let highest = 6

  /// The outermost elements of one class around times, one each, which may lie in each other: answers in what they answer.
  private static func named(around nodes: [Int], in document: Document) -> [Int]? {
    var boxes = nodes
    var best: [Int]?
    var isNested = false
    for _ in 0..<highest {
      boxes = boxes.map { document.parent(of: $0) }
      guard boxes.allSatisfy({ $0 > 0 }) else { return best }
      guard let first = boxes.first, let name = document.value(.class, of: first) else { continue }
      let tag = document.tag(first)
      var last = -1
      for box in boxes {
        guard box > last, document.tag(box) == tag, document.value(.class, of: box) == name else { return best }
        if last >= 0, box < document.end(of: last) { isNested = true }
        last = box
      }
      best = isNested ? boxes : best
    }
    return best
  }

  /// The same of the times in a part of the page.
  func groups(in document: Document, within range: Range<Int>) -> [CommentGroup] {
    kinds.flatMap { nodes in
      let inside = TimeMarks.slice(of: nodes, in: range)
      guard inside.count > 1, inside.count < nodes.count else { return [CommentGroup]() }
      let days = TimeMarks.withDays(Array(inside), in: document)
      return (days.count > 1 && days.count < inside.count ? TimeMarks.groups(around: days, in: document) : [])
        + TimeMarks.groups(around: Array(inside), in: document)
    }
  }

  /// Whether most of some elements hold a time.
  func lieIn(_ boxes: [Int], of document: Document) -> Bool {
    var hits = 0
    var count = 0
    for box in boxes.prefix(12) {
      count += 1
      if lies(in: box..<document.end(of: box)) { hits += 1 }
    }
    return hits * 2 > count
  }

  /// Whether any time lies in a range of nodes.
  func lies(in range: Range<Int>) -> Bool {
    let first = TimeMarks.position(of: range.lowerBound, in: nodes)
    return first < nodes.count && nodes[first] < range.upperBound
  }

  /// Those of sorted nodes that lie in a range.
  ///
  /// - Complexity: O(log nodes).
  static func slice(of nodes: [Int], in range: Range<Int>) -> ArraySlice<Int> {
    nodes[position(of: range.lowerBound, in: nodes)..<position(of: range.upperBound, in: nodes)]
  }

  /// Where the first of sorted nodes stands that is not before a node.
  private static func position(of node: Int, in nodes: [Int]) -> Int {
    var low = 0
    var high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle] < node { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether a node says when: an element made for it, or a short text with a date or an age.
  private static func isMark(_ node: Int, in document: Document) -> Bool {
    let tag = document.nodes[node].tag
    guard tag == .text else { return tag == .time || document.bearsTime(node) }
    let range = document.textRange(of: node)
    guard range.count >= 5, range.count <= 160 else { return false }
    return speaksOfTime(document.pool, range)
  }

  /// Whether a short text holds a year, a date in figures, or an age with its unit.
  static func speaksOfTime(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    var weight = 0
    var found = false
    while index < range.upperBound {
      let byte = bytes[index]
      if byte > 0x20 { weight += 1 }
      guard byte >= 0x30, byte <= 0x39 else {
        if byte >= 0xd9, Byline.isForeignDigit(bytes.span, at: index) {
          found = found || isForeignYear(bytes.span, &index, upTo: range.upperBound)
        }
        index += 1
        continue
      }
      let start = index
      while index < range.upperBound, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      weight += index - start - 1
      if index - start == 4,
        (bytes[start] == 0x31 && bytes[start + 1] == 0x39) || (bytes[start] == 0x32 && bytes[start + 1] == 0x30)
      {
        found = true
      }
      // "14.11." and "11/14/": two numbers with the same sign behind both.
      if index - start <= 2, index + 2 < range.upperBound, isDateSign(bytes[index]), isDigit(bytes[index + 1]) {
        let next = isDigit(bytes[index + 2]) ? index + 3 : index + 2
        if next < range.upperBound, bytes[next] == bytes[index] { found = true }
      }
      // "March 4th": a day whose year nobody wrote.
      if index - start <= 2, start >= range.lowerBound + 4, bytes[start - 1] == 0x20,
        Byline.isMonth(endingAt: start - 1, from: range.lowerBound, in: bytes)
      {
        found = true
      }
      // "3:15 pm" and "15:15": a clock, whose day may stand beside it without a year.
      if index - start <= 2, index + 2 < range.upperBound, bytes[index] == 0x3a, isDigit(bytes[index + 1]),
        isDigit(bytes[index + 2]), isClock(bytes, start, range)
      {
        found = true
      }
      if index < range.upperBound, bytes[index] == 0x20, isAge(bytes, index + 1..<range.upperBound) { found = true }
    }
    return found && weight <= 90
  }

  /// Whether four digits of another script stand at a place; the place after them is told.
  private static func isForeignYear(_ bytes: Span<UInt8>, _ index: inout Int, upTo end: Int) -> Bool {
    let width = bytes[index] == 0xe0 ? 3 : 2
    var count = 0
    while index + width <= end, Byline.isForeignDigit(bytes, at: index) {
      count += 1
      index += width
    }
    index -= 1
    return count == 4
  }

  /// Whether a clock stands beside a day that leaves out its year, as far as a number before it tells: "Mar 14, 3:15 pm".
  ///
  /// The end of how long something takes is none: "1:02:33".
  private static func isClock(_ bytes: [UInt8], _ start: Int, _ range: Range<Int>) -> Bool {
    var index = start - 1
    if index >= range.lowerBound, bytes[index] == 0x3a { return false }
    var steps = 0
    while index >= range.lowerBound, steps < 16 {
      if isDigit(bytes[index]) { return true }
      index -= 1
      steps += 1
    }
    return false
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  private static func isDateSign(_ byte: UInt8) -> Bool { byte == 0x2e || byte == 0x2f || byte == 0x2d }

  /// The units of an age, by their first letters: English, German, French, Spanish.
  private static let units: [[UInt8]] = [
    "sec", "min", "hour", "hr", "day", "week", "month", "year", "sek", "stund", "tag", "woche", "monat", "jahr",
    "heure",
    "jour", "semaine", "mois", "an ", "ans", "hora", "día", "semana", "mes", "año",
  ].map { Array($0.utf8) }

  private static func isAge(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    units.contains { unit in
      guard range.count >= unit.count else { return false }
      for offset in 0..<unit.count where lower(bytes[range.lowerBound + offset]) != unit[offset] { return false }
      return true
    }
  }

  /// Whether two times stand so near each other that they speak of one post.
  private static func areNeighbours(_ first: Int, _ second: Int, _ document: Document) -> Bool {
    guard document.parent(of: first) == document.parent(of: second) else { return false }
    let isParted = (first..<second).contains { document.tag($0) == .br || document.tag($0) == .hr }
    let most = document.weight(of: first..<document.end(of: first)) + (isParted ? 12 : 120)
    return document.weight(of: first..<second, upTo: most) < most
  }

  /// A fingerprint of the element around a node and of two more around that: tags and classes without numbers.
  private static func shape(around node: Int, in document: Document) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var outer = document.isText(node) ? document.parent(of: node) : node
    for _ in 0..<3 where outer > 0 {
      hash = (hash ^ UInt64(document.tag(outer).rawValue)) &* 0x100_0000_01b3
      // Of a class list the first word: the others tell odd from even and first from last.
      document.forEachClassWord(of: outer) { word in
        for index in word where !isDigit(document.pool[index]) {
          hash = (hash ^ UInt64(document.pool[index])) &* 0x100_0000_01b3
        }
        return false
      }
      outer = document.parent(of: outer)
    }
    return hash
  }
}

extension Document {
  /// Whether an attribute of an element says when: `data-time`, `data-timestamp`, and `datetime` of elements that scripts define.
  func bearsTime(_ node: Int) -> Bool {
    let record = nodes[node]
    guard record.attributeCount > 0 else { return false }
    return valueRange(.dataTime, of: node) != nil || valueRange(.dataTimestamp, of: node) != nil
      || record.tag == .other && valueRange(.dateTime, of: node) != nil
  }
}

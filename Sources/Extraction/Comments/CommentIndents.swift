import Markup

/// The rule that reads depths from how far comments are moved to the right, where answers stand beside what they answer.
///
/// Examples: `<td class="ind" indent="1"><img src="s.gif" width="40">` · `<div style="margin-left: 30px">` ·
/// `<div style="margin-left: calc(var(--indent) * 2)">` · `<ul><table>…</table></ul>` · `<div class="commentlevel-2">` · `<div class="b-tree-twig b-tree-twig-2">`.
enum CommentIndents {
  /// The items with their depths, where they have none and all lie side by side.
  static func read(_ items: [CommentItem], in document: Document) -> [CommentItem] {
    guard items.count > 1, items.indices.allSatisfy({ items[$0].depth == nil && items[$0].parentKey == nil }) else {
      return items
    }
    var end = 0
    for index in items.indices {
      if items[index].start < end { return items }
      end = items[index].end
    }
    let boxes = CommentSighting.boxes(around: items.map(\.start), in: document)
    for read in [level, margin, nesting] {
      let indents = zip(items, boxes).map { read($0, $1, document) }
      guard let first = indents[0], indents.allSatisfy({ $0 != nil }) else { continue }
      let steps = Set(indents.compactMap { $0 }).sorted()
      // The first comment answers nobody.
      guard steps.count > 1, first == steps[0] else { continue }
      var result = items
      var open: [Int] = []
      for index in items.indices {
        let indent = indents[index] ?? 0
        while let last = open.last, last >= indent { open.removeLast() }
        result[index].depth = open.count
        open.append(indent)
      }
      return result
    }
    return items
  }

  /// What class names end with before the number of a level.
  private static let levels = WordIndex(["level", "depth", "twig", "indent", "tier", "nesting"], by: .last)

  /// The item's first element and those around it that hold no other item, the outermost first, then some inside.
  private static func places(_ item: CommentItem, _ box: Int, inside: Int, _ document: Document) -> [Int] {
    var places: [Int] = []
    var node = box
    while node <= item.start, places.count < 24 {
      if !document.isText(node) { places.append(node) }
      node += 1
    }
    node = item.start + 1
    while node < min(item.end, item.start + inside) {
      if !document.isText(node) { places.append(node) }
      node += 1
    }
    return places
  }

  /// The number of a level in a class of the item or of an element that holds it alone.
  private static func level(_ item: CommentItem, _ box: Int, _ document: Document) -> Int? {
    for node in places(item, box, inside: 1, document) {
      var found: Int?
      document.forEachClassWord(of: node) { word in
        let bytes = document.pool.span
        var stop = word.upperBound
        while stop > word.lowerBound, bytes[stop - 1] >= 0x30, bytes[stop - 1] <= 0x39 { stop -= 1 }
        guard stop < word.upperBound, word.upperBound - stop <= 3 else { return true }
        var name = stop
        while name > word.lowerBound, bytes[name - 1] == 0x2d || bytes[name - 1] == 0x5f { name -= 1 }
        guard levels.length(endingAt: name, from: word.lowerBound, in: bytes, where: { _, _ in true }) != nil else {
          return true
        }
        found = number(stop..<word.upperBound, in: bytes)
        return false
      }
      if let found { return found }
    }
    return nil
  }

  /// How far to the right an item stands: an attribute, a style, the width of a spacer; 0 where its like says nothing.
  private static func margin(_ item: CommentItem, _ box: Int, _ document: Document) -> Int? {
    for node in places(item, box, inside: 10, document) {
      for name in ["indent", "data-indent"] {
        if let value = document.value(named: name, of: node), let number = Int(value), number >= 0, number < 1000 {
          return number
        }
      }
      if let range = document.valueRange(.style, of: node), let value = shift(range, document) { return value }
      if document.tag(node) == .img, let height = document.valueRange(.height, of: node),
        let tall = number(height, in: document.pool.span), tall <= 1,
        let width = document.valueRange(.width, of: node).flatMap({ number($0, in: document.pool.span) })
      {
        return width
      }
    }
    return 0
  }

  /// How many lists and quotations an item stands in, as pages had it that moved answers with them:
  /// `<ul><table>…</table><ul><table>…</table></ul></ul>`.
  private static func nesting(_ item: CommentItem, _ box: Int, _ document: Document) -> Int? {
    var depth = 0
    var outer = document.parent(of: item.start)
    while outer > 0 {
      switch document.tag(outer) {
      case .ul, .ol, .dl, .blockquote: depth += 1
      default: break
      }
      outer = document.parent(of: outer)
    }
    return depth
  }

  /// The left margin or padding of a style.
  private static func shift(_ range: Range<Int>, _ document: Document) -> Int? {
    let bytes = document.pool.span
    let style = bytes.extracting(range)
    for property: StaticString in ["margin-left", "padding-left"] {
      guard let place = style.position(of: property) else { continue }
      var index = place + property.utf8CodeUnitCount
      while index < style.count, style[index] == 0x20 || style[index] == 0x3a { index += 1 }
      // "calc(var(--indent) * 2)"
      if style.extracting(index...).begins(with: "calc(") {
        while index < style.count, style[index] != 0x2a, style[index] != 0x3b { index += 1 }
        if index < style.count, style[index] == 0x2a { index += 1 }
        while index < style.count, style[index] == 0x20 { index += 1 }
      }
      var end = index
      while end < style.count, style[end] >= 0x30, style[end] <= 0x39 { end += 1 }
      if let value = number(index..<end, in: style) { return value }
    }
    return nil
  }

  private static func number(_ range: Range<Int>, in bytes: Span<UInt8>) -> Int? {
    guard !range.isEmpty, range.count <= 4 else { return nil }
    var value = 0
    for index in range {
      guard bytes[index] >= 0x30, bytes[index] <= 0x39 else { return nil }
      value = value * 10 + Int(bytes[index] - 0x30)
    }
    return value
  }
}

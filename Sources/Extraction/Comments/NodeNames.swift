import Markup

/// The names of elements as bytes: class words, ids and what both say about an element.
extension Document {
  /// Calls `body` with the place in the pool of each word of a class attribute, until it says `false`.
  @inline(__always)
  func forEachClassWord(of node: Int, _ body: (Range<Int>) -> Bool) {
    guard let range = valueRange(.class, of: node) else { return }
    var index = range.lowerBound
    while index < range.upperBound {
      while index < range.upperBound, pool[index] <= 0x20 { index += 1 }
      let start = index
      while index < range.upperBound, pool[index] > 0x20 { index += 1 }
      if start < index, !body(start..<index) { return }
    }
  }

  /// Whether a class attribute holds a word, ASCII case aside; `word` in lower case.
  func hasClass(_ word: StaticString, _ node: Int) -> Bool {
    var found = false
    forEachClassWord(of: node) { range in
      found = equals(range, word)
      return !found
    }
    return found
  }

  /// Whether any word of a class attribute begins so, ASCII case aside; `prefix` in lower case.
  func hasClass(beginning prefix: StaticString, _ node: Int) -> Bool {
    var found = false
    forEachClassWord(of: node) { range in
      found = begins(range, prefix)
      return !found
    }
    return found
  }

  /// Whether the id is exactly this, ASCII case aside; `name` in lower case.
  func hasID(_ name: StaticString, _ node: Int) -> Bool {
    guard let range = valueRange(.identifier, of: node) else { return false }
    return equals(range, name)
  }

  /// Whether the id begins so, ASCII case aside; `prefix` in lower case.
  func hasID(beginning prefix: StaticString, _ node: Int) -> Bool {
    guard let range = valueRange(.identifier, of: node) else { return false }
    return begins(range, prefix)
  }

  /// Whether bytes of the pool are exactly this, ASCII case aside.
  @inline(__always) func equals(_ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && begins(range, word)
  }

  /// Whether bytes of the pool begin so, ASCII case aside.
  @inline(__always) func begins(_ range: Range<Int>, _ prefix: StaticString) -> Bool {
    let count = prefix.utf8CodeUnitCount
    guard range.count >= count else { return false }
    let start = unsafe prefix.utf8Start
    for offset in 0..<count where lower(pool[range.lowerBound + offset]) != (unsafe start[offset]) { return false }
    return true
  }

  /// Whether bytes of the pool hold these anywhere, ASCII case aside; `needle` in lower case and not empty.
  func contains(_ range: Range<Int>, _ needle: StaticString) -> Bool {
    pool.span.extracting(range).holds(needle)
  }

  /// Whether bytes of the pool hold a word between spaces, ASCII case aside; `word` in lower case.
  func holdsWord(_ word: StaticString, in range: Range<Int>) -> Bool { pool.span.extracting(range).holdsWord(word) }

  /// Bytes of an attribute in which names are looked for; the longest lists of classes that people write are shorter.
  private static let longestNames = 2000

  /// What class, id, `itemprop` and tag say about an element's part in a comment.
  func role(of node: Int) -> NameRole {
    var role: NameRole = []
    let record = nodes[node]
    guard record.tag != .text, record.attributeCount > 0 else { return role }
    let first = Int(record.first)
    let isNoted = !notes.isEmpty && notes[0] & NameNote.hasRoles != 0
    for index in first..<first + Int(record.attributeCount) {
      let attribute = attributes[index]
      // What is not noted is read again for each who asks.
      let range = Int(attribute.start)..<Int(attribute.start) + min(Int(attribute.length), Document.longestNames)
      switch attribute.name {
      case .class, .identifier:
        if isNoted, let note = note(attribute) {
          role.formUnion(note.role)
        } else if attribute.name == .class {
          role.formUnion(roleOfClass(range))
        } else {
          role.formUnion(NameRoles.role(of: range, in: pool.span))
        }
      case .itemProperty:
        role.formUnion(Document.roleOfProperty(pool[range]))
      case .hidden: role.insert(.unseen)
      case .ariaHidden: if equals(range, "true") { role.insert(.unseen) }
      case .style: if hidesByStyle(range) { role.insert(.unseen) }
      case let name where name.isHook:
        if isNoted, let note = note(attribute) {
          role.formUnion(note.role)
        } else {
          role.formUnion(NameRoles.role(of: range, in: pool.span))
        }
      default: continue
      }
    }
    return role
  }

  /// What the words of a class attribute say together.
  func roleOfClass(_ range: Range<Int>) -> NameRole {
    var role: NameRole = []
    var position = range.lowerBound
    while position < range.upperBound {
      while position < range.upperBound, pool[position] <= 0x20 { position += 1 }
      let start = position
      while position < range.upperBound, pool[position] > 0x20 { position += 1 }
      if start < position { role.formUnion(NameRoles.role(of: start..<position, in: pool.span)) }
    }
    return role
  }

  /// Whether attributes take an element out of sight; class names alone may stand for folded comments.
  func isOutOfSight(_ node: Int) -> Bool {
    if valueRange(.hidden, of: node) != nil { return true }
    if let range = valueRange(.ariaHidden, of: node), equals(range, "true") { return true }
    return valueRange(.style, of: node).map { hidesByStyle($0) } ?? false
  }

  /// Whether a style attribute takes the element out of sight.
  func hidesByStyle(_ range: Range<Int>) -> Bool {
    guard range.count >= 12, contains(range, "none") || contains(range, "hidden") else { return false }
    var squeezed: [UInt8] = []
    for index in range where pool[index] > 0x20 { squeezed.append(lower(pool[index])) }
    return Document.holds(squeezed, "display:none") || Document.holds(squeezed, "visibility:hidden")
  }

  /// Whether bytes hold a text of ASCII.
  static func holds(_ bytes: [UInt8], _ needle: StaticString) -> Bool { place(of: needle, in: bytes) != nil }

  /// Where bytes first hold a text of ASCII.
  static func place(of needle: StaticString, in bytes: [UInt8]) -> Int? {
    let count = needle.utf8CodeUnitCount
    guard bytes.count >= count, count > 0 else { return nil }
    let start = unsafe needle.utf8Start
    search: for index in 0...(bytes.count - count) {
      for offset in 0..<count where bytes[index + offset] != (unsafe start[offset]) { continue search }
      return index
    }
    return nil
  }

  private static func roleOfProperty(_ name: ArraySlice<UInt8>) -> NameRole {
    NameRole(rawValue: propertyRoles.value(of: PhraseTable.hash(name)))
  }

  private static let propertyRoles = PhraseTable(
    [
      (NameRole.authorBox, ["author", "creator"]), (.author, ["name"]), (.avatar, ["image"]),
      (.date, ["commentTime", "dateCreated", "datePublished", "dateModified"]),
      (.body, ["commentText", "text", "articleBody", "reviewBody", "description"]),
    ].flatMap { role, names in names.map { (phrase: $0, value: role.rawValue) } })

  /// The number of bytes of text below a node that are no white space, counted up to a limit.
  ///
  /// - Complexity: O(1) where `noteWeights` was called and the limit is not reached.
  func weight(of nodes: Range<Int>, upTo limit: Int = .max) -> Int {
    var sum = 0
    if !sums.isEmpty {
      let sums = sums.span
      let before = sums[nodes.lowerBound]
      let whole = Int(sums[nodes.upperBound] - before)
      if whole < limit { return whole }
      // The text that reaches the limit counts as a whole.
      for node in nodes {
        sum = Int(sums[node + 1] - before)
        if sum >= limit { break }
      }
      return sum
    }
    let bytes = pool.span
    for node in nodes where isText(node) {
      sum += bytes.extracting(textRange(of: node)).weight
      if sum >= limit { return sum }
    }
    return sum
  }

  /// Whether any text below a node holds a letter.
  func holdsLetters(_ node: Int) -> Bool {
    let bytes = pool.span
    for inner in node..<end(of: node) where isText(inner) {
      for index in textRange(of: inner) {
        let byte = bytes[index]
        if byte >= 0x80 || (byte | 0x20) &- 0x61 < 26 { return true }
      }
    }
    return false
  }

  /// Notes the weight of the text before each node, for pages on which `weight` is asked again and again.
  mutating func noteWeights() {
    if sums.isEmpty { sums = weights() }
  }

  private func weights() -> [Int32] {
    let bytes = pool.span
    var sums = [Int32](repeating: 0, count: count + 1)
    var sum: Int32 = 0
    for node in 0..<count {
      sums[node] = sum
      let record = nodes[node]
      guard record.tag == .text else { continue }
      sum += Int32(bytes.extracting(Int(record.first)..<Int(record.first) + Int(record.length)).weight)
    }
    sums[count] = sum
    return sums
  }
}

/// An ASCII capital as its small letter.
@inline(__always) func lower(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }

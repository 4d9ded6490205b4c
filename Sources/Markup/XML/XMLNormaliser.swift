/// Rewrites feeds and sitemaps as well-formed XML without a document type, so that libxml2 reads every one of them.
///
/// Real feeds hold HTML's references, bare ampersands, control characters, tags that are never closed, and end in the
/// middle. All of it is mended here: references are decoded, end tags balanced, doctypes dropped. Without a doctype there
/// is no entity to expand and nothing to load. The whole lies in one root element `x`, so that trailing matter is no loss.
struct XMLNormaliser {
  /// The text as libxml2 shall read it.
  private(set) var output: [UInt8] = []

  /// Where the values of the text's own entities stand.
  private var entities: [[UInt8]: Range<Int>] = [:]
  /// Bytes that entities may still make.
  private var expansion = 65_536

  private let view: ByteView
  private var position = 0
  private var open: [Range<Int>] = []
  private var overflow = 0
  /// Closing marks that do not come any more, so that each is looked for in vain once only.
  private var missing: Set<UInt8> = []
  private let references = CharacterReferences.shared

  private static let deepest = 200
  private static let mostAttributes = 64
  /// HTML elements without content that stand naked in ill-formed feeds.
  private static let empty: [[UInt8]] = ["br", "img", "hr", "input"].map { Array($0.utf8) }

  /// Prepares to rewrite valid UTF-8.
  init(_ view: ByteView) {
    self.view = view
    output.reserveCapacity(view.count + view.count / 8 + 64)
  }

  /// Rewrites the whole text.
  mutating func run() {
    write("<x>")
    position = view.index(of: 0x3C, from: 0)
    while position < view.count {
      let bracket = view.index(of: 0x3C, from: position)
      writeText(position..<bracket)
      position = bracket
      guard position < view.count else { break }
      let next = view[position + 1]
      if next.isNameStart {
        startTag()
      } else if next == 0x2F, view[position + 2].isNameStart {
        endTag()
      } else if next == 0x21 {
        declaration()
      } else if next == 0x3F {
        position = end(of: "?>", from: position) ?? view.index(of: 0x3E, from: position) + 1
      } else {
        write("&lt;")
        position += 1
      }
    }
    while let name = open.popLast() { writeEnd(name) }
    write("</x>")
  }

  private mutating func name() -> Range<Int> {
    let start = output.count
    while position < view.count {
      let byte = view[position]
      if byte.isHTMLSpace || byte == 0x2F || byte == 0x3E || byte == 0x3D || byte == 0x3C { break }
      if output.count - start < 100 { output.append(byte.isNameCharacter ? byte : 0x5F) }
      position += 1
    }
    return start..<output.count
  }

  private mutating func startTag() {
    let mark = output.count
    output.append(0x3C)
    position += 1
    let name = name()
    var isSelfClosing = false
    var count = 0
    var seen: [Range<Int>] = []
    while position < view.count {
      while view[position].isHTMLSpace { position += 1 }
      let byte = view[position]
      if byte == 0x3E {
        position += 1
        break
      }
      if byte == 0x2F {
        isSelfClosing = view[position + 1] == 0x3E
        position += 1
        continue
      }
      // A tag that was never finished ends where the next begins.
      if byte == 0x3C { break }
      guard byte.isNameStart, count < XMLNormaliser.mostAttributes else {
        skipAttribute()
        continue
      }
      count += 1
      attribute(&seen)
    }
    if XMLNormaliser.empty.contains(where: { output[name].elementsEqual($0) }) { isSelfClosing = true }
    if open.count >= XMLNormaliser.deepest {
      output.removeSubrange(mark...)
      if !isSelfClosing { overflow += 1 }
      return
    }
    if isSelfClosing { output.append(0x2F) } else { open.append(name) }
    output.append(0x3E)
  }

  private mutating func skipAttribute() {
    position += 1
    while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E, view[position] != 0x3C {
      position = closing(view[position]).map { $0 + 1 } ?? position + 1
    }
  }

  private mutating func attribute(_ seen: inout [Range<Int>]) {
    let mark = output.count
    output.append(0x20)
    let name = name()
    let isDouble = seen.contains { output[$0].elementsEqual(output[name]) }
    while view[position].isHTMLSpace { position += 1 }
    write("=\"")
    if view[position] == 0x3D {
      position += 1
      while view[position].isHTMLSpace { position += 1 }
      let quote = view[position]
      if let close = closing(quote) {
        writeText(position + 1..<close)
        position = close + 1
      } else {
        let start = position
        while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E { position += 1 }
        writeText(start..<position)
      }
    }
    output.append(0x22)
    if isDouble { output.removeSubrange(mark...) } else { seen.append(name) }
  }

  /// Where the quotation that begins at the position ends; `nil` where none begins or it never ends.
  private mutating func closing(_ quote: UInt8) -> Int? {
    guard quote == 0x22 || quote == 0x27, !missing.contains(quote) else { return nil }
    let close = view.index(of: quote, from: position + 1)
    if close < view.count { return close }
    missing.insert(quote)
    return nil
  }

  private mutating func endTag() {
    position += 2
    let mark = output.count
    let name = name()
    let letters = Array(output[name])
    output.removeSubrange(mark...)
    while position < view.count, view[position] != 0x3E, view[position] != 0x3C { position += 1 }
    if view[position] == 0x3E { position += 1 }
    if overflow > 0 {
      overflow -= 1
      return
    }
    guard let match = open.lastIndex(where: { output[$0].elementsEqual(letters) }) else { return }
    while open.count > match {
      let name = open.removeLast()
      writeEnd(name)
    }
  }

  private mutating func writeEnd(_ name: Range<Int>) {
    write("</")
    output.append(contentsOf: Array(output[name]))
    output.append(0x3E)
  }

  private mutating func declaration() {
    if view.matches("<!--", at: position) {
      position = end(of: "-->", from: position + 4) ?? view.index(of: 0x3E, from: position) + 1
    } else if view.matches("<![cdata[", at: position) {
      let start = position + 9
      let close = end(of: "]]>", from: start)
      let last = close.map { $0 - 3 } ?? unclosedData(from: start)
      writeText(start..<last, decoding: false)
      position = close ?? last
    } else {
      doctype()
    }
  }

  /// Where CDATA ends that is never closed: before the end tag of the element that it stands in.
  private func unclosedData(from start: Int) -> Int {
    guard let last = open.last else { return view.count }
    let name = output[last]
    var index = start
    while index < view.count {
      index = view.index(of: 0x3C, from: index)
      if view[index + 1] == 0x2F {
        var offset = 0
        for byte in name where view[index + 2 + offset] == byte { offset += 1 }
        if offset == name.count { return index }
      }
      index += 1
    }
    return view.count
  }

  /// Writes what the text itself declared an entity to be, and gives the offset behind the reference.
  private mutating func writeEntity(at start: Int) -> Int? {
    let end = view.index(of: 0x3B, from: start)
    guard end < view.count, end - start < 64, let value = unsafe entities[Array(view.bytes(start + 1..<end))],
      value.count <= expansion
    else { return nil }
    expansion -= value.count
    writeText(value)
    return end + 1
  }

  /// Remembers a plain internal entity: no references in it, so that nothing grows.
  private mutating func entity() {
    position += 8
    while view[position].isHTMLSpace { position += 1 }
    let start = position
    while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E { position += 1 }
    let name = unsafe Array(view.bytes(start..<position))
    while view[position].isHTMLSpace { position += 1 }
    guard let close = closing(view[position]), close - position < 1024, entities.count < 64 else { return }
    let value = position + 1..<close
    position = close + 1
    if view.index(of: 0x26, from: value.lowerBound) >= close, view.index(of: 0x3C, from: value.lowerBound) >= close {
      entities[name] = value
    }
  }

  private mutating func doctype() {
    var depth = 0
    var quote: UInt8 = 0
    while position < view.count {
      if quote == 0, depth > 0, view.matches("<!entity", at: position) { entity() }
      let byte = view[position]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if depth > 0, view.matches("<!--", at: position) {
        position = end(of: "-->", from: position + 4) ?? view.count
        continue
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == 0x5B {
        depth += 1
      } else if byte == 0x5D {
        depth -= 1
      } else if byte == 0x3E, depth <= 0 {
        position += 1
        return
      }
      position += 1
    }
  }

  private mutating func end(of mark: StaticString, from start: Int) -> Int? {
    var index = start
    let first = unsafe mark.utf8Start[0]
    guard !missing.contains(first) else { return nil }
    while true {
      index = view.index(of: 0x3E, from: index)
      guard index < view.count else {
        missing.insert(first)
        return nil
      }
      if view.matches(mark, at: index - mark.utf8CodeUnitCount + 1), index - mark.utf8CodeUnitCount + 1 >= start - 4 {
        return index + 1
      }
      index += 1
    }
  }

  private mutating func writeText(_ range: Range<Int>, decoding: Bool = true) {
    var from = range.lowerBound
    var index = from
    let end = min(range.upperBound, view.count)
    while index < end {
      let byte = view[index]
      let isNoncharacter = byte == 0xEF && view[index + 1] == 0xBF && view[index + 2] >= 0xBE
      guard
        byte < 0x20 || byte == 0x26 || byte == 0x3C || byte == 0x3E || byte == 0x22 || isNoncharacter
          || byte == 0xC2 && view[index + 1] < 0xA0
      else {
        index += 1
        continue
      }
      if byte == 0x09 || byte == 0x0A || byte == 0x0D {
        index += 1
        continue
      }
      unsafe output.append(contentsOf: view.bytes(from..<index))
      index = writeSpecial(byte, at: index, decoding: decoding)
      from = index
    }
    if from < end { unsafe output.append(contentsOf: view.bytes(from..<end)) }
  }

  private mutating func writeSpecial(_ byte: UInt8, at index: Int, decoding: Bool) -> Int {
    switch byte {
    case 0x3C: write("&lt;")
    case 0x3E: write("&gt;")
    case 0x22: write("&quot;")
    case 0x26:
      if decoding, !entities.isEmpty, let end = writeEntity(at: index) { return end }
      guard decoding, let match = references.match(view, at: index, inAttribute: false), view[match.end - 1] == 0x3B
      else {
        write("&amp;")
        return index + 1
      }
      write(codePoint: match.first)
      if match.second != 0 { write(codePoint: match.second) }
      return match.end
    case 0xC2:
      // Ours: a C1 control is what careless conversion made of windows-1252.
      write(codePoint: CharacterReferences.meaning(ofControl: view[index + 1]))
      return index + 2
    case 0xEF: return index + 3
    default: break
    }
    return index + 1
  }

  private mutating func write(codePoint: UInt32) {
    switch codePoint {
    case 0x26: write("&amp;")
    case 0x22: write("&quot;")
    case 0x3C: write("&lt;")
    case 0x3E: write("&gt;")
    case 0x09, 0x0A, 0x0D: output.append(UInt8(codePoint))
    case 0..<0x20, 0xFFFE, 0xFFFF: return
    default: output.append(codePoint: codePoint)
    }
  }

  private mutating func write(_ text: StaticString) {
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension UInt8 {
  /// Whether an XML name may begin with the byte; bytes of characters beyond ASCII may.
  var isNameStart: Bool { isASCIILetter || self == 0x5F || self == 0x3A || self >= 0x80 }
}

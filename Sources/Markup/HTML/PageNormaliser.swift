/// Rewrites a page as the plainest HTML that says the same, so that libxml2 cannot misread it.
///
/// libxml2 2.9 tokenises as HTML 4 did: it knows a ninth of the character references, reads markup in titles and text
/// areas, is quadratic in the attributes of a tag, and swallows end tags that it thinks unmatched. This one pass over the
/// bytes is the HTML standard's tokeniser (§13.2.5) reduced to what decides where tokens begin and end. It writes
/// - text with all references decoded, in which only `&lt;`, `&amp;` and, in attributes, `&quot;` remain,
/// - tags with names in lower case and at most so many attributes, all quoted,
/// - end tags as start tags whose names begin with `z.`, so that all of them arrive,
/// - no comments, doctypes or instructions, and script and style without their bodies, unless a script holds data.
struct PageNormaliser {
  /// The page as libxml2 shall read it.
  private(set) var output: [UInt8] = []
  /// Attributes that were dropped.
  private(set) var droppedAttributes = 0
  /// Whether the doctype, or its absence, puts browsers into quirks mode.
  private(set) var isQuirky = true

  /// Whether the text is a piece of a page: then comments and declarations that never end are no end of it all, and
  /// frames hold markup.
  var isSnippet = false

  private let view: ByteView
  private let attributeLimit: Int
  private var position = 0
  private var foreign = ForeignScope()
  private var sawTag = false
  private let references = CharacterReferences.shared

  /// Prepares to rewrite valid UTF-8.
  init(_ view: ByteView, attributeLimit: Int) {
    self.view = view
    self.attributeLimit = attributeLimit
    output.reserveCapacity(view.count + view.count / 16 + 64)
  }

  /// Rewrites the whole page.
  mutating func run() {
    while position < view.count {
      let open = view.index(of: 0x3C, from: position)
      writeText(position..<open, decoding: true)
      position = open
      guard position < view.count else { return }
      let next = view[position + 1]
      if next.isASCIILetter {
        startTag()
      } else if next == 0x2F {
        endTag()
      } else if next == 0x21 {
        declaration()
      } else if next == 0x3F {
        position = min(view.index(of: 0x3E, from: position) + 1, view.count)
      } else {
        write("&lt;")
        position += 1
      }
    }
  }

  // MARK: Markup

  private mutating func endTag() {
    let next = view[position + 2]
    guard next.isASCIILetter else {
      if next == 0x3E {
        position += 3
      } else if position + 2 >= view.count {
        write("&lt;/")
        position = view.count
      } else {
        position = min(view.index(of: 0x3E, from: position) + 1, view.count)
      }
      return
    }
    let mark = output.count
    write("<z.")
    let nameStart = output.count
    position += 2
    writeName()
    let name = output.count
    var ignored = 0
    guard skipAttributes(&ignored) else {
      output.removeSubrange(mark...)
      return
    }
    foreign.close(output[nameStart..<name])
    output.append(0x3E)
  }

  private mutating func startTag() {
    let mark = output.count
    output.append(0x3C)
    position += 1
    // libxml2 would take a second `html` or `head` for a mistake.
    if view.matches("html", at: position) || view.matches("head", at: position) { write("y.") }
    let nameStart = output.count
    writeName()
    if output[nameStart] >= 0x79, nameStart + 1 < output.count, output[nameStart + 1] == 0x2E {
      output[nameStart + 1] = 0x5F
    }
    let name = Array(output[nameStart...])
    let isScript = name.elementsEqual("script".utf8)
    guard let isSelfClosing = writeAttributes() else {
      output.removeSubrange(mark...)
      return
    }
    sawTag = true
    let wasForeign = foreign.isForeign
    foreign.open(name[...], isSelfClosing: isSelfClosing)
    if isSelfClosing, foreign.isForeign || wasForeign { write(" _=\"\"") }
    let scriptTag = mark..<output.count
    output.append(0x3E)
    guard !foreign.isForeign, !wasForeign else { return }
    switch RawText(name: name) {
    case .none: break
    case .hidden where isSnippet && !isScript && !name.elementsEqual("style".utf8): break
    case .text: rawText(name, decoding: true, keeping: true)
    case .verbatim: rawText(name, decoding: false, keeping: true)
    case .hidden: rawText(name, decoding: false, keeping: isScript && holdsData(scriptTag))
    case .rest:
      writeText(position..<view.count, decoding: false)
      position = view.count
    }
    if name.elementsEqual("pre".utf8) || name.elementsEqual("listing".utf8) {
      if view[position] == 0x0D { position += 1 }
      if view[position] == 0x0A { position += 1 }
    }
  }

  /// Writes a tag's name in lower case, with an underscore for what libxml2 takes for no name character.
  private mutating func writeName() {
    let limit = output.count + 64
    while position < view.count {
      let byte = view[position]
      if byte.isHTMLSpace || byte == 0x2F || byte == 0x3E { return }
      if output.count < limit { output.append(byte.isNameCharacter ? byte.lowercasedASCII : 0x5F) }
      position += 1
    }
  }

  /// Goes behind the end of a tag without writing; `false` when the page ends first.
  private mutating func skipAttributes(_ count: inout Int) -> Bool {
    while let attribute = nextAttribute() {
      if attribute.isEnd { return true }
      count += 1
    }
    return false
  }

  /// Writes a tag's attributes and goes behind its end; `nil` when the page ends first.
  private mutating func writeAttributes() -> Bool? {
    var count = 0
    while let attribute = nextAttribute() {
      if attribute.isEnd { return attribute.isSelfClosing }
      guard count < attributeLimit else {
        droppedAttributes += 1
        continue
      }
      count += 1
      let name = attribute.name
      guard !name.isEmpty, name.count <= 64, isWritable(name) else { continue }
      output.append(0x20)
      for index in name { output.append(view[index].lowercasedASCII) }
      output.append(0x3D)
      output.append(0x22)
      writeValue(attribute.value)
      output.append(0x22)
    }
    return nil
  }

  private func isWritable(_ name: Range<Int>) -> Bool {
    let first = view[name.lowerBound]
    guard first.isASCIILetter || first == 0x3A || first == 0x5F, name.count > 1 || first.isASCIILetter else {
      return false
    }
    for index in name where !view[index].isNameCharacter { return false }
    return true
  }

  private struct RawAttribute {
    var name = 0..<0
    var value = 0..<0
    var isEnd = false
    var isSelfClosing = false
  }

  /// The next attribute of the tag at the position, or its end; `nil` when the page ends first.
  private mutating func nextAttribute() -> RawAttribute? {
    var slash = false
    while view[position].isHTMLSpace || view[position] == 0x2F {
      slash = view[position] == 0x2F
      position += 1
    }
    guard position < view.count else { return nil }
    var attribute = RawAttribute()
    if view[position] == 0x3E {
      position += 1
      attribute.isEnd = true
      attribute.isSelfClosing = slash
      return attribute
    }
    let start = position
    position += 1  // an attribute's name may begin with an equals sign
    while position < view.count {
      let byte = view[position]
      if byte.isHTMLSpace || byte == 0x2F || byte == 0x3E || byte == 0x3D { break }
      position += 1
    }
    attribute.name = start..<position
    var ahead = position
    while view[ahead].isHTMLSpace { ahead += 1 }
    guard view[ahead] == 0x3D else { return position < view.count ? attribute : nil }
    position = ahead + 1
    while view[position].isHTMLSpace { position += 1 }
    let quote = view[position]
    if quote == 0x22 || quote == 0x27 {
      let close = view.index(of: quote, from: position + 1)
      guard close < view.count else {
        position = view.count
        return nil
      }
      attribute.value = position + 1..<close
      position = close + 1
      return attribute
    }
    let valueStart = position
    while position < view.count, !view[position].isHTMLSpace, view[position] != 0x3E { position += 1 }
    attribute.value = valueStart..<position
    return position < view.count ? attribute : nil
  }

  private mutating func declaration() {
    if view[position + 2] == 0x2D, view[position + 3] == 0x2D {
      comment()
    } else if foreign.isForeign, view.matches("<![cdata[", at: position) {
      let start = position + 9
      var end = start
      while end < view.count, !(view[end] == 0x5D && view[end + 1] == 0x5D && view[end + 2] == 0x3E) {
        end = view.index(of: 0x5D, from: end + 1)
      }
      writeText(min(start, end)..<end, decoding: false)
      position = min(end + 3, view.count)
    } else {
      let end = view.index(of: 0x3E, from: position)
      if isSnippet, end == view.count {
        write("&lt;")
        position += 1
        return
      }
      if view.matches("<!doctype", at: position), !sawTag { isQuirky = Doctype.isQuirky(view, position..<end) }
      position = min(end + 1, view.count)
    }
  }

  private mutating func comment() {
    var end = position + 4
    // `<!-->` and `<!--->` are whole comments.
    if view[end] == 0x3E {
      position = end + 1
      return
    }
    if view[end] == 0x2D, view[end + 1] == 0x3E {
      position = end + 2
      return
    }
    let first = view.index(of: 0x3E, from: end)
    while end < view.count {
      end = view.index(of: 0x3E, from: end)
      if view[end - 1] == 0x2D && view[end - 2] == 0x2D { break }
      if view[end - 1] == 0x21 && view[end - 2] == 0x2D && view[end - 3] == 0x2D && end - 3 >= position + 4 { break }
      end += 1
    }
    if end >= view.count, isSnippet {
      position = first < view.count ? first + 1 : min(position + 4, view.count)
    } else {
      position = min(end + 1, view.count)
    }
  }

  // MARK: Text

  /// Handles an element whose content is not markup: goes to its end tag, writing the content where it is kept.
  private mutating func rawText(_ name: [UInt8], decoding: Bool, keeping: Bool) {
    let start = position
    var end = start
    let isScript = name.elementsEqual("script".utf8)
    while true {
      end = view.index(of: 0x3C, from: end)
      guard end < view.count else { break }
      if view[end + 1] == 0x2F, isEnd(name, at: end) { break }
      if isScript, view.matches("<!--", at: end), let after = escapedScriptEnd(from: end + 4) {
        end = after
        continue
      }
      end += 1
    }
    position = end
    let keeps = keeping || isScript && ScriptData.isWanted(view, start..<end)
    if keeps { writeText(start..<end, decoding: decoding) }
  }

  private func isEnd(_ name: [UInt8], at open: Int) -> Bool {
    for offset in 0..<name.count where view[open + 2 + offset].lowercasedASCII != name[offset] { return false }
    let after = view[open + 2 + name.count]
    return after.isHTMLSpace || after == 0x2F || after == 0x3E
  }

  /// Where an escaped part of a script ends, or `nil` where the script just goes on.
  ///
  /// Inside `<!-- <script> … </script> -->` an end tag closes the inner script only ("script data double escaped").
  private func escapedScriptEnd(from start: Int) -> Int? {
    var index = start
    var isDouble = false
    // `<!-->` and `<!--->` end the escape at once.
    if view[index] == 0x3E || view[index] == 0x2D && view[index + 1] == 0x3E { return nil }
    while index < view.count {
      let byte = view[index]
      if byte == 0x2D, view[index + 1] == 0x2D {
        var dash = index + 2
        while view[dash] == 0x2D { dash += 1 }
        if view[dash] == 0x3E { return dash }
        index = dash
        continue
      }
      if byte == 0x3C {
        let isClosing = view[index + 1] == 0x2F
        let name = index + (isClosing ? 2 : 1)
        if view.matches("script", at: name) {
          let after = view[name + 6]
          if after.isHTMLSpace || after == 0x2F || after == 0x3E {
            if isClosing, !isDouble { return index }
            isDouble = !isClosing
          }
        }
      }
      index += 1
    }
    // Never closed: the standard loses the rest of the page; so do browsers.
    return view.count
  }

  private func holdsData(_ tag: Range<Int>) -> Bool {
    unsafe output.withUnsafeBufferPointer { buffer in
      ScriptData.isDataType(unsafe ByteView(UnsafeBufferPointer(rebasing: buffer[tag])))
    }
  }

  private mutating func writeValue(_ range: Range<Int>) {
    // The bytes of an image inside an address say nothing.
    let range =
      range.count > 256 && view.matches("data:", at: range.lowerBound)
      ? range.lowerBound..<range.lowerBound + 5 : range
    var from = range.lowerBound
    var index = from
    while index < range.upperBound {
      let byte = view[index]
      guard byte == 0x26 || byte == 0x22 || byte == 0x3C || byte == 0x0D || byte == 0 else {
        index += 1
        continue
      }
      unsafe output.append(contentsOf: view.bytes(from..<index))
      index = writeSpecial(byte, at: index, end: range.upperBound, decoding: true, inAttribute: true)
      from = index
    }
    unsafe output.append(contentsOf: view.bytes(from..<range.upperBound))
  }

  private mutating func writeText(_ range: Range<Int>, decoding: Bool) {
    var from = range.lowerBound
    var index = from
    while index < range.upperBound {
      let byte = view[index]
      let isControl = byte == 0xC2 && view[index + 1] < 0xA0
      guard byte == 0x26 || byte == 0x3C || byte == 0x0D || byte == 0 || isControl else {
        index += 1
        continue
      }
      unsafe output.append(contentsOf: view.bytes(from..<index))
      index = writeSpecial(byte, at: index, end: range.upperBound, decoding: decoding, inAttribute: false)
      from = index
    }
    unsafe output.append(contentsOf: view.bytes(from..<range.upperBound))
  }

  /// Writes what a byte that cannot stand for itself means, and gives the offset behind it.
  private mutating func writeSpecial(_ byte: UInt8, at index: Int, end: Int, decoding: Bool, inAttribute: Bool) -> Int {
    switch byte {
    case 0x26:
      guard decoding, let match = references.match(view, at: index, inAttribute: inAttribute), match.end <= end else {
        write("&amp;")
        return index + 1
      }
      write(codePoint: match.first)
      if match.second != 0 { write(codePoint: match.second) }
      return match.end
    case 0x22: write("&quot;")
    case 0x3C: write("&lt;")
    case 0xC2:
      // Ours: a C1 control is what careless conversion made of windows-1252.
      write(codePoint: CharacterReferences.meaning(ofControl: view[index + 1]))
      return index + 2
    case 0x0D:
      output.append(0x0A)
      if view[index + 1] == 0x0A { return index + 2 }
    default:
      // NUL: the standard drops it from text in the body and replaces it elsewhere.
      if inAttribute { write(codePoint: 0xFFFD) }
    }
    return index + 1
  }

  private mutating func write(codePoint: UInt32) {
    switch codePoint {
    case 0x26: write("&amp;")
    case 0x22: write("&quot;")
    case 0x3C: write("&lt;")
    default: output.append(codePoint: codePoint)
    }
  }

  private mutating func write(_ text: StaticString) {
    unsafe output.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

extension UInt8 {
  /// Whether libxml2's HTML parser reads the byte as part of a name.
  var isNameCharacter: Bool {
    isASCIILetter || isASCIIDigit || self == 0x2D || self == 0x5F || self == 0x3A || self == 0x2E
  }
}

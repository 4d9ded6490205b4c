import Model

/// Rewrites a page as the plainest HTML that says the same, so that libxml2 cannot misread it.
///
/// libxml2 2.9 tokenises as HTML 4 did: it knows a ninth of the character references, reads markup in titles and text
/// areas, is quadratic in the attributes of a tag, and swallows end tags that it thinks unmatched. This one pass over the
/// bytes is the HTML standard's tokeniser (§13.2.5) reduced to what decides where tokens begin and end. It writes
/// - start tags with names in lower case, and with one letter for their attributes, which go into a table of their own,
///   at most so many for a tag and without those that nobody reads (`PageTable`),
/// - one letter for each end tag, so that all of them arrive, and one for each text (`Mark`), whose words go into the
///   table with all references decoded and runs of white space folded outside `pre`,
/// - white space between tags, folded,
/// - no comments, doctypes or instructions, and script and style without their bodies, unless a script holds data.
struct PageNormaliser: ~Copyable {
  /// The page as libxml2 shall read it.
  var output: ByteSink
  /// The attributes and words, which do not travel through libxml2.
  var table: PageTable
  /// Attributes that were dropped because a tag had too many.
  private(set) var droppedAttributes = 0
  /// Whether the doctype, or its absence, puts browsers into quirks mode.
  private(set) var isQuirky = true
  /// Whether the text is a piece of a page: then comments and declarations that never end are no end of it all, and
  /// frames hold markup.
  var isSnippet = false

  /// Where the output ended when a text, or white space alone, was last written; what comes then goes on with it.
  var textEnd = -1
  var blank = 0..<0

  let view: ByteView
  let references = CharacterReferences.shared
  let shortTags = ShortNames.tags
  private let shortAttributes = ShortNames.attributes
  var position = 0
  /// `pre` and the like that are open: their white space is text.
  private var preformatted = 0
  var foreign = ForeignScope()
  private var sawTag = false
  /// Whether the script in hand says that it is data.
  private var holdsData = false
  private let attributeLimit: Int

  /// Prepares to rewrite valid UTF-8.
  init(_ view: ByteView, attributeLimit: Int) {
    self.view = view
    self.attributeLimit = attributeLimit
    output = ByteSink(capacity: view.count / 6 + 64)
    table = PageTable(size: view.count)
  }

  /// Rewrites the whole page.
  mutating func run() {
    while position < view.count {
      let open = view.index(of: 0x3C, from: position)
      if open > position { writeText(position..<open, decoding: true, folding: preformatted == 0) }
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
        writeText(position..<position + 1, decoding: false, folding: false)
        position += 1
      }
    }
  }

  // MARK: Tags

  private mutating func endTag() {
    let next = view[position + 2]
    guard next.isASCIILetter else {
      if next == 0x3E {
        position += 3
      } else if position + 2 >= view.count {
        writeText(position..<view.count, decoding: false, folding: false)
        position = view.count
      } else {
        position = min(view.index(of: 0x3E, from: position) + 1, view.count)
      }
      return
    }
    position += 2
    let name = readName()
    guard skipAttributes() else { return }
    let tag = name.tag
    foreign.close(tag)
    if tag == .pre || tag == .textarea || tag == .listing { preformatted = max(0, preformatted - 1) }
    if tag == .other {
      Mark.writeName(to: &output)
      write(name)
      Mark.writeName(to: &output)
    } else {
      Mark.write(endOf: tag, to: &output)
    }
  }

  private mutating func startTag() {
    let mark = output.count
    output.append(0x3C)
    position += 1
    let name = readName()
    let tag = name.tag
    // libxml2 would take a second `html` or `head` for a mistake.
    if tag == .html || tag == .head { output.append("y.") }
    let nameStart = output.count
    write(name)
    if tag == .other, output[nameStart] == 0x79, output[nameStart + 1] == 0x2E { output[nameStart + 1] = 0x5F }
    let wasForeign = foreign.isForeign
    holdsData = false
    guard let isSelfClosing = readAttributes(of: tag, inForeign: wasForeign || tag == .svg) else {
      table.drop()
      output.truncate(to: mark)
      return
    }
    sawTag = true
    foreign.open(tag, isSelfClosing: isSelfClosing)
    if let letter = table.end(isSelfClosing: isSelfClosing && (foreign.isForeign || wasForeign)) {
      output.append(0x20)
      output.append(letter)
    }
    output.append(0x3E)
    guard !foreign.isForeign, !wasForeign else { return }
    if isSelfClosing, !isSnippet, isLeftOpen(tag) {
      Mark.write(endOf: tag, to: &output)
      return
    }
    content(of: tag)
  }

  /// Handles what comes behind a start tag when it is not plain markup.
  private mutating func content(of tag: Tag) {
    switch tag {
    case .script: rawText(of: tag, decoding: false, keeping: holdsData)
    case .style: rawText(of: tag, decoding: false, keeping: false)
    case .iframe, .noembed, .noframes: if !isSnippet { rawText(of: tag, decoding: false, keeping: false) }
    case .title, .textarea: rawText(of: tag, decoding: true, keeping: true)
    case .xmp: rawText(of: tag, decoding: false, keeping: true)
    case .plaintext:
      writeText(position..<view.count, decoding: false, folding: false)
      position = view.count
    case .pre, .listing:
      preformatted += 1
      if view[position] == 0x0D { position += 1 }
      if view[position] == 0x0A { position += 1 }
    default: break
    }
  }

  /// Goes behind the end of a tag without writing; `false` when the page ends first.
  private mutating func skipAttributes() -> Bool {
    if view[position] == 0x3E {
      position += 1
      return true
    }
    while let attribute = nextAttribute() {
      if attribute.isEnd { return true }
    }
    return false
  }

  /// Puts a tag's attributes into the table and goes behind its end; `nil` when the page ends first.
  private mutating func readAttributes(of tag: Tag, inForeign: Bool) -> Bool? {
    table.begin()
    if view[position] == 0x3E {
      position += 1
      return false
    }
    var count = 0
    // Nearly all attributes are a known name, an equals sign, and a value in quotation marks without references.
    let isPlain = !inForeign && tag != .script
    while true {
      if isPlain, count < attributeLimit, readPlainAttribute() {
        count += 1
        continue
      }
      guard let attribute = nextAttribute() else { return nil }
      if attribute.isEnd { return attribute.isSelfClosing }
      guard count < attributeLimit else {
        droppedAttributes += 1
        continue
      }
      count += 1
      if attribute.known != 0, !inForeign {
        guard table.add(attribute.known) else { continue }
      } else {
        guard attribute.isReadable,
          AttributeChoice.isKept(attribute.name, value: attribute.value, of: view, inForeign: inForeign),
          unsafe table.add(named: attribute.hash, view.bytes(attribute.name))
        else { continue }
      }
      if tag == .script, ScriptData.isDataType(view, name: attribute.name, value: attribute.value) { holdsData = true }
      readValue(attribute.value)
    }
  }

  /// Takes the next attribute over where it is of the usual kind; otherwise nothing is done.
  @inline(__always) private mutating func readPlainAttribute() -> Bool {
    var start = position
    while view[start].isHTMLSpace { start += 1 }
    guard let lanes = view.lanes(at: start) else { return false }
    let equals = lanes.equal(to: 0x3D)
    guard equals != 0 else { return false }
    let count = equals.trailingZeroBitCount / 8
    let known = shortAttributes.value(of: lanes.lowercasedWord & ~(UInt64.max << UInt64(8 * count)))
    let quote = view[start + count + 1]
    guard known != 0, quote == 0x22 || quote == 0x27 else { return false }
    let first = start + count + 2
    let close = view.endOfPlainValue(from: first, quote: quote)
    guard view[close] == quote else { return false }
    position = close + 1
    guard table.add(known) else { return true }
    // The bytes of an image inside an address say nothing.
    let isData = close - first > 256 && view.matches("data:", at: first)
    unsafe table.pool.append(contentsOf: view.bytes(first..<(isData ? first + 5 : close)))
    table.endValue()
    return true
  }

  private struct RawAttribute {
    var name = 0..<0
    /// The number of the name where it is short and listed in `AttributeName`; else 0.
    var known: UInt16 = 0
    /// The hash of the name in lower case.
    var hash: UInt64 = 0
    /// Whether the name is one that libxml2 would read, unlike `@click`.
    var isReadable = false
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
    if let lanes = view.lanes(at: start) {
      let ends = lanes.below(0x21) | lanes.equal(to: 0x2F) | lanes.equal(to: 0x3E) | lanes.equal(to: 0x3D)
      let count = ends.trailingZeroBitCount / 8
      if ends != 0, view[start + count].endsAttributeName {
        let letters = lanes.lowercasedWord & ~(UInt64.max << UInt64(8 * count))
        attribute.known = shortAttributes.value(of: letters)
        if attribute.known != 0 {
          attribute.isReadable = true
          attribute.hash = NameTable.attributeHashes[Int(attribute.known)]
          position += count
        }
      }
    }
    if attribute.known == 0 { readName(of: &attribute) }
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

  /// Goes behind an attribute's name, which may begin with an equals sign.
  private mutating func readName(of attribute: inout RawAttribute) {
    let start = position
    let first = view[start]
    var isReadable = first.isASCIILetter || first == 0x3A || first == 0x5F
    var hash = FNV1a.step(FNV1a.basis, first.lowercasedASCII)
    position += 1
    while position < view.count {
      let byte = view[position]
      if byte.endsAttributeName { break }
      if !byte.isNameCharacter { isReadable = false }
      hash = FNV1a.step(hash, byte.lowercasedASCII)
      position += 1
    }
    attribute.hash = FNV1a.finished(hash)
    attribute.isReadable = isReadable && position - start <= 64 && (first.isASCIILetter || position - start > 1)
  }

  // MARK: Declarations and comments

  private mutating func declaration() {
    if view[position + 2] == 0x2D, view[position + 3] == 0x2D {
      comment()
    } else if foreign.isForeign, view.matches("<![cdata[", at: position) {
      let start = position + 9
      var end = start
      while end < view.count, !(view[end] == 0x5D && view[end + 1] == 0x5D && view[end + 2] == 0x3E) {
        end = view.index(of: 0x5D, from: end + 1)
      }
      writeText(min(start, end)..<end, decoding: false, folding: false)
      position = min(end + 3, view.count)
    } else {
      let end = view.index(of: 0x3E, from: position)
      if isSnippet, end == view.count {
        writeText(position..<position + 1, decoding: false, folding: false)
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
}

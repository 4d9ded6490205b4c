/// Cuts a page into tags and text and hands each to a tree builder.
///
/// This one pass over the bytes is the HTML standard's tokeniser (§13.2.5) reduced to what decides where tokens begin and
/// end. Runs of white space are folded outside `pre`, attributes that nobody reads are passed over, comments, doctypes and
/// instructions say nothing, and script and style come without their bodies, unless a script holds data.
struct PageTokeniser: ~Copyable {
  /// Where tags and text go.
  var builder: TreeBuilder
  /// Whether the text is a piece of a page: then comments and declarations that never end are no end of it all, and
  /// frames hold markup.
  var isSnippet = false

  let view: ByteView
  let references = CharacterReferences.shared
  var position = 0
  /// `pre` and the like that are open: their white space is text.
  private var preformatted = 0
  var foreign = ForeignScope()
  private var sawTag = false
  /// Whether the script in hand says that it is data.
  private var holdsData = false
  private let attributeLimit: Int
  private let tags = NameTable.tags
  private let attributeNames = NameTable.attributes

  /// Prepares to read valid UTF-8.
  init(_ view: ByteView, attributeLimit: Int, nestingLimit: Int) {
    self.view = view
    self.attributeLimit = attributeLimit
    builder = TreeBuilder(nestingLimit: nestingLimit, size: view.count)
  }

  /// Reads the whole page.
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
        builder.pool.append(0x3C)
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
        builder.pool.append("</")
        position = view.count
      } else {
        position = min(view.index(of: 0x3E, from: position) + 1, view.count)
      }
      return
    }
    position += 2
    let (tag, hash) = readName()
    guard skipAttributes() else { return }
    foreign.close(tag)
    if tag == .pre || tag == .textarea || tag == .listing { preformatted = max(0, preformatted - 1) }
    builder.takeEnd(TreeBuilder.Token(tag: tag, hash: hash))
  }

  private mutating func startTag() {
    position += 1
    let nameStart = position
    let (tag, hash) = readName()
    let nameEnd = min(position, nameStart + PageTokeniser.longestName)
    let wasForeign = foreign.isForeign
    holdsData = false
    var token = TreeBuilder.Token(tag: tag, hash: hash)
    let mark = builder.attributeMark
    token.firstAttribute = Int32(truncatingIfNeeded: mark.attributes)
    guard let isSelfClosing = readAttributes(of: &token, inForeign: wasForeign || tag == .svg) else {
      builder.forgetAttributes(since: mark)
      return
    }
    sawTag = true
    foreign.open(tag, isSelfClosing: isSelfClosing)
    token.isSelfClosing = isSelfClosing && (foreign.isForeign || wasForeign)
    builder.takeStart(token, named: tag == .other ? name(nameStart..<nameEnd) : "", mark: mark)
    guard !foreign.isForeign, !wasForeign else { return }
    if isSelfClosing, !isSnippet, isLeftOpen(tag) {
      builder.takeEnd(TreeBuilder.Token(tag: tag, hash: hash))
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

  /// Names of tags are read so far.
  private static let longestName = 64

  /// Goes behind a tag's name and tells which it is, ASCII case aside; signs that are in no name count as underscores.
  private mutating func readName() -> (tag: Tag, hash: UInt64) {
    var hash = NameTable.seed
    let limit = position + PageTokeniser.longestName
    while position < view.count {
      let byte = view[position]
      if byte.isHTMLSpace || byte == 0x2F || byte == 0x3E { break }
      if position < limit { hash = NameTable.step(hash, byte.isNameCharacter ? byte.lowercasedASCII : 0x5F) }
      position += 1
    }
    hash = NameTable.finished(hash)
    let value = tags.value(of: hash)
    return (value == 0 ? .other : Tag(rawValue: value), hash)
  }

  /// The name of a tag that `Tag` does not list.
  private func name(_ range: Range<Int>) -> String {
    String(decoding: range.map { view[$0].isNameCharacter ? view[$0].lowercasedASCII : 0x5F }, as: UTF8.self)
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

  /// Reads a tag's attributes and goes behind its end, telling whether it closes itself; `nil` when the page ends first.
  private mutating func readAttributes(of token: inout TreeBuilder.Token, inForeign: Bool) -> Bool? {
    if view[position] == 0x3E {
      position += 1
      return false
    }
    var count = 0
    while let attribute = nextAttribute() {
      if attribute.isEnd { return attribute.isSelfClosing }
      guard count < attributeLimit else {
        builder.losses.attributes += 1
        continue
      }
      count += 1
      guard let hash = hash(ofName: attribute.name),
        AttributeChoice.isKept(attribute.name, value: attribute.value, of: view, inForeign: inForeign)
      else { continue }
      let name = AttributeName(rawValue: attributeNames.value(of: hash))
      guard !isRepeated(name, attribute.name, in: token) else { continue }
      if token.tag == .script, ScriptData.isDataType(view, name: attribute.name, value: attribute.value) {
        holdsData = true
      }
      var record = Document.Attribute(name: name, start: 0, length: 0, nameStart: 0, nameLength: 0)
      if name == .other {
        record.nameStart = Int32(truncatingIfNeeded: builder.values.count)
        record.nameLength = Int32(truncatingIfNeeded: attribute.name.count)
        for index in attribute.name { builder.values.append(view[index].lowercasedASCII) }
      }
      record.start = Int32(truncatingIfNeeded: builder.values.count)
      writeValue(attribute.value)
      record.length = Int32(truncatingIfNeeded: builder.values.count) - record.start
      builder.attributes.append(record)
      token.attributeCount += 1
    }
    return nil
  }

  /// The hash of an attribute's name in lower case; `nil` for names that nobody asks for, such as `@click`.
  private func hash(ofName name: Range<Int>) -> UInt64? {
    let first = view[name.lowerBound]
    guard first.isASCIILetter || (first == 0x3A || first == 0x5F) && name.count > 1, name.count <= 64 else {
      return nil
    }
    var hash = NameTable.seed
    for index in name {
      let byte = view[index]
      guard byte.isNameCharacter else { return nil }
      hash = NameTable.step(hash, byte.lowercasedASCII)
    }
    return NameTable.finished(hash)
  }

  /// Whether a tag has an attribute of that name already; the first counts.
  private func isRepeated(_ name: AttributeName, _ range: Range<Int>, in token: TreeBuilder.Token) -> Bool {
    let first = Int(token.firstAttribute)
    search: for index in first..<first + Int(token.attributeCount) where builder.attributes[index].name == name {
      guard name == .other else { return true }
      let start = Int(builder.attributes[index].nameStart)
      guard Int(builder.attributes[index].nameLength) == range.count else { continue }
      for offset in 0..<range.count
      where builder.values[start + offset] != view[range.lowerBound + offset].lowercasedASCII { continue search }
      return true
    }
    return false
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
        builder.pool.append(0x3C)
        position += 1
        return
      }
      if view.matches("<!doctype", at: position), !sawTag {
        builder.isQuirky = Doctype.isQuirky(view, position..<end)
      }
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

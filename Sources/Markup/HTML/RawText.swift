/// How the content of an element is tokenised when it is not markup (HTML standard §13.2.5.2…5).
enum RawText {
  /// Markup as anywhere.
  case none
  /// Text with references (RCDATA).
  case text
  /// Text without references.
  case verbatim
  /// Text without references that no reader sees.
  case hidden
  /// Everything up to the page's end.
  case rest

  /// The kind of an element.
  init(name: [UInt8]) {
    guard let first = name.first, name.count >= 3, name.count <= 9 else {
      self = .none
      return
    }
    switch first {
    case 0x73 where name.elementsEqual("script".utf8) || name.elementsEqual("style".utf8): self = .hidden
    case 0x69 where name.elementsEqual("iframe".utf8): self = .hidden
    case 0x6E where name.elementsEqual("noembed".utf8) || name.elementsEqual("noframes".utf8): self = .hidden
    case 0x78 where name.elementsEqual("xmp".utf8): self = .verbatim
    case 0x74 where name.elementsEqual("title".utf8) || name.elementsEqual("textarea".utf8): self = .text
    case 0x70 where name.elementsEqual("plaintext".utf8): self = .rest
    default: self = .none
    }
  }
}

/// Which scripts hold data that extraction reads.
enum ScriptData {
  /// Words of inline scripts that carry comments or articles: Blogger's comment list, the preloaded state of Substack,
  /// Medium and others, the settings of Disqus, IntenseDebate, Livefyre and their like.
  private static let markers: [StaticString] = [
    "disqus_", "var items =", "_preloads", "__next_data__", "__initial", "__apollo", "__nuxt", "commentthread",
    "\"comments\"",
    "idcomments_", "fyre.", "livefyre", "remark_config", "cusdis", "graphcomment", "hyvor", "commento", "talkyard",
    "widgetmanager", "embedurl", "discourse", "replytocom", "coral", "utteranc", "giscus", "isso",
  ]
  private static let longest = 2_000_000

  /// Whether a script's start tag, as normalised, says that it is data (`application/ld+json` and the like).
  static func isDataType(_ tag: ByteView) -> Bool {
    var index = tag.index(of: 0x74, from: 0)
    while index < tag.count {
      if tag.matches("type=\"", at: index) {
        let end = tag.index(of: 0x22, from: index + 6)
        var word = index + 6
        while word < end {
          if tag.matches("json", at: word) { return true }
          word += 1
        }
        return false
      }
      index = tag.index(of: 0x74, from: index + 1)
    }
    return false
  }

  /// Whether an inline script's text holds one of the words.
  static func isWanted(_ view: ByteView, _ range: Range<Int>) -> Bool {
    guard range.count > 12, range.count < longest else { return false }
    var index = range.lowerBound
    while index < range.upperBound {
      let bits = starts[Int(view[index] | 0x20)]
      if bits != 0 {
        for marker in 0..<markers.count where bits & (1 << UInt32(marker)) != 0 {
          let word = markers[marker]
          if view.matches(word, at: index) { return true }
        }
      }
      index += 1
    }
    return false
  }

  /// For every byte, with the bit 0x20 set, which words begin with it.
  private static let starts: [UInt32] = {
    var starts = [UInt32](repeating: 0, count: 256)
    for (index, marker) in markers.enumerated() {
      unsafe starts[Int(marker.utf8Start[0] | 0x20)] |= 1 << UInt32(index)
    }
    return starts
  }()
}

/// What a doctype says about how a page is laid out.
enum Doctype {
  /// Whether browsers read the page in quirks mode (HTML standard §13.2.6.4.1, its common cases).
  static func isQuirky(_ view: ByteView, _ range: Range<Int>) -> Bool {
    var words: [String] = []
    var index = range.lowerBound + 9
    var word: [UInt8] = []
    var quote: UInt8 = 0
    while index < range.upperBound, index < range.lowerBound + 512 {
      let byte = view[index]
      if quote != 0 ? byte == quote : byte.isHTMLSpace || byte == 0x22 || byte == 0x27 {
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        word = []
        quote = quote != 0 || byte.isHTMLSpace ? 0 : byte
      } else {
        word.append(byte.lowercasedASCII)
      }
      index += 1
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    guard words.first == "html" else { return true }
    guard words.count > 2, words[1] == "public" else { return false }
    let publicName = words[2]
    if publicName == "html" || publicName.hasPrefix("-//w3c//dtd html 3") || publicName.hasPrefix("-//ietf//")
      || publicName.hasPrefix("-//w3c//dtd html 4.0 ") || publicName.hasPrefix("-//w3o//")
      || publicName.hasPrefix("-//netscape") || publicName.hasPrefix("-//microsoft//")
    {
      return true
    }
    let isTransitional =
      publicName.hasPrefix("-//w3c//dtd html 4.01 transitional")
      || publicName.hasPrefix("-//w3c//dtd html 4.01 frameset")
    return isTransitional && words.count < 4
  }
}

/// Whether the tokeniser is inside SVG or MathML, where names and CDATA mean something else.
///
/// An approximation of the tree builder's knowledge that needs no tree: exact for content without mistakes.
struct ForeignScope {
  /// Open foreign elements and, within them, elements whose content is HTML again.
  private var open: [(name: [UInt8], isForeign: Bool)] = []

  /// Whether the next token is in foreign content.
  var isForeign: Bool { open.last?.isForeign ?? false }

  private static let breakouts: Set<String> = [
    "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3",
    "h4", "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s",
    "small", "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var",
  ]

  /// Takes a start tag into account.
  mutating func open(_ name: ArraySlice<UInt8>, isSelfClosing: Bool) {
    if open.isEmpty, name.first != 0x73, name.first != 0x6D { return }
    if name.elementsEqual("svg".utf8) || name.elementsEqual("math".utf8) {
      if !isSelfClosing, open.count < 64 { open.append((Array(name), true)) }
      return
    }
    guard isForeign else { return }
    if name.elementsEqual("foreignobject".utf8) || name.elementsEqual("desc".utf8) || name.elementsEqual("title".utf8)
      || name.elementsEqual("annotation-xml".utf8) || name.elementsEqual("mi".utf8) || name.elementsEqual("mo".utf8)
      || name.elementsEqual("mn".utf8) || name.elementsEqual("ms".utf8) || name.elementsEqual("mtext".utf8)
    {
      if !isSelfClosing, open.count < 64 { open.append((Array(name), false)) }
    } else if ForeignScope.breakouts.contains(String(decoding: name, as: UTF8.self)) {
      while let last = open.last, last.isForeign { open.removeLast() }
    }
  }

  /// Takes an end tag into account.
  mutating func close(_ name: ArraySlice<UInt8>) {
    guard !open.isEmpty else { return }
    if let index = open.lastIndex(where: { $0.name.elementsEqual(name) }) { open.removeSubrange(index...) }
  }
}

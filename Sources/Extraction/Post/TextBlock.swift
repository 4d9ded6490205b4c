import Markup

/// A run of words that a browser would show as one paragraph, with what can be counted about it.
struct TextBlock {
  /// Where a block stands, as far as that says what it is.
  struct Place: OptionSet {
    let rawValue: UInt16
    /// In a heading.
    static let heading = Place(rawValue: 1)
    /// In a list item.
    static let item = Place(rawValue: 2)
    /// In a table cell.
    static let cell = Place(rawValue: 4)
    /// In a block quote.
    static let quote = Place(rawValue: 8)
    /// In preformatted text.
    static let preformatted = Place(rawValue: 16)
    /// In a figure.
    static let figure = Place(rawValue: 32)
    /// In a figure's caption.
    static let caption = Place(rawValue: 64)
    /// In a `p`.
    static let paragraph = Place(rawValue: 128)
    /// In an `h1`.
    static let topHeading = Place(rawValue: 256)
    /// In a footer, header, nav, aside or form of the page.
    static let frame = Place(rawValue: 512)
    /// In an element whose names say that it is not the article.
    static let junk = Place(rawValue: 1024)
    /// In bylines, datelines or tags.
    static let credits = Place(rawValue: 2048)
    /// In a definition list.
    static let definition = Place(rawValue: 4096)
    /// In an element with a name like `teaser` or `card`.
    static let teaser = Place(rawValue: 8192)
    /// In an element with a name like `widget` or `more`.
    static let doubtful = Place(rawValue: 16384)
    /// In an element named as the lead paragraph.
    static let lead = Place(rawValue: 32768)
  }

  /// The first node, a run of text or an inline element.
  var first: Int32
  /// Index after the last node.
  var end: Int32
  /// The nearest block-level element around it.
  var container: Int32
  /// Where it stands.
  var place: Place
  /// Characters that are not white space.
  var characters: Int32 = 0
  /// Of these, how many stand in links.
  var linkCharacters: Int32 = 0
  /// Words; in scripts without spaces, two characters count as one.
  var words: Int32 = 0
  /// Of these, how many stand in links.
  var linkWords: Int32 = 0
  /// Commas and their like.
  var commas: Int32 = 0
  /// Full stops, question and exclamation marks that end a word.
  var stops: Int32 = 0
  /// Characters in bold or emphasised elements.
  var strongCharacters: Int32 = 0
  /// The last byte that is neither white space nor a closing quotation mark or bracket.
  var lastByte: UInt8 = 0

  /// The share of characters that stand in links, 0…1.
  var linkDensity: Double { characters == 0 ? 0 : Double(linkCharacters) / Double(characters) }

  /// Whether it ends as a sentence does.
  var endsSentence: Bool {
    lastByte == 0x2e || lastByte == 0x21 || lastByte == 0x3f || lastByte == 0x82 || lastByte == 0x3a
  }

  /// How much the block speaks for its surroundings being an article, in words; negative when it speaks against it.
  var weight: Double {
    if place.contains(.junk) || place.contains(.frame) { return -2 }
    let density = linkDensity
    if density > 0.6 { return -3 - Double(min(words, 12)) * 0.3 }
    if place.contains(.heading) { return words > 2 ? 0 : -1 }
    let plain = Double(words - linkWords)
    if place.contains(.teaser) || place.contains(.credits) { return words > 25 && endsSentence ? plain * 0.3 : -2 }
    if place.contains(.doubtful) { return words > 20 && endsSentence ? plain * 0.6 : -1 }
    if words < 6 { return density > 0.3 ? -2 : endsSentence ? 0 : -0.5 }
    if stops == 0 && commas == 0 { return words < 15 ? -0.5 : plain * 0.3 }
    var value = plain * (1 - density)
    if place.contains(.item) || place.contains(.cell) { value *= 0.6 }
    if words < 12 && !endsSentence { value *= 0.3 }
    return value
  }

  /// Whether its words hold a digit.
  ///
  /// - Complexity: O(bytes of its words).
  func holdsDigit(in document: Document) -> Bool {
    let pool = document.pool.span
    for node in Int(first)..<Int(end) where document.isText(node) {
      for place in document.textRange(of: node) where pool[place] &- 0x30 < 10 { return true }
    }
    return false
  }
}

import Model

/// What the HTML standard's tree construction says about an element by its name alone.
struct TagTraits: OptionSet {
  let rawValue: UInt16

  /// "Special" elements (§13.2.4.2).
  static let special = TagTraits(rawValue: 1 << 0)
  /// "Formatting" elements (§13.2.4.2).
  static let formatting = TagTraits(rawValue: 1 << 1)
  /// Elements without content.
  static let void = TagTraits(rawValue: 1 << 2)
  /// Elements that the head takes wherever they stand.
  static let metadata = TagTraits(rawValue: 1 << 3)
  /// Block elements whose start tags close an open `p`, and whose end tags close what is open within.
  static let block = TagTraits(rawValue: 1 << 4)
  /// `h1` to `h6`.
  static let heading = TagTraits(rawValue: 1 << 5)
  /// Elements that bound every scope (§13.2.4.2).
  static let scope = TagTraits(rawValue: 1 << 6)
  /// Elements whose end tags may be implied.
  static let impliedEnd = TagTraits(rawValue: 1 << 7)
  /// Parts of a table.
  static let tablePart = TagTraits(rawValue: 1 << 8)
  /// Elements whose content is not markup.
  static let rawText = TagTraits(rawValue: 1 << 9)
  /// HTML elements that end foreign content.
  static let breakout = TagTraits(rawValue: 1 << 10)
  /// `table`, `tbody`, `tfoot`, `thead`, `tr`: where text and unknown elements go before the table.
  static let fosters = TagTraits(rawValue: 1 << 11)

  /// The traits of all tags in the order of their raw values.
  static let all: [TagTraits] = {
    var all = [TagTraits](repeating: [], count: Tag.names.count)
    func mark(_ trait: TagTraits, _ names: String) {
      for name in names.utf8.split(separator: 0x20) {
        let tag = NameTable.tags.value(of: NameTable.hash(name))
        if tag != 0 { all[Int(tag)].insert(trait) }
      }
    }
    mark(
      .special,
      """
      address applet area article aside base basefont bgsound blockquote body br button caption center col colgroup dd \
      details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header \
      hgroup hr html iframe img input keygen li link listing main marquee menu meta nav noembed noframes noscript \
      object ol p param plaintext pre script search section select source style summary table tbody td template \
      textarea tfoot th thead title tr track ul wbr xmp
      """)
    mark(.formatting, "a b big code em font i nobr s small strike strong tt u")
    mark(
      .void,
      "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
    mark(.metadata, "base basefont bgsound link meta title noframes script style template")
    mark(
      .block,
      """
      address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer header hgroup \
      main menu nav ol p search section summary ul
      """)
    mark(.heading, "h1 h2 h3 h4 h5 h6")
    mark(.scope, "applet caption html table td th marquee object template")
    mark(.impliedEnd, "dd dt li optgroup option p rb rp rt rtc")
    mark(.tablePart, "caption colgroup tbody td tfoot th thead tr")
    mark(.rawText, "title textarea style script iframe noembed noframes xmp")
    mark(
      .breakout,
      """
      b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta \
      nobr ol p pre ruby s small span strong strike sub sup table tt u ul var
      """)
    mark(.fosters, "table tbody tfoot thead tr")
    return all
  }()
}

/// Finds tags and attribute names by the hash of their letters.
struct NameTable: Sendable {
  private let hashes: [UInt64]
  private let values: [UInt16]
  private let mask: Int

  /// The table of tags.
  static let tags = NameTable(Tag.names, first: 3)
  /// The table of attribute names.
  static let attributes = NameTable(AttributeName.names, first: 1)

  /// The hashes of attribute names in the order of their raw values.
  static let attributeHashes: [UInt64] = AttributeName.names.map { hash($0.utf8) }

  private init(_ names: [String], first: Int) {
    var size = 64
    while size < names.count * 4 { size *= 2 }
    var hashes = [UInt64](repeating: 0, count: size)
    var values = [UInt16](repeating: 0, count: size)
    for (index, name) in names.enumerated() where index >= first {
      let hash = NameTable.hash(name.utf8)
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while hashes[slot] != 0 { slot = (slot + 1) & (size - 1) }
      hashes[slot] = hash
      values[slot] = UInt16(index)
    }
    self.hashes = hashes
    self.values = values
    mask = size - 1
  }

  /// The position of the name with this hash, or 0.
  @inline(__always) func value(of hash: UInt64) -> UInt16 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while hashes[slot] != 0 {
      if hashes[slot] == hash { return values[slot] }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// FNV-1a over the bytes, folded once so that its low bits are good.
  static func hash(_ name: some Sequence<UInt8>) -> UInt64 {
    FNV1a.finished(FNV1a.hash(name))
  }
}

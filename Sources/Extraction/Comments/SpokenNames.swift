import Markup

/// What the values of `class` on a page say of comments, each read once.
struct SpokenNames {
  /// A word of a class that speaks of comments or posts.
  struct Word {
    /// A hash of the word in lower case without the number at its end.
    var hash: UInt64
    /// Whether it speaks of comments.
    var says: Bool
    /// Whether it is the plain word "comment", or what microformats call one.
    var isPlain: Bool
  }

  /// A class.
  struct Name {
    /// Its words, as places in `words`.
    var words: Range<Int>
    /// Whether one of its words names things around comments.
    var isArea: Bool
  }

  /// The words of all names that were asked for.
  private(set) var words: [Word] = []
  private var names: [Name] = []
  /// For each of the page's names, its place in `names` and one; 0 where nobody asked yet.
  private var places: [Int32]

  /// Prepares for a page with so many names.
  init(count: Int) { places = [Int32](repeating: 0, count: max(1, count)) }

  /// What a class says.
  mutating func name(_ attribute: Document.Attribute, in document: Document) -> Name {
    let number = Int(attribute.number)
    if number > 0, number < places.count, places[number] > 0 { return names[Int(places[number]) - 1] }
    let range = Int(attribute.start)..<Int(attribute.start) + Int(attribute.length)
    let name = read(range, in: document)
    if number > 0, number < places.count {
      names.append(name)
      places[number] = Int32(truncatingIfNeeded: names.count)
    }
    return name
  }

  private mutating func read(_ range: Range<Int>, in document: Document) -> Name {
    let first = words.count
    var isArea = false
    let bytes = document.pool.span
    var index = range.lowerBound
    while index < range.upperBound {
      while index < range.upperBound, bytes[index] <= 0x20 { index += 1 }
      let start = index
      while index < range.upperBound, bytes[index] > 0x20 { index += 1 }
      guard index - start >= 3, index - start <= 60 else { continue }
      let word = start..<index
      let letters = bytes.extracting(word)
      // Microformats mark answers from elsewhere as citations, and what a post itself answers or cites.
      let isCitation = document.equals(word, "h-cite") && !SpokenNames.citesForPost(range, in: document)
      let says = isCitation || CommentSighting.commentWords.occurs(in: letters)
      if says, CommentSighting.isArea(document, word) {
        isArea = true
        continue
      }
      guard says || CommentSighting.postWords.occurs(in: letters) else { continue }
      var end = index
      while end > start, bytes[end - 1] >= 0x30, bytes[end - 1] <= 0x39 { end -= 1 }
      // Every second one may be called otherwise: "commentAlt", "comment-odd".
      if let length = SpokenNames.stripes.length(endingAt: end, from: start + 3, in: bytes, where: { _, _ in true }) {
        end -= length
        if bytes[end - 1] == 0x2d || bytes[end - 1] == 0x5f { end -= 1 }
      }
      var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
      for place in start..<end { hash = (hash ^ UInt64(lower(bytes[place]))) &* 0x100_0000_01b3 }
      words.append(Word(hash: hash, says: says, isPlain: isCitation || document.equals(word, "comment")))
    }
    return Name(words: first..<words.count, isArea: isArea)
  }

  /// Whether a class says that an element tells what the post answers, likes or cites.
  private static func citesForPost(_ range: Range<Int>, in document: Document) -> Bool {
    document.holdsWord("u-in-reply-to", in: range) || document.holdsWord("u-like-of", in: range)
      || document.holdsWord("u-repost-of", in: range) || document.holdsWord("u-bookmark-of", in: range)
      || document.holdsWord("u-quotation-of", in: range)
  }

  /// How rows of two colours are told apart at the end of a name.
  private static let stripes = WordIndex(["alternate", "even", "odd", "alt"], by: .last)
}

/// The places of groups by tag and name.
struct GroupTable {
  /// Groups of one page; others are not kept.
  private static let most = 400
  private static let mask = 1023
  private var keys = [UInt64](repeating: 0, count: GroupTable.mask + 1)
  private var places = [Int32](repeating: 0, count: GroupTable.mask + 1)

  /// The place of a group, or the next one where it is new; `nil` when there are enough.
  mutating func position(of name: UInt64, _ tag: Tag, next: Int) -> Int? {
    var key = (name ^ UInt64(tag.rawValue) << 48 ^ UInt64(tag.rawValue)) &* 0x9e37_79b9_7f4a_7c15
    key ^= key >> 32
    if key == 0 { key = 1 }
    var slot = Int(truncatingIfNeeded: key) & GroupTable.mask
    while keys[slot] != 0 {
      if keys[slot] == key { return Int(places[slot]) }
      slot = (slot + 1) & GroupTable.mask
    }
    guard next < GroupTable.most else { return nil }
    keys[slot] = key
    places[slot] = Int32(truncatingIfNeeded: next)
    return next
  }
}

extension CommentSighting {
  /// What anchors above comments are called.
  static let anchors = PhraseTable(
    ["comments", "acomments", "kommentare", "commentaires", "comentarios", "reacties", "commenti", "feedback"].map {
      (phrase: $0, value: 1)
    })
}

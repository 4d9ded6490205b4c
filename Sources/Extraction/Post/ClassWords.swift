import Markup

/// What an element's class and id say about its part in the page.
struct PartHints: OptionSet {
  let rawValue: UInt16

  /// The words of an article: `article-body`, `entry-content`, `postText`.
  static let body = PartHints(rawValue: 1)
  /// A whole article with its headline: `post`, `hentry`, `story`.
  static let article = PartHints(rawValue: 2)
  /// The page's main column: `content`, `main`.
  static let main = PartHints(rawValue: 4)
  /// Nothing that the author of the post says here: sharing, related posts, navigation, advertisements.
  static let junk = PartHints(rawValue: 8)
  /// Who wrote it, when, where filed: bylines, datelines, tags.
  static let credits = PartHints(rawValue: 16)
  /// Words below a picture.
  static let caption = PartHints(rawValue: 32)
  /// Comments and what belongs to them.
  static let comments = PartHints(rawValue: 64)
  /// Not shown until something happens, or never.
  static let hidden = PartHints(rawValue: 128)
  /// The lead paragraph between headline and body.
  static let lead = PartHints(rawValue: 256)
  /// The author's name.
  static let author = PartHints(rawValue: 512)
  /// The date of publication.
  static let date = PartHints(rawValue: 1024)
  /// The headline.
  static let title = PartHints(rawValue: 2048)
  /// Junk that often holds words of the article as well, so that it needs more proof: `widget`, `more`.
  static let doubtful = PartHints(rawValue: 4096)
  /// A promise of another article: `teaser`, `card`.
  static let teaser = PartHints(rawValue: 8192)
  /// A request for consent to cookies and the like, which is never the article however long it is.
  static let consent = PartHints(rawValue: 16384)
  /// A column or strip beside the article: sidebar, footer, navigation.
  static let side = PartHints(rawValue: 32768)
}

/// The rule that reads class and id names word by word.
///
/// A name such as `articleBody__share-tools` is cut into words at every sign that is no letter and before every
/// capital that follows a small letter. Each word is looked up; the words of one name decide together, so that
/// `related-content` is not the content and `has-sidebar` not the sidebar.
struct ClassWords: Sendable {
  /// What the hash of a word is after its first six letters when they are `cookie`.
  private static let cookie: UInt32 = "cookie".utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }

  /// So many names of two letters in one attribute were made by a machine and say nothing: `class="aj jp bz"`.
  private static let minified: Int = 3

  /// The table that all pages share.
  static let shared = ClassWords()

  private struct Slot {
    var hash: UInt32
    var word: Word
  }

  /// What one word adds to its name.
  struct Word: OptionSet {
    let rawValue: UInt32
    static let subject = Word(rawValue: 1)
    static let body = Word(rawValue: 2)
    static let whole = Word(rawValue: 4)
    static let article = Word(rawValue: 8)
    static let main = Word(rawValue: 16)
    static let junk = Word(rawValue: 32)
    static let credits = Word(rawValue: 64)
    static let caption = Word(rawValue: 128)
    static let comments = Word(rawValue: 256)
    static let hidden = Word(rawValue: 512)
    static let lead = Word(rawValue: 1024)
    static let author = Word(rawValue: 2048)
    static let date = Word(rawValue: 4096)
    static let title = Word(rawValue: 8192)
    static let doubtful = Word(rawValue: 16384)
    static let teaser = Word(rawValue: 32768)
    /// Words that turn their name into a statement about something else: `has-sidebar`, `category-social`.
    static let mute = Word(rawValue: 65536)
    /// Words that say "the words of the page" in a name of their own only: `content`, `main`.
    static let layout = Word(rawValue: 131072)
    static let consent = Word(rawValue: 262144)
    /// Words before "hidden" that say what else is hidden.
    static let label = Word(rawValue: 524288)
    static let side = Word(rawValue: 1_048_576)
    /// Words that make a name with "author" in it one of a box about the author.
    static let portrait = Word(rawValue: 2_097_152)
  }

  private var slots: [Slot]
  private let mask: UInt32

  private init() {
    var entries: [(UInt32, Word)] = []
    var seen: [UInt32: Int] = [:]
    for (word, list) in ClassWords.words {
      for name in list.utf8.split(whereSeparator: { $0 <= 0x20 }) {
        var hash: UInt32 = 2_166_136_261
        for byte in name { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        if let position = seen[hash] {
          entries[position].1.formUnion(word)
        } else {
          seen[hash] = entries.count
          entries.append((hash, word))
        }
      }
    }
    let size = 2048
    mask = UInt32(size - 1)
    slots = [Slot](repeating: Slot(hash: 0, word: []), count: size)
    for (hash, word) in entries {
      var index = Int(hash & mask)
      while slots[index].hash != 0 { index = (index + 1) & Int(mask) }
      slots[index] = Slot(hash: hash, word: word)
    }
  }

  /// What the names in a class or id attribute say.
  ///
  /// - Parameter bytes: the range in the document's pool.
  /// - Complexity: O(bytes), without allocation.
  func hints(of range: Range<Int>, in pool: [UInt8]) -> PartHints {
    var result: PartHints = []
    var short: PartHints = []
    var shortNames = 0
    precondition(range.upperBound <= pool.count)
    let bytes = pool.span
    var index = range.lowerBound
    let end = min(range.upperBound, range.lowerBound + 400)
    while index < end {
      while index < end, unsafe bytes[unchecked: index] <= 0x20 { index += 1 }
      if index >= end { break }
      // One name: its words, gathered.
      var all: Word = []
      var count = 0
      var hash: UInt32 = 2_166_136_261
      var length = 0
      var whole: UInt32 = 2_166_136_261
      var letters = 0
      var lastWasLower = false
      var isMuted = false
      var first: Word = []
      var last: Word = []
      while index < end {
        let byte = unsafe bytes[unchecked: index]
        if byte <= 0x20 { break }
        let isUpper = byte &- 0x41 < 26
        let isLetter = (byte | 0x20) &- 0x61 < 26
        if (!isLetter || (isUpper && lastWasLower)) && length > 0 {
          let word = self.word(hash)
          if count == 0 { first = word }
          if word.contains(.mute) && count == 0 { isMuted = true }
          all.formUnion(word)
          count += 1
          hash = 2_166_136_261
          length = 0
        }
        if isLetter {
          let lower = UInt32(byte | 0x20)
          hash = (hash ^ lower) &* 16_777_619
          whole = (whole ^ lower) &* 16_777_619
          letters += 1
          length += 1
          if length == 6, hash == ClassWords.cookie { all.insert(.consent) }
        }
        lastWasLower = isLetter && !isUpper
        index += 1
      }
      if length > 0 {
        last = self.word(hash)
        if count == 0 { first = last }
        all.formUnion(last)
        count += 1
      }
      // "hidden" says so at the end of a short name; "hidden-print" and "label-hidden" speak of something else.
      if all.contains(.hidden), !last.contains(.hidden) || count > 2 || first.contains(.label) { all.remove(.hidden) }
      if count > 1 { all.formUnion(self.word(whole).intersection([.whole, .junk, .hidden, .caption, .lead])) }
      if isMuted && count > 1 { continue }
      let verdict = ClassWords.verdict(all, count: count, first: first)
      if letters > 2 {
        result.formUnion(verdict)
      } else {
        shortNames += 1
        short.formUnion(verdict)
      }
    }
    return shortNames < ClassWords.minified ? result.union(short) : result
  }

  /// What the words of one name mean together.
  private static func verdict(_ all: Word, count: Int, first: Word) -> PartHints {
    var hints: PartHints = []
    if all.contains(.comments) { hints.insert(.comments) }
    if all.contains(.consent) { hints.insert(.consent) }
    if all.contains(.junk) || all.contains([.author, .portrait]) { hints.insert(.junk) }
    if all.contains(.side) { hints.insert(.side) }
    if all.contains(.credits) { hints.insert(.credits) }
    if all.contains(.caption) { hints.insert(.caption) }
    if all.contains(.hidden) { hints.insert(.hidden) }
    if all.contains(.author) { hints.insert(.author) }
    if all.contains(.date) { hints.insert(.date) }
    if all.contains(.title) { hints.insert(.title) }
    if all.contains(.lead) { hints.insert(.lead) }
    if all.contains(.doubtful) { hints.insert(.doubtful) }
    if all.contains(.teaser) { hints.insert(.teaser) }
    let spoilt: Word = [.consent, .junk, .comments, .credits, .caption, .hidden, .teaser, .title, .doubtful]
    if all.isDisjoint(with: spoilt) {
      if all.contains(.whole) || (all.contains(.subject) && all.contains(.body) && count > 1) { hints.insert(.body) }
      if count <= 2, all.contains(.article) { hints.insert(.article) }
      if count <= 2, !all.isDisjoint(with: [.main, .layout]) { hints.insert(.main) }
    }
    return hints
  }

  @inline(__always) private func word(_ hash: UInt32) -> Word {
    var index = Int(hash & mask)
    while slots[index].hash != 0 {
      if slots[index].hash == hash { return slots[index].word }
      index = (index + 1) & Int(mask)
    }
    return []
  }
}

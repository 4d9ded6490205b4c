/// Rated words: spellings, phrases, faces, and the forms that a class of endings makes of a word.
extension GrammarBuilder {
  /// What the words with one ending become: `y` turns into `ies`, `ied`, `ying`.
  struct Endings {
    var ending: [UInt8]
    var replacements: [[UInt8]]
  }

  /// Notes that every word not numbered yet is rated and nothing else.
  func beginRatings() {
    if firstRated == .max { firstRated = UInt32(vocabulary.count) }
  }

  /// Adds a class of endings, of which the first that a word has decides: `v e=es,ed,ing y=ies,ied,ying =s,ed,ing`.
  func addEndings(_ bytes: [UInt8], _ start: Int, _ end: Int) throws(PatternReader.Problem) {
    let parts = bytes[start..<end].split(separator: 32)
    guard let name = parts.first, name.count == 1, let letter = name.first, GrammarBuilder.isLetter(letter) else {
      throw .init(reason: "a class of endings has one letter for its name")
    }
    for part in parts.dropFirst() {
      guard let sign = part.firstIndex(of: 0x3D) else {
        throw .init(reason: "expected 'ending=replacement,replacement'")
      }
      endings[letter, default: []].append(
        Endings(
          ending: Array(part[..<sign]), replacements: part[(sign + 1)...].split(separator: 0x2C).map { Array($0) }))
    }
  }

  /// Adds the tags under which the language is known, and whether it writes nouns with capitals: `de deu ger +nouns`.
  func addTags(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    for tag in bytes[start..<end].split(separator: 32).map({ String(decoding: $0, as: UTF8.self) }) {
      if tag == "+nouns" { grammar.capitalisesNouns = true } else { grammar.tags.append(tag) }
    }
  }

  /// Adds the entries of a list, which share one rating and are parted by spaces: `like/v kick_ass :-)`.
  func addRatings(_ bytes: [UInt8], _ start: Int, _ end: Int, _ rating: Float) throws(PatternReader.Problem) {
    var at = start
    while at < end {
      while at < end, bytes[at] == 32 { at += 1 }
      let from = at
      var slash = -1
      var isPhrase = false
      while at < end, bytes[at] != 32 {
        if bytes[at] == 0x2F, slash < 0 { slash = at } else if bytes[at] == 0x5F { isPhrase = true }
        at += 1
      }
      if at == from { continue }
      if !GrammarBuilder.isLetter(bytes[from]) {
        rateFace(bytes[from..<at], rating)
      } else if isPhrase {
        try addPhrase(bytes, from, at, rating)
      } else if slash > from {
        try forEachForm(bytes, from, slash, at) { inflectedRatings.append(($0, rating)) }
        try addRating(bytes, from, slash, rating)
      } else {
        try addRating(bytes, from, at, rating)
      }
    }
  }

  /// Adds a rated word, phrase, emoticon or emoji.
  func addRating(_ bytes: [UInt8], _ start: Int, _ end: Int, _ rating: Float) throws(PatternReader.Problem) {
    var isPlain = true
    var hash = WordHash()
    for index in start..<end {
      let byte = bytes[index]
      if !(byte >= 97 && byte <= 122) && byte < 0xC3 { isPlain = false }
      hash.add(byte)
    }
    if isPlain, end > start, bytes[start] < 0xE2 {
      ratings.append((number(hash.value), rating))
      return
    }
    if !bytes[start..<end].contains(where: { ($0 >= 97 && $0 <= 122) || $0 >= 0xC3 && $0 < 0xE2 })
      || end - start <= 3 && !bytes[start..<end].contains(32)
    {
      rateFace(bytes[start..<end], rating)
      return
    }
    try ratePhrase(words(bytes, start, end), rating)
  }

  private func rateFace(_ face: ArraySlice<UInt8>, _ rating: Float) {
    let variant: [UInt8] = [0xEF, 0xB8, 0x8F]
    let kept = face.count > 3 && Array(face.suffix(3)) == variant ? face.dropLast(3) : face
    ratings.append((number(GrammarBuilder.hash(kept)), rating))
  }

  private func ratePhrase(_ parts: [UInt32], _ rating: Float) throws(PatternReader.Problem) {
    guard let first = parts.first else { throw .init(reason: "no word to rate") }
    if parts.count == 1 {
      ratings.append((first, rating))
    } else {
      phraseStarts[first, default: []].append((Array(parts.dropFirst()), rating))
    }
  }

  /// Adds `let/v_down`: a phrase whose first word may have classes of endings.
  private func addPhrase(_ bytes: [UInt8], _ start: Int, _ end: Int, _ rating: Float) throws(PatternReader.Problem) {
    var parts: [UInt32] = []
    var slash = -1
    var gap = end
    var at = start
    while at < end {
      let from = at
      var isPlain = true
      var hash = WordHash()
      while at < end, bytes[at] != 0x5F {
        if bytes[at] == 0x2F, slash < 0, gap == end { slash = at }
        if slash < 0 || gap < end {
          hash.add(bytes[at])
          if !(bytes[at] >= 97 && bytes[at] <= 122) && bytes[at] < 0xC3 { isPlain = false }
        }
        at += 1
      }
      if gap == end { gap = at }
      if isPlain { parts.append(number(hash.value)) } else { parts += words(bytes, from, at) }
      at += 1
    }
    try ratePhrase(parts, rating)
    if slash > start {
      let rest = Array(parts.dropFirst())
      try forEachForm(bytes, start, slash, gap) { first in
        phraseStarts[first, default: []].append((rest, rating))
      }
    }
  }

  /// The other forms of the word in `start..<slash` by the classes named in `slash + 1..<end`.
  private func forEachForm(
    _ bytes: [UInt8], _ start: Int, _ slash: Int, _ end: Int, _ body: (UInt32) -> Void
  ) throws(PatternReader.Problem) {
    for letter in bytes[(slash + 1)..<end] {
      guard let classes = endings[letter] else {
        throw .init(reason: "no class of endings /\(String(decoding: [letter], as: UTF8.self)) in words.txt")
      }
      guard let fitting = classes.first(where: { hasSuffix($0.ending, bytes, start, slash) }) else { continue }
      var stem = WordHash()
      for index in start..<(slash - fitting.ending.count) { stem.add(bytes[index]) }
      for replacement in fitting.replacements {
        var hash = stem
        for byte in replacement { hash.add(byte) }
        body(number(hash.value))
      }
    }
  }

  private func hasSuffix(_ ending: [UInt8], _ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
    guard end - start > ending.count else { return false }
    for offset in ending.indices where bytes[end - ending.count + offset] != ending[offset] { return false }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte >= 97 && byte <= 122) || byte >= 0xC3 && byte < 0xE2 }
}

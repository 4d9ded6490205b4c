/// Rated words: spellings, phrases, faces, and the forms that a class of endings makes of a word.
extension GrammarBuilder {
  /// What the words with one ending become: `y` turns into `ies`, `ied`, `ying`.
  struct Endings {
    var ending: [UInt8]
    var replacements: [[UInt8]]
  }

  /// Notes that every word not numbered yet is rated and nothing else.
  func beginRatings() {
    if firstRated == .max { firstRated = UInt32(grammar.vocabulary.count) }
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

  /// Adds the tags under which the language is known: `de deu ger`.
  func addTags(_ bytes: [UInt8], _ start: Int, _ end: Int) {
    grammar.tags += bytes[start..<end].split(separator: 32).map { String(decoding: $0, as: UTF8.self) }
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
        inflectedRatings += try forms(bytes, from, slash, at).map { ($0, rating) }
        try addRating(bytes, from, slash, rating)
      } else {
        try addRating(bytes, from, at, rating)
      }
    }
  }

  /// Adds a rated word, phrase, emoticon or emoji.
  func addRating(_ bytes: [UInt8], _ start: Int, _ end: Int, _ rating: Float) throws(PatternReader.Problem) {
    var isPlain = true
    var hash = Vocabulary.seed
    for index in start..<end {
      let byte = bytes[index]
      if !(byte >= 97 && byte <= 122) && byte < 0xC3 { isPlain = false }
      hash = Vocabulary.step(hash, byte)
    }
    if isPlain, end > start, bytes[start] < 0xE2 {
      ratings.append((number(hash), rating))
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
      grammar.phraseStarts[first, default: []].append(.init(rest: Array(parts.dropFirst()), rating: rating))
    }
  }

  /// Adds `let/v_down`: a phrase whose first word may have a class of endings.
  private func addPhrase(_ bytes: [UInt8], _ start: Int, _ end: Int, _ rating: Float) throws(PatternReader.Problem) {
    let spaced = bytes[start..<end].map { $0 == 0x5F ? 32 : $0 }
    let gap = spaced.firstIndex(of: 32) ?? spaced.count
    guard let slash = spaced[..<gap].firstIndex(of: 0x2F) else {
      try ratePhrase(words(spaced, 0, spaced.count), rating)
      return
    }
    let rest = words(spaced, min(gap + 1, spaced.count), spaced.count)
    for first in try forms(spaced, 0, slash, gap) + words(spaced, 0, slash) { try ratePhrase([first] + rest, rating) }
  }

  /// The other forms of the word in `start..<slash` by the classes named in `slash + 1..<end`.
  private func forms(
    _ bytes: [UInt8], _ start: Int, _ slash: Int, _ end: Int
  ) throws(PatternReader.Problem) -> [UInt32] {
    var found: [UInt32] = []
    for letter in bytes[(slash + 1)..<end] {
      guard let classes = endings[letter] else {
        throw .init(reason: "no class of endings /\(String(decoding: [letter], as: UTF8.self)) in words.txt")
      }
      guard let fitting = classes.first(where: { bytes[start..<slash].hasSuffix($0.ending) }) else { continue }
      let stem = bytes[start..<(slash - fitting.ending.count)].reduce(Vocabulary.seed) { Vocabulary.step($0, $1) }
      for replacement in fitting.replacements {
        found.append(number(replacement.reduce(stem) { Vocabulary.step($0, $1) }))
      }
    }
    return found
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (byte >= 97 && byte <= 122) || byte >= 0xC3 && byte < 0xE2 }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ ending: [UInt8]) -> Bool {
    count > ending.count && suffix(ending.count).elementsEqual(ending)
  }
}

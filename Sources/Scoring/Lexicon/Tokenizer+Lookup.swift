/// Looking up words in the vocabulary, many at a time.
extension Tokenizer {
  /// Stands for the number of a word that is not looked up yet.
  static let open = UInt32.max

  /// Looks up the words that were cut since the last time, and notes which tokens may begin a name or hold one.
  ///
  /// The words' slots lie far apart and are mostly not at hand. Nothing branches on what is found in them, so that many
  /// are fetched at once; the few words that need a second look are listed and settled afterwards.
  mutating func resolve() {
    let first = resolved
    let room = tokens.count - first
    // The words to be settled are listed behind where there is room for all hits.
    hits.reserve(hits.count + 2 * room + 2)
    var special = 0
    var hit = 0
    for index in first..<tokens.count {
      let token = unsafe tokens.known(index)
      let found = vocabulary.glance(at: token.hash)
      let isOpen = token.word == Tokenizer.open
      let number = isOpen ? found : token.word
      unsafe tokens.set(word: number, at: index)
      // Unknown, short, or with a capital or a figure in front.
      let byte = bytes[Int(token.start)]
      let second = (number == Mark.unknown ? 1 : 0) | (byte < 97 ? 1 : 0) | (shortForms.contains(number) ? 1 : 0)
      let at = Int32(truncatingIfNeeded: index)
      unsafe hits.put(at, beyond: room &+ 1 &+ special)
      special &+= second & (isOpen ? 1 : 0)
      unsafe hits.put(at, beyond: hit)
      hit &+= isHit(token)
    }
    // Of those settled, the short forms are listed once more, in the same place, and then replaced all at once.
    let listed = hits.count + room + 1
    var short = 0
    var added = 0
    for place in 0..<special {
      let at = unsafe hits.known(listed &+ place)
      guard let length = settle(at: Int(at)) else { continue }
      unsafe hits.put(at, beyond: room &+ 1 &+ short)
      short += 1
      added += length - 1
    }
    if short > 0 { expand(short, from: listed, added) }
    if added > 0 { hit = hitsAgain(from: first) }
    unsafe hits.lengthen(by: hit)
    resolved = tokens.count
  }

  /// 1 where a token may begin a name or hold one, 0 where not.
  @inline(__always) private func isHit(_ token: Token) -> Int {
    filter.mayContain(token.hash) | (token.traits.contains(.hashtag) ? 1 : 0)
  }

  /// Notes the tokens from one on that may begin a name or hold one anew, since others were put between them.
  private mutating func hitsAgain(from first: Int) -> Int {
    hits.reserve(hits.count + tokens.count - first + 1)
    var hit = 0
    for index in first..<tokens.count {
      unsafe hits.put(Int32(truncatingIfNeeded: index), beyond: hit)
      hit &+= isHit(unsafe tokens.known(index))
    }
    return hit
  }

  /// Settles a word of ASCII letters and digits that needs a second look.
  ///
  /// - Returns: how many words it stands for, where it is a short form; it is not replaced yet.
  private func settle(at index: Int) -> Int? {
    var token = unsafe tokens.known(index)
    token.word = vocabulary.number(of: token.hash)
    let start = Int(token.start)
    let end = Int(token.end)
    let first = bytes[start]
    if first &- 65 < 26 {
      token.traits.insert(.capital)
      if end &- start > 1, isShouted(start, end) { token.traits.insert(.shouted) }
    }
    if token.word != Mark.unknown, shortForms.contains(token.word) {
      unsafe tokens.set(index, to: token)
      return shortForms.parts(of: token.word).count
    }
    let run = end &- start > 8 || isDrawnOut(start, end) ? -1 : 0
    unsafe tokens.set(index, to: settled(token, first, run))
    return nil
  }

  /// Puts what short forms stand for in their places, from the last one on, so that each token moves once.
  ///
  /// - Parameters:
  ///   - short: how many there are.
  ///   - listed: where in `hits` their indices begin, which ascend.
  ///   - added: how many tokens come on top.
  private mutating func expand(_ short: Int, from listed: Int, _ added: Int) {
    var read = tokens.count
    for _ in 0..<added { tokens.append(tokens[read - 1]) }
    var write = tokens.count
    for place in (0..<short).reversed() {
      let at = Int(unsafe hits.known(listed &+ place))
      let parts = parts(of: tokens[at])
      write -= read - at - 1
      tokens.move((at + 1)..<read, to: write)
      write -= parts.count
      for (offset, part) in parts.enumerated() { tokens[write + offset] = part }
      read = at
    }
  }

  /// What a short form stands for, in its place.
  func parts(of token: Token) -> [Token] {
    shortForms.parts(of: token.word).enumerated().map { offset, word in
      var part = token
      part.word = word
      if offset > 0 {
        part.hash = 0
        part.traits = base.union(.clitic)
      }
      return part
    }
  }

  /// A word whose number is known, as what it counts.
  ///
  /// - Parameters:
  ///   - first: its first byte.
  ///   - run: how often a letter repeats the one before, at most; below 0 where that is not known.
  func settled(_ given: Token, _ first: UInt8, _ run: Int) -> Token {
    var token = given
    let start = Int(token.start)
    let end = Int(token.end)
    if token.word == Mark.unknown {
      if first >= 48 && first <= 57 {
        token.word = Mark.number
      } else if run >= 2 || run < 0 && longestRun(start, end) >= 2 {
        token.word = drawnOut(start, end)
        if token.word != Mark.unknown { token.traits.insert(.drawnOut) }
      } else if token.traits.contains(.capital), !token.traits.contains(.opensSentence) {
        token.word = Mark.name
      }
    } else if token.word >= firstRated, token.traits.contains(.capital), !token.traits.contains(.opensSentence) {
      token.traits.insert(.rated)
    }
    return token
  }

  /// Whether a letter of a word of up to eight bytes stands three times in a row.
  private func isDrawnOut(_ start: Int, _ end: Int) -> Bool {
    if end &- start < 3 { return false }
    let eight = unsafe bytes.known(eightFrom: start) | PlainBytes.small
    let repeated = eight ^ eight &>> 8
    let again = repeated | repeated &>> 8
    // The bytes that have two behind them in the word.
    let zeros = (again &- 0x0101_0101_0101_0101) & ~again & PlainBytes.all
    return zeros & ((1 &<< UInt64(truncatingIfNeeded: (end &- start &- 2) &* 8)) &- 1) != 0
  }

  /// Whether all bytes are capitals of ASCII.
  private func isShouted(_ start: Int, _ end: Int) -> Bool {
    for index in start..<end where bytes[index] &- 65 >= 26 { return false }
    return true
  }

  /// How often a letter of an ASCII word repeats the one before, at most, in a row.
  private func longestRun(_ start: Int, _ end: Int) -> Int {
    var longest = 0
    var run = 0
    var previous: UInt8 = 0
    for index in start..<end {
      var current = bytes[index]
      if current &- 65 < 26 { current |= 32 }
      run = current == previous ? run &+ 1 : 0
      longest = max(longest, run)
      previous = current
    }
    return longest
  }
}

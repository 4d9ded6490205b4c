/// What the lexicon says of each token of a text, with paragraphs before and behind, so that each token has neighbours.
///
/// Its rows belong to the desk that the text is read at.
struct Glossary {
  /// How many neighbours a token has at least, on either side.
  static let margin = Grammar.Lookup.mostDistant

  private var row = Row<Grammar.Word>(capacity: 1024)
  /// The words' keys in `Surroundings`, side by side.
  private var keys = Row<UInt32>(capacity: 1024)
  /// The groups of one, two, four and eight words from each on, one bit for each group.
  private var groups = Row<UInt64>(capacity: 4096)
  /// The tokens that begin with a capital, in ascending order.
  private(set) var capitals = Row<Int32>(capacity: 256)

  /// Frees the memory, which nothing may use any longer.
  func free() {
    row.free()
    keys.free()
    groups.free()
    capitals.free()
  }

  /// Looks up every token.
  mutating func take(_ tokens: Row<Token>, grammar: Grammar) {
    let outside = grammar.words[Int(Mark.paragraph)]
    row.cut(to: 0)
    row.reserve(tokens.count + 2 * Glossary.margin)
    row.fill(Glossary.margin, with: outside)
    keys.cut(to: 0)
    keys.reserve(tokens.count + 2 * Glossary.margin)
    keys.fill(Glossary.margin, with: outside.mark.key)
    groups.cut(to: 0)
    groups.reserve(4 * (tokens.count + 2 * Glossary.margin))
    capitals.cut(to: 0)
    capitals.reserve(tokens.count + 1)
    for index in tokens.indices {
      let token = unsafe tokens.known(index)
      var word = grammar.words[Int(token.word)]
      if token.traits.contains(.rated) { word.facts |= Grammar.Fact.naming }
      unsafe row.put(word, beyond: index)
      unsafe keys.put(word.mark.key, beyond: index)
      unsafe capitals.put(Int32(truncatingIfNeeded: index), beyond: 0)
      unsafe capitals.lengthen(by: token.traits.contains(.capital) ? 1 : 0)
    }
    unsafe row.lengthen(by: tokens.count)
    unsafe keys.lengthen(by: tokens.count)
    for place in 0..<Glossary.margin {
      unsafe row.put(outside, beyond: place)
      unsafe keys.put(outside.mark.key, beyond: place)
    }
    unsafe row.lengthen(by: Glossary.margin)
    unsafe keys.lengthen(by: Glossary.margin)
    noteGroups()
  }

  /// What the lexicon says of a token.
  @inline(__always) subscript(index: Int) -> Grammar.Word {
    get { row[index &+ Glossary.margin] }
    nonmutating set { row[index &+ Glossary.margin] = newValue }
  }

  /// The same of a token, or a neighbour of one, that is known to be there.
  @unsafe @inline(__always) func known(_ index: Int) -> Grammar.Word { unsafe row.known(index &+ Glossary.margin) }

  /// Notes the groups of runs of words, from the last one back.
  private mutating func noteGroups() {
    let outside = 1 &<< UInt64(truncatingIfNeeded: keys[0]) as UInt64
    for place in keys.count - Glossary.margin..<keys.count {
      for level in 0..<4 { unsafe groups.put(outside, beyond: 4 &* place &+ level) }
    }
    var place = keys.count &- 1 &- Glossary.margin
    var (one, pair, laterPair) = (outside, outside, outside)
    var quartets = SIMD4<UInt64>(repeating: outside)
    while place >= 0 {
      let own = 1 &<< UInt64(truncatingIfNeeded: unsafe keys.known(place)) as UInt64
      let two = own | one
      let four = two | laterPair
      unsafe groups.put(own, beyond: 4 &* place)
      unsafe groups.put(two, beyond: 4 &* place &+ 1)
      unsafe groups.put(four, beyond: 4 &* place &+ 2)
      unsafe groups.put(four | quartets.w, beyond: 4 &* place &+ 3)
      (one, laterPair, pair) = (own, pair, two)
      quartets = [four, quartets.x, quartets.y, quartets.z]
      place &-= 1
    }
    unsafe groups.lengthen(by: 4 &* keys.count)
  }

  /// The groups of so many words, at most 16, from one on, all known to be there or neighbours of tokens.
  @unsafe @inline(__always) func groups(from first: Int, count: Int) -> UInt64 {
    let level = 63 &- count.leadingZeroBitCount
    let start = first &+ Glossary.margin
    let last = start &+ count &- (1 &<< level)
    return unsafe groups.known(4 &* start &+ level) | groups.known(4 &* last &+ level)
  }

  /// The key of a token that is known to be there.
  @unsafe @inline(__always) func key(of index: Int) -> UInt32 { unsafe keys.known(index &+ Glossary.margin) }

  /// The keys of the two words before a token that is known to be there, and of the two behind it.
  @unsafe @inline(__always) func keys(around index: Int) -> SIMD4<UInt32> {
    let before = unsafe keys.known(twoFrom: index &+ Glossary.margin &- 2)
    let after = unsafe keys.known(twoFrom: index &+ Glossary.margin &+ 1)
    return SIMD4(lowHalf: before, highHalf: after)
  }

  /// Whether a token's word plays a role.
  @inline(__always) func plays(_ index: Int, _ role: Grammar.Role) -> Bool {
    row[index &+ Glossary.margin].roles & role.bit != 0
  }
}

/// What the lexicon says of each token of a text, with paragraphs before and behind, so that each token has neighbours.
///
/// Its rows belong to the desk that the text is read at.
struct Glossary {
  /// How many neighbours a token has at least, on either side.
  static let margin = Grammar.Lookup.mostDistant

  private var row = Row<Grammar.Word>(capacity: 1024)
  /// The words' keys in `Surroundings`, side by side.
  private var keys = Row<UInt32>(capacity: 1024)

  /// Frees the memory, which nothing may use any longer.
  func free() {
    row.free()
    keys.free()
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
    for index in tokens.indices {
      let token = unsafe tokens.known(index)
      var word = grammar.words[Int(token.word)]
      if token.traits.contains(.rated) { word.facts |= Grammar.Fact.naming }
      unsafe row.put(word, beyond: index)
      unsafe keys.put(word.mark.key, beyond: index)
    }
    unsafe row.lengthen(by: tokens.count)
    unsafe keys.lengthen(by: tokens.count)
    for _ in 0..<Glossary.margin {
      row.append(outside)
      keys.append(outside.mark.key)
    }
  }

  /// What the lexicon says of a token.
  @inline(__always) subscript(index: Int) -> Grammar.Word {
    get { row[index &+ Glossary.margin] }
    nonmutating set { row[index &+ Glossary.margin] = newValue }
  }

  /// The same of a token, or a neighbour of one, that is known to be there.
  @unsafe @inline(__always) func known(_ index: Int) -> Grammar.Word { unsafe row.known(index &+ Glossary.margin) }

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

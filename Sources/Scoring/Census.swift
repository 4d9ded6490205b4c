/// What is counted over all words of a text in one pass, and what the rules may ask of each of them.
struct Census {
  /// For each token what `Grammar.Fact` says of it, `naming` for every possible name.
  let facts: Row<UInt8>
  /// The facts that any token has.
  private(set) var all: UInt8 = 0
  /// How many words there are, and how many are the speaker, or the speaker's.
  private var words = 0
  private var own = 0
  /// How many words have two bytes or more, and how many of them are in capitals.
  private var long = 0
  private var shouted = 0
  private(set) var exclamations = 0
  /// Whether another service is named.
  private(set) var namesRival = false
  /// What the words lean to in tenths of a logit, quoted ones left out, and how many those are.
  private(set) var leaning = SIMD2<Int32>.zero
  private(set) var leaningWords = 0

  /// Counts tokens; their facts are written into the row that is given.
  init(_ tokens: Row<Token>, grammar: Grammar, facts row: inout Row<UInt8>) {
    let leans = !grammar.leanings.isEmpty
    row.cut(to: 0)
    row.reserve(tokens.count)
    for index in tokens.indices {
      let token = unsafe tokens.known(index)
      var facts = grammar.facts[Int(token.word)]
      if token.traits.contains(.rated) { facts |= Grammar.Fact.naming }
      unsafe row.put(facts, beyond: index)
      all |= facts
      namesRival = namesRival || token.word == Mark.rival
      let isWord = token.isBoundary ? 0 : 1
      let isLong = token.end &- token.start > 1 ? isWord : 0
      words &+= isWord
      own &+= facts & Grammar.Fact.own != 0 ? isWord : 0
      long &+= isLong
      shouted &+= token.traits.contains(.shouted) ? isLong : 0
      exclamations &+= token.word == Mark.exclamation ? 1 : 0
      let isHeard = token.word == Mark.question || isWord > 0
      if !leans || !isHeard || token.traits.contains(.quoted) { continue }
      leaningWords &+= 1
      leaning &+= grammar.leanings[Int(token.word)].tenths
    }
    unsafe row.lengthen(by: tokens.count)
    facts = row
  }

  /// The share of the text's words that speak of the speaker.
  var ownShare: Float { words == 0 ? 0 : Float(own) / Float(words) }

  /// Whether a text has both words in capitals and others.
  var mixesCase: Bool { shouted > 0 && shouted * 10 < long * 7 }
}

/// What is counted over all words of a text in one pass, and which of them the rules have to look at.
struct Census {
  /// The tokens that part clauses, those that name a service or may be a name, and those that `Polarity` weighs.
  let partings: TokenSet
  let names: TokenSet
  let tones: TokenSet
  /// The facts that any token has.
  private(set) var all: UInt8 = 0
  /// How many words there are, and how many are the speaker, or the speaker's.
  private var words = 0
  private var own = 0
  private(set) var exclamations = 0
  /// What the words lean to in tenths of a logit, quoted ones left out, and how many those are.
  private(set) var leaning = SIMD2<Int32>.zero
  private(set) var leaningWords = 0
  /// Whether a text has both words in capitals and others.
  private(set) var mixesCase = false

  /// Counts tokens; which of them are to be looked at is noted in the sets that are given.
  init(
    _ tokens: Row<Token>, _ glossary: Glossary, _ grammar: Grammar, partings: inout TokenSet,
    names: inout TokenSet, tones: inout TokenSet
  ) {
    let count = tokens.count
    partings.clear(for: count)
    names.clear(for: count)
    tones.clear(for: count)
    var tally = Grammar.Tally.Sum()
    var traits: UInt16 = 0
    var facts: UInt64 = 0
    var quoted = 0
    var start = 0
    while start < count {
      let first = start
      var bits = SIMD4<UInt64>.zero
      var block: UInt32 = 0
      var shift: UInt64 = 0
      while shift < 64, start < count {
        var eight: UInt64 = 0
        for step in 0..<min(8, count &- start) {
          let word = unsafe glossary.known(start &+ step)
          let own = unsafe tokens.known(start &+ step).traits.rawValue
          eight |= UInt64(word.facts) &<< UInt64(truncatingIfNeeded: step &* 8)
          block &+= word.tally
          traits |= own
          if own & Token.Traits.quoted.rawValue == 0 {
            leaning.x &+= word.leaning.tenthsOfQuitting
            leaning.y &+= word.leaning.tenthsOfDefending
          } else {
            quoted &+= Grammar.Tally.heard(word.tally)
          }
        }
        facts |= eight
        let next = eight &>> 8 | UInt64(unsafe glossary.known(start &+ 8).facts) &<< 56
        bits.x |= Census.bits(of: eight, Grammar.Fact.parting) &<< shift
        bits.y |= Census.bits(of: eight, Grammar.Fact.naming) &<< shift
        bits.z |= Census.bits(of: eight, Grammar.Fact.tone) &<< shift
        let begin = Census.bits(of: eight, Grammar.Fact.beginsPhrase)
        bits.w |= (begin & Census.bits(of: next, Grammar.Fact.continuesPhrase)) &<< shift
        shift &+= 8
        start &+= 8
      }
      tally.add(block)
      partings.append(bits.x)
      names.append(bits.y)
      // Words that begin phrases count where a phrase begins with them and the next one.
      var open = bits.w & ~bits.z
      while open != 0 {
        let place = open.trailingZeroBitCount
        let (one, two) = (first &+ place, min(first &+ place &+ 1, count &- 1))
        let begins: UInt64 =
          unsafe grammar.phrases.mayBegin(tokens.known(one).word, tokens.known(two).word) ? 1 : 0
        bits.z |= begins &<< UInt64(truncatingIfNeeded: place)
        open &= open &- 1
      }
      tones.append(bits.z)
    }
    self.partings = partings
    self.names = names
    self.tones = tones
    for byte in 0..<8 { all |= UInt8(truncatingIfNeeded: facts &>> UInt64(byte * 8)) }
    words = count - tally.boundaries
    own = tally.own
    exclamations = tally.exclamations
    leaningWords = grammar.leans ? words + tally.questions - quoted : 0
    if traits & Token.Traits.shouted.rawValue != 0 { mixesCase = Census.mixesCase(tokens) }
  }

  /// One bit for each of eight bytes, whether it has a fact.
  @inline(__always) private static func bits(of eight: UInt64, _ fact: UInt8) -> UInt64 {
    let place = UInt64(truncatingIfNeeded: fact.trailingZeroBitCount)
    return ((eight &>> place & 0x0101_0101_0101_0101) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// Whether of the words of two bytes or more some, but fewer than seven in ten, are in capitals.
  private static func mixesCase(_ tokens: Row<Token>) -> Bool {
    var long = 0
    var shouted = 0
    for index in tokens.indices {
      let token = unsafe tokens.known(index)
      let isLong = (token.isBoundary ? 0 : 1) & (token.end &- token.start < 2 ? 0 : 1)
      long &+= isLong
      shouted &+= isLong & (token.traits.contains(.shouted) ? 1 : 0)
    }
    return shouted > 0 && shouted * 10 < long * 7
  }

  /// Whether another service is named.
  var namesRival: Bool { all & Grammar.Fact.rival != 0 }

  /// The share of the text's words that speak of the speaker.
  var ownShare: Float { words == 0 ? 0 : Float(own) / Float(words) }
}

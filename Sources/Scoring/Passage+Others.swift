// Other services that no list has, known by what the text does with their names.
extension Passage {
  /// Takes a name for another service's wherever it stands, when one cue has it for that.
  ///
  /// Of "I moved to Plume" follows that "Plume is quick" praises another service.
  static func inferOthers(
    in tokens: Row<Token>, _ glossary: Glossary, matches: Row<Match>, grammar: Grammar
  ) {
    var names: [UInt64] = []
    for index in matches.indices {
      let match = matches[index]
      let pattern = grammar.patterns[Int(match.pattern)]
      guard pattern.kind.movesAbout, pattern.asksForRival else { continue }
      for at in Int(match.start)..<Int(match.end)
      where isNameOfOther(at, tokens, glossary) && names.count < mostInferred {
        if !names.contains(tokens[at].hash) { names.append(tokens[at].hash) }
      }
    }
    let capitals = glossary.capitals
    for place in capitals.indices {
      let index = Int(capitals[place])
      guard isNameOfOther(index, tokens, glossary), names.count < mostInferred else { continue }
      if followsMove(index, tokens, glossary), !names.contains(tokens[index].hash) { names.append(tokens[index].hash) }
    }
    let rival = grammar.words[Int(Mark.rival)]
    for name in names {
      var times = 0
      for place in capitals.indices where isMeant(tokens[Int(capitals[place])], name) { times += 1 }
      for place in capitals.indices where isMeant(tokens[Int(capitals[place])], name) {
        let index = Int(capitals[place])
        tokens[index].word = Mark.rival
        glossary[index] = rival
        if times == 1 { tokens[index].traits.insert(.inferred) }
      }
    }
  }

  /// Takes capitals for no more than nouns, where a language writes these so; a word that the lexicon does not know may
  /// still be a name behind a preposition alone: "zu Zenith", but "in meinem Garten".
  static func takeNounsForWords(in tokens: Row<Token>, _ grammar: Grammar) {
    for index in tokens.indices {
      let token = tokens[index]
      guard token.traits.contains(.capital), token.word != Mark.target, token.word != Mark.rival else { continue }
      if token.isName, index > 0, grammar.plays(tokens[index - 1].word, .preposition) { continue }
      if token.word == Mark.name { tokens[index].word = Mark.unknown }
      tokens[index].traits.remove([.capital, .rated])
    }
  }

  /// Whether a token is such a name; in lower case it is a common word.
  private static func isMeant(_ token: Token, _ name: UInt64) -> Bool {
    token.hash == name && token.traits.contains(.capital) && token.word != Mark.target
  }

  /// Whether a name is where something moves: "moved all of my photos over to Plume".
  private static func followsMove(_ index: Int, _ tokens: Row<Token>, _ glossary: Glossary) -> Bool {
    guard index > 1, glossary.plays(index - 1, .preposition) else { return false }
    var at = index - 2
    while at >= max(0, index - 7), !tokens[at].isBoundary {
      if glossary.plays(at, .move) { return true }
      at -= 1
    }
    return false
  }

  /// How many names of a text are taken for services at most.
  private static let mostInferred = 8

  /// Whether a token that a cue has for another service is a name, and none that a list has.
  private static func isNameOfOther(_ index: Int, _ tokens: Row<Token>, _ glossary: Glossary) -> Bool {
    let token = tokens[index]
    if token.word == Mark.rival || token.word == Mark.target || !token.traits.contains(.capital) { return false }
    return token.isName
      || token.word > Mark.lastBoundary && token.traits.isDisjoint(with: [.opensSentence, .shouted, .title, .clitic])
        && !glossary.plays(index, .common) && !glossary.plays(index, .first)
  }
}

extension Cue.Kind {
  /// Whether such a cue tells of going from one place to another.
  fileprivate var movesAbout: Bool { self == .exit || self == .farewell || self == .stay || self == .comeback }
}

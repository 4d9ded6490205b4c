/// Tables as they lie in the program, so that nothing is left to be built when it starts.
extension GrammarTables {
  /// Appends the tables in the order in which `Grammar` reads them.
  func write(into writer: inout TableWriter) {
    let words = Int(Mark.firstFree) + hashes.count
    writer.table(Vocabulary.slots(for: hashes))
    writer.number(hashes.count)
    ShortForms.write(expansions, vocabulary: words, into: &writer)
    writer.table(entries(words))
    writer.number(leanings.isEmpty ? 0 : 1)
    writer.number(capitalisesNouns ? 1 : 0)
    WordSets.write(sets, groups: groups, into: &writer)
    writer.table(elements.map(\.code))
    writer.table(patterns)
    writer.table(nearby)
    writer.table(lookups)
    writer.table(lookedUp)
    triggers.write(into: &writer)
    surroundings.write(into: &writer) { place in
      place.reduce(0) { $0 | groupBits(of: $1) }
    }
    writer.number(firstRated)
    PhraseTable.write(phrases, into: &writer)
    writer.number(reasons.count)
    for reason in reasons { writer.text(reason) }
    KnownServices.write(services, ambiguous: ambiguousServices, into: &writer)
  }

  /// The bits of the groups of a word or a set; of all groups for what ends clauses.
  private func groupBits(of entry: Neighbours.Entry) -> UInt64 {
    switch entry {
    case .word(let word): 1 << UInt64(groups[Int(word)])
    case .set(let set): sets[Int(set)].reduce(0) { $0 | 1 << UInt64(groups[Int($1)]) }
    case .edge: ~0
    }
  }

  private func entries(_ count: Int) -> [Grammar.Word] {
    let firsts = Set(phrases.map(\.first))
    let seconds = Set(phrases.map { $0.rest.first ?? Mark.unknown })
    return (0..<count).map { index in
      let word = UInt32(index)
      let begins = firsts.contains(word)
      // Words that are only rated are looked up alike.
      let looked = min(index, Int(firstRated))
      let facts =
        Grammar.facts(of: word, roles: roleBits[index], ratings[index], begins)
        | (seconds.contains(word) ? Grammar.Fact.continuesPhrase : 0)
      // Of the marks only that of questions leans.
      let leans = !leanings.isEmpty && (word < Mark.stop || word > Mark.lastBoundary || word == Mark.question)
      return Grammar.Word(
        roles: roleBits[index],
        mark: .init(
          family: triggers.families[looked], key: surroundings.keys[looked] | UInt32(groups[looked]),
          row: surroundings.rows[looked] * UInt32(surroundings.width)),
        rating: ratings[index], facts: facts, forms: forms[index], leaning: leans ? leanings[index] : .none,
        tally: Grammar.Tally.of(word, facts: facts))
    }
  }
}

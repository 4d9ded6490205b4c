/// Tables as they lie in the program, so that nothing is left to be built when it starts.
extension GrammarTables {
  /// Appends the tables in the order in which `Grammar` reads them.
  func write(into writer: inout TableWriter) {
    let words = Int(Mark.firstFree) + hashes.count
    writer.table(Vocabulary.slots(for: hashes))
    writer.number(hashes.count)
    writer.number(expansions.count)
    for (word, parts) in expansions.sorted(by: { $0.key < $1.key }) { writer.table([word] + parts) }
    writer.table(forms)
    WordSets.write(sets, into: &writer)
    writer.table(elements.map(\.code))
    writer.table(patterns)
    writer.table(nearby)
    writer.table(lookups)
    writer.table(lookedUp)
    triggers.write(into: &writer)
    surroundings.write(into: &writer)
    writer.table(
      (0..<min(words, Int(firstRated) + 1)).map { word in
        Grammar.WordMark(
          family: triggers.families[word], key: surroundings.keys[word] | UInt32(groups[word]),
          row: surroundings.rows[word] * UInt32(surroundings.width))
      })
    writer.number(firstRated)
    writer.table(roleBits)
    writer.table(facts(words))
    writer.table(ratings)
    writer.table(leanings)
    PhraseTable.write(phrases, into: &writer)
    writer.number(reasons.count)
    for reason in reasons { writer.text(reason) }
    KnownServices.write(services, ambiguous: ambiguousServices, into: &writer)
  }

  private func facts(_ words: Int) -> [UInt8] {
    let firsts = Set(phrases.map(\.first))
    let seconds = Set(phrases.map { $0.rest.first ?? Mark.unknown })
    return (0..<words).map { index in
      let word = UInt32(index)
      let begins = firsts.contains(word)
      return Grammar.facts(of: word, roles: roleBits[index], ratings[index], begins)
        | (begins ? Grammar.Fact.beginsPhrase : 0) | (seconds.contains(word) ? Grammar.Fact.continuesPhrase : 0)
    }
  }
}

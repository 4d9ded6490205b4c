/// Tables as they lie in the program, so that nothing is left to be built when it starts.
extension GrammarTables {
  /// Appends the tables in the order in which `Grammar` reads them.
  func write(into writer: inout TableWriter) {
    let words = Int(Mark.firstFree) + hashes.count
    writer.table(Vocabulary.slots(for: hashes))
    writer.number(hashes.count)
    ShortForms.write(expansions, vocabulary: words, into: &writer)
    WordTable.write(entries(words), firstRated: Int(firstRated), into: &writer)
    writer.number(leanings.isEmpty ? 0 : 1)
    writer.number(capitalisesNouns ? 1 : 0)
    writer.table(members)
    SharedTable<Pattern, UInt16>.write(patterns, into: &writer)
    Lookups.write(lookups, places: places.all, into: &writer)
    writer.table(nearby.map { Surroundings(barringGroups: $0, of: places.all) })
    writer.table(steps)
    triggers.write(into: &writer)
    writer.number(firstRated)
    PhraseTable.write(phrases, into: &writer)
    writer.number(reasons.count)
    for reason in reasons { writer.text(reason) }
    KnownServices.write(services, ambiguous: ambiguousServices, into: &writer)
    writer.number(boundariesInCues)
  }

  /// The marks that part sentences, lines or clauses among the words of patterns, one bit for each number.
  private var boundariesInCues: UInt32 {
    runs.flatMap(\.elements).reduce(0) { marks, element in
      let words: [UInt32] =
        switch element.kind {
        case .word: [element.value]
        case .set: sets[Int(element.value)]
        default: []
        }
      return words.reduce(marks) { $1 <= Mark.lastBoundary ? $0 | 1 << $1 : $0 }
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
        family: triggers.families[looked], group: groups[looked], kin: kin[looked],
        rating: ratings[index], facts: facts, forms: forms[index], leaning: leans ? leanings[index] : .none,
        fields: fields.isEmpty ? .none : fields[index],
        tally: Grammar.Tally.of(word, facts: facts),
        // A comma may be passed over on the way to one.
        mayBeService: roleBits[index] & Grammar.Role.other.bit != 0 || word >= Mark.target && word <= Mark.name
          || word == Mark.comma)
    }
  }
}

/// From entries to a grammar: anchors chosen by how often words are met.
extension GrammarBuilder {
  // MARK: Compiling

  /// The finished tables of the grammar of a language, which errors name.
  ///
  /// - Throws: `LexiconError` where the files of the language hold more than the tables have room for.
  func finished(_ language: String) throws(LexiconError) -> GrammarTables {
    do throws(PatternReader.Problem) {
      return try tables()
    } catch {
      throw LexiconError(code: .malformed, file: language, line: 1, reason: error.reason)
    }
  }

  private func tables() throws(PatternReader.Problem) -> GrammarTables {
    let words = vocabulary.count
    grammar.hashes = vocabulary.hashes
    grammar.sets = sets
    while forms.count < words { forms.append(0) }
    grammar.forms = forms
    // Rated words come after the patterns' own and are in no set.
    grammar.firstRated = min(firstRated, UInt32(words))
    grammar.roleBits = Array(repeating: 0, count: words)
    for role in Grammar.Role.allCases {
      guard let set = setNames[Vocabulary.hash("@\(role)")] else { continue }
      for member in sets[set] { grammar.roleBits[Int(member)] |= 1 << UInt64(role.rawValue) }
    }
    noteFrequencies(words)
    chooseGroups(words)
    noteGroupShares()
    grammar.kin = (0..<UInt32(words)).map { kin(of: $0) }
    for index in grammar.runs.indices { grammar.runs[index].anchor = anchor(of: grammar.runs[index]) }
    let entries = try lookups()
    grammar.triggers = try TriggerTables(entries, words: words)
    grammar.ratings = Array(repeating: 0, count: words)
    for (word, rating) in inflectedRatings { grammar.ratings[Int(word)] = rating }
    for (word, rating) in ratings { grammar.ratings[Int(word)] = rating }
    if !leanings.isEmpty { grammar.leanings = (0..<words).map { leanings[UInt32($0)] ?? .none } }
    if !fields.isEmpty { grammar.fields = (0..<words).map { fields[UInt32($0)] ?? .none } }
    for (word, phrases) in phraseStarts.sorted(by: { $0.key < $1.key }) {
      for phrase in phrases.sorted(by: { $0.rest.count > $1.rest.count }) {
        grammar.phrases.append(.init(first: word, rest: phrase.rest, rating: phrase.rating))
      }
    }
    return grammar
  }

  /// Where in a pattern the word stands that is met least often.
  private func anchor(of run: PatternRun) -> Int {
    var best = 0
    var bestCost = Int.max
    for (offset, element) in run.elements.enumerated() {
      guard !element.isOptional, element.kind == .word || element.kind == .set else { continue }
      let price =
        element.kind == .word ? cost(of: element.value) : sets[Int(element.value)].reduce(0) { $0 + cost(of: $1) }
      if price < bestCost {
        bestCost = price
        best = offset
      }
    }
    return best
  }

  /// Groups the words: the commonest have groups of their own, of the others those of the smallest set that comes
  /// first share one.
  func chooseGroups(_ words: Int) {
    var groups = Array(repeating: UInt8(0xFF), count: words)
    let rated = 63
    let alone = 12
    let byFrequency = (0..<min(words, Int(firstRated))).sorted {
      frequencies[$0] != frequencies[$1] ? frequencies[$0] > frequencies[$1] : $0 < $1
    }
    for (group, word) in byFrequency.prefix(alone).enumerated() { groups[word] = UInt8(group) }
    func shared(_ number: UInt32) -> UInt8 {
      UInt8(alone) + UInt8((UInt64(number &* 0x9E37_79B1) * UInt64(rated - alone)) >> 32)
    }
    for (index, members) in sets.enumerated() where members.count > 1 && members.count < 8 {
      for member in members where groups[Int(member)] == 0xFF { groups[Int(member)] = shared(UInt32(index)) }
    }
    for word in groups.indices where groups[word] == 0xFF { groups[word] = shared(UInt32(word)) }
    // Rated words are never asked for, so that one group is enough; faces, which end clauses, are among them.
    if Int(firstRated) < words { for word in Int(firstRated)..<words { groups[word] = UInt8(rated) } }
    grammar.groups = groups
    groupBits = sets.map { $0.reduce(0) { $0 | bit(of: $1) } }
    // Faces, which end clauses, are among the rated words.
    edges = edgeWords.reduce(1 << UInt64(rated)) { $0 | bit(of: $1) }
  }

  /// The words that begin or end clauses, faces left out.
  private var edgeWords: [UInt32] {
    Array(Mark.stop...Mark.lastBoundary) + (setNames[Vocabulary.hash("@\(Grammar.Role.link)")].map { sets[$0] } ?? [])
      + signs
  }

  /// The bits of the groups of the words at a place.
  func groupBits(of place: Neighbours.Place?) -> UInt64 {
    guard let place else { return ~0 }
    return place.reduce(0) { bits, entry in
      switch entry {
      case .word(let word): bits | bit(of: word)
      case .set(let set): bits | groupBits[Int(set)]
      case .edge: bits | edges
      case .service: ~0
      }
    }
  }

  /// The bits of the kin of the words at a place.
  func kinBits(of place: Neighbours.Place?) -> UInt64 {
    guard let place else { return ~0 }
    func bits(_ words: [UInt32]) -> UInt64 { words.reduce(0) { $0 | 1 << UInt64(kin(of: $1)) } }
    return place.reduce(0) { found, entry in
      switch entry {
      case .word(let word): found | bits([word])
      case .set(let set): found | bits(sets[Int(set)])
      case .edge: found | bits(edgeWords) | 1 << GrammarBuilder.rated
      case .service: ~0
      }
    }
  }

  /// The number of a word's kin, 0…63: other words than those of its group.
  func kin(of word: UInt32) -> UInt8 {
    if word >= firstRated { return UInt8(GrammarBuilder.rated) }
    return UInt8((UInt64(word &* 0x85EB_CA77) * GrammarBuilder.rated) >> 32)
  }

  /// The group, and the kin, of the words that are only rated; faces, which end clauses, are among them.
  private static let rated: UInt64 = 63

  /// The bit of a word's group.
  func bit(of word: UInt32) -> UInt64 { 1 << UInt64(grammar.groups[Int(word)]) }

  /// How often a word is met, roughly: what looking a pattern up under it would cost.
  func cost(of word: UInt32) -> Int {
    grammar.roleBits[Int(word)] & (1 &<< UInt64(Grammar.Role.common.rawValue)) != 0 ? 100 : 1
  }
}

/// From entries to a grammar: anchors chosen by how often words are met.
extension GrammarBuilder {
  // MARK: Compiling

  /// The finished grammar.
  func finished() -> Grammar {
    let patternWords = grammar.vocabulary.count
    // Rated words come after the patterns' own and are in no set.
    let highest = sets.reduce(0) { max($0, $1.max() ?? 0) }
    grammar.stride = Int(highest) / 64 + 1
    grammar.bits = Array(repeating: 0, count: grammar.stride * sets.count)
    grammar.sieves = sets.map { $0.reduce(0) { $0 | Grammar.sieveBit($1) } }
    for (index, members) in sets.enumerated() {
      for member in members { grammar.bits[index * grammar.stride + Int(member >> 6)] |= 1 << UInt64(member & 63) }
    }
    while forms.count < patternWords { forms.append(0) }
    grammar.forms = forms
    grammar.roleBits = Array(repeating: 0, count: patternWords)
    for role in Grammar.Role.allCases {
      guard let set = setNames[Vocabulary.hash("@\(role)")] else { continue }
      for member in sets[set] { grammar.roleBits[Int(member)] |= 1 << UInt64(role.rawValue) }
    }
    chooseGroups(patternWords)
    chooseAnchors(patternWords)
    grammar.ratings = Array(repeating: 0, count: patternWords)
    for (word, rating) in inflectedRatings { grammar.ratings[Int(word)] = rating }
    for (word, rating) in ratings { grammar.ratings[Int(word)] = rating }
    grammar.firstRated = min(firstRated, UInt32(patternWords))
    for word in Array(grammar.phraseStarts.keys) {
      grammar.phraseStarts[word]?.sort { $0.rest.count > $1.rest.count }
    }
    return Grammar(grammar)
  }

  func chooseAnchors(_ words: Int) {
    var counts = Array(repeating: Int32(0), count: words + 1)
    for index in grammar.patterns.indices {
      let pattern = grammar.patterns[index]
      var best = 0
      var bestCost = Int.max
      for offset in 0..<Int(pattern.count) {
        let element = grammar.elements[Int(pattern.first) + offset]
        guard !element.isOptional, element.kind == .word || element.kind == .set else { continue }
        let price =
          element.kind == .word ? cost(of: element.value) : sets[Int(element.value)].reduce(0) { $0 + cost(of: $1) }
        if price < bestCost {
          bestCost = price
          best = offset
        }
      }
      grammar.patterns[index].anchor = Int32(best)
      forEachAnchorWord(of: grammar.patterns[index]) { counts[Int($0)] += 1 }
    }
    var starts = Array(repeating: Int32(0), count: words + 1)
    for word in 0..<words { starts[word + 1] = starts[word] + counts[word] }
    var next = starts
    var candidates = Array(repeating: Grammar.Candidate(pattern: 0), count: Int(starts[words]))
    var surroundings = Array(repeating: Grammar.Surroundings(), count: Int(starts[words]))
    for index in grammar.patterns.indices {
      let (candidate, around) = candidate(index)
      forEachAnchorWord(of: grammar.patterns[index]) { word in
        candidates[Int(next[Int(word)])] = candidate
        surroundings[Int(next[Int(word)])] = around
        next[Int(word)] += 1
      }
    }
    grammar.candidates = candidates
    grammar.surroundings = surroundings
    grammar.anchorStarts = starts
  }

  /// A pattern as a candidate of its anchor's words, with what may stand around it.
  func candidate(_ index: Int) -> (Grammar.Candidate, Grammar.Surroundings) {
    let pattern = grammar.patterns[index]
    let run = Int(pattern.first)..<Int(pattern.first + pattern.count)
    let anchor = Int(pattern.first + pattern.anchor)
    let before = Neighbours(run[..<anchor].reversed().map { grammar.elements[$0] }, of: pattern.kind, in: self)
    let after = Neighbours(run[(anchor + 1)...].map { grammar.elements[$0] }, of: pattern.kind, in: self)
    return (
      Grammar.Candidate(
        pattern: Int32(index), targetBefore: reach(of: run[..<anchor].reversed(), pattern.kind),
        targetAfter: reach(of: run[(anchor + 1)...], pattern.kind)),
      Grammar.Surroundings(
        before: before.next, after: after.next, beforeThat: before.second, afterThat: after.second)
    )
  }

  /// How many tokens away from the anchor the service has to be named at most, on the side of these elements; −1 when
  /// it need not be.
  private func reach(of side: some Sequence<Int>, _ kind: Cue.Kind) -> Int16 {
    var reach = 0
    for index in side {
      let element = grammar.elements[index]
      switch element.kind {
      case .start, .end: break
      case .gap: reach += Int(element.value)
      default: reach += kind.skipsCommas ? 2 : 1
      }
      if element.kind == .target, !element.isOptional { return Int16(min(reach, Int(Int16.max))) }
    }
    return -1
  }

  /// Groups the words: those of the smallest set that comes first share a group.
  func chooseGroups(_ words: Int) {
    var groups = Array(repeating: UInt8(0xFF), count: words)
    for (index, members) in sets.enumerated() where members.count > 1 && members.count < 8 {
      let group = UInt8((UInt32(index) &* 0x9E37_79B1) >> 26)
      for member in members where groups[Int(member)] == 0xFF { groups[Int(member)] = group }
    }
    for word in groups.indices where groups[word] == 0xFF || word < Int(Mark.firstFree) {
      groups[word] = UInt8((UInt32(word) &* 0x9E37_79B1) >> 26)
    }
    // Rated words are never asked for, so that one group is enough; faces, which end clauses, are among them.
    let rated = 63
    if Int(firstRated) < words { for word in Int(firstRated)..<words { groups[word] = UInt8(rated) } }
    grammar.groups = groups
    groupBits = sets.map { $0.reduce(0) { $0 | bit(of: $1) } }
    edges = (Mark.stop...Mark.lastBoundary).reduce(
      setNames[Vocabulary.hash("@\(Grammar.Role.link)")].map { groupBits[$0] } ?? 0
    ) { $0 | bit(of: $1) }
    edges = signs.reduce(edges | 1 << UInt64(rated)) { $0 | bit(of: $1) }
  }

  /// The bit of a word's group.
  func bit(of word: UInt32) -> UInt64 { 1 << UInt64(grammar.groups[Int(word)]) }

  func forEachAnchorWord(of pattern: Pattern, _ body: (UInt32) -> Void) {
    let element = grammar.elements[Int(pattern.first + pattern.anchor)]
    if element.kind == .word {
      body(element.value)
      return
    }
    sets[Int(element.value)].forEach(body)
  }

  /// How often a word is met, roughly: what looking a pattern up under it would cost.
  func cost(of word: UInt32) -> Int {
    grammar.roleBits[Int(word)] & (1 &<< UInt64(Grammar.Role.common.rawValue)) != 0 ? 100 : 1
  }
}

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
    for index in grammar.patterns.indices {
      let candidate = candidate(index)
      forEachAnchorWord(of: grammar.patterns[index]) { word in
        candidates[Int(next[Int(word)])] = candidate
        next[Int(word)] += 1
      }
    }
    grammar.candidates = candidates
    grammar.anchorStarts = starts
  }

  /// What must stand beside a pattern's anchor, where one element says so by itself.
  func candidate(_ index: Int) -> Grammar.Candidate {
    let pattern = grammar.patterns[index]
    var candidate = Grammar.Candidate(pattern: Int32(index))
    let run = Int(pattern.first)..<Int(pattern.first + pattern.count)
    candidate.needsTarget = run.contains { grammar.elements[$0].kind == .target && !grammar.elements[$0].isOptional }
    let anchor = Int(pattern.first + pattern.anchor)
    for neighbour in [anchor + 1, anchor - 1] where run.contains(neighbour) {
      let element = grammar.elements[neighbour]
      if element.isOptional || candidate.beside >= 0 { continue }
      switch element.kind {
      case .word:
        candidate.beside = Int32(element.value)
        candidate.besideIsSet = false
        candidate.follows = neighbour > anchor
      case .set:
        candidate.beside = Int32(element.value)
        candidate.besideIsSet = true
        candidate.follows = neighbour > anchor
      case .target:
        candidate.beside = Int32(Mark.target)
        candidate.besideIsSet = false
        candidate.follows = neighbour > anchor
      default: break
      }
    }
    if candidate.beside >= 0 {
      let beside = UInt32(candidate.beside)
      candidate.sieve = candidate.besideIsSet ? grammar.sieves[Int(beside)] : Grammar.sieveBit(beside)
    }
    return candidate
  }

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

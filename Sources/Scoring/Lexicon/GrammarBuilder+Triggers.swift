/// Where patterns are looked up: at the word of each that is met least often.
extension GrammarBuilder {
  /// An element of a pattern that has to be there, and how far from it, in words, the pattern's anchor then stands.
  struct Trigger {
    var offset: Int
    /// Least and greatest distance of the anchor; negative when it stands before.
    var nearest = 0
    var farthest = 0
  }

  /// Distances beyond this would have many places tried.
  private static let mostPlaces = 8

  /// The element of a pattern under which it is looked up.
  func trigger(of pattern: Pattern) -> Trigger {
    let anchor = Int(pattern.anchor)
    var best = Trigger(offset: anchor)
    var bestCost = Float.infinity
    for offset in 0..<Int(pattern.count) {
      let element = grammar.elements[Int(pattern.first) + offset]
      guard !element.isOptional, element.kind == .word || element.kind == .set else { continue }
      var trigger = Trigger(offset: offset)
      for between in min(offset, anchor) + 1..<max(offset, anchor) + 1 {
        let element = grammar.elements[Int(pattern.first) + between]
        switch element.kind {
        case .start, .end: break
        case .gap: trigger.farthest += Int(element.value)
        default:
          if !element.isOptional { trigger.nearest += 1 }
          trigger.farthest += pattern.kind.skipsCommas ? 2 : 1
        }
      }
      guard trigger.farthest - trigger.nearest < GrammarBuilder.mostPlaces else { continue }
      if offset > anchor { (trigger.nearest, trigger.farthest) = (-trigger.farthest, -trigger.nearest) }
      let places = Float(trigger.farthest - trigger.nearest)
      let price = frequency(of: element) * (1 + places / 4)
      if price < bestCost {
        bestCost = price
        best = trigger
      }
    }
    return best
  }

  private func frequency(of element: Element) -> Float {
    if element.kind == .word { return frequencies[Int(element.value)] }
    return sets[Int(element.value)].reduce(0) { $0 + frequencies[Int($1)] }
  }

  /// Works out how patterns are looked up, those together that ask the same of the words around one trigger, and under
  /// which words.
  func lookups() -> [TriggerTables.Entry] {
    struct Key: Hashable {
      var element: UInt32
      var nearby: Grammar.Nearby
      var lookup: Grammar.Lookup
    }
    var entries: [TriggerTables.Entry] = []
    var known: [Key: Int] = [:]
    var patterns: [[UInt16]] = []
    for (index, pattern) in grammar.patterns.enumerated() {
      let trigger = trigger(of: pattern)
      let run = Int(pattern.first)..<Int(pattern.first + pattern.count)
      let place = Int(pattern.first) + trigger.offset
      let element = grammar.elements[place]
      let before = run[..<place].reversed().map { grammar.elements[$0] }
      let after = run[(place + 1)...].map { grammar.elements[$0] }
      let left = Neighbours(before, of: pattern.kind)
      let right = Neighbours(after, of: pattern.kind)
      let nearby = Grammar.Nearby(
        before: grammar.surroundings.number(of: left.next), beforeThat: grammar.surroundings.number(of: left.second),
        after: grammar.surroundings.number(of: right.next), afterThat: grammar.surroundings.number(of: right.second))
      let lookup = Grammar.Lookup(
        farBefore: distant(before, of: pattern.kind), farAfter: distant(after, of: pattern.kind),
        nearest: Int8(trigger.nearest), farthest: Int8(trigger.farthest))
      let key = Key(element: element.code, nearby: nearby, lookup: lookup)
      if let number = known[key] {
        patterns[number].append(UInt16(index))
        continue
      }
      known[key] = grammar.lookups.count
      grammar.nearby.append(nearby)
      grammar.lookups.append(lookup)
      patterns.append([UInt16(index)])
      entries.append(entry(element, before: groupBits(of: left.next), after: groupBits(of: right.next)))
    }
    for number in patterns.indices {
      grammar.lookups[number].first = UInt16(grammar.lookedUp.count)
      grammar.lookups[number].count = UInt16(patterns[number].count)
      grammar.lookedUp += patterns[number]
    }
    return entries
  }

  /// The word met least often among those that one side of a pattern asks for where `Neighbours` do not see it.
  private func distant(_ side: [Element], of kind: Cue.Kind) -> Grammar.Lookup.Distant {
    var best = Grammar.Lookup.Distant.none
    var place: Neighbours.Entry?
    var bestShare: Float = 0.6
    let all = frequencies.reduce(0, +)
    var nearest = 1
    var farthest = 1
    for element in side {
      switch element.kind {
      case .start, .end: continue
      case .gap:
        farthest += Int(element.value)
        continue
      default: break
      }
      if kind.skipsCommas { farthest += 1 }
      if !element.isOptional, element.kind != .rival, element.kind != .service, farthest > 2,
        farthest <= Grammar.Lookup.mostDistant
      {
        let entry: Neighbours.Entry =
          element.kind == .set ? .set(element.value) : .word(element.kind == .target ? Mark.target : element.value)
        let share = (element.kind == .target ? 200 : frequency(of: element)) / all * Float(farthest - nearest + 1)
        if share < bestShare {
          bestShare = share
          place = entry
          best = .init(place: 0, nearest: UInt8(nearest), farthest: UInt8(farthest))
        }
      }
      if !element.isOptional { nearest += 1 }
      farthest += 1
    }
    if let place { best.place = grammar.surroundings.number(ofDistant: place) }
    return best
  }

  /// How a pattern is looked up under an element, given what may stand before and after that.
  func entry(_ element: Element, before: UInt64, after: UInt64) -> TriggerTables.Entry {
    let words = element.kind == .word ? [element.value] : sets[Int(element.value)]
    let shares = (before: share(of: before), after: share(of: after))
    let isAfter = shares.after <= shares.before
    let tells = min(shares.before, shares.after) < 0.7
    return .init(words: words, groups: isAfter ? after : before, isAfter: tells ? isAfter : nil)
  }

  /// The share of all words of a text that belong to some groups.
  private func share(of groups: UInt64) -> Float {
    var share: Float = 0
    for group in 0..<64 where groups & 1 << UInt64(group) != 0 { share += groupShares[group] }
    return share
  }

  /// Works out what share of a text's words each group has.
  func noteGroupShares() {
    groupShares = Array(repeating: 0, count: 64)
    for word in frequencies.indices { groupShares[Int(grammar.groups[word])] += frequencies[word] }
    let all = groupShares.reduce(0, +)
    for group in groupShares.indices { groupShares[group] /= max(all, 1) }
  }

  /// Notes how often each word is met, in 20,000 words, as `@met70` and the like say.
  func noteFrequencies(_ words: Int) {
    frequencies = Array(repeating: 1, count: words)
    for word in min(Int(firstRated), words)..<words { frequencies[word] = 0.1 }
    for (name, frequency) in [("common", 20), ("met2000", 15), ("met600", 50), ("met200", 150), ("met70", 500)] {
      guard let set = setNames[Vocabulary.hash("@\(name)")] else { continue }
      for member in sets[set] { frequencies[Int(member)] = Float(frequency) }
    }
    // Boundaries and what is no word of the lexicon, in blogs and comments.
    let marks: [(UInt32, Float)] = [
      (Mark.unknown, 3000), (Mark.stop, 900), (Mark.comma, 900), (Mark.name, 600), (Mark.paragraph, 300),
      (Mark.number, 250), (Mark.target, 200), (Mark.exclamation, 120), (Mark.rival, 100), (Mark.line, 100),
      (Mark.colon, 90), (Mark.dash, 80), (Mark.question, 70), (Mark.ellipsis, 60),
    ]
    for (mark, frequency) in marks { frequencies[Int(mark)] = frequency }
  }
}

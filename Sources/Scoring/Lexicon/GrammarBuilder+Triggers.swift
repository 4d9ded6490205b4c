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

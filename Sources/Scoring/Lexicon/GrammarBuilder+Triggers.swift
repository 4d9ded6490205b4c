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
  /// A share of words from which on it tells nothing that the word next to a trigger is one of them.
  private static let telling: Float = 0.7

  /// The element of a pattern under which it is looked up: where the words around it leave the least to be compared.
  func trigger(of run: PatternRun, kind: Cue.Kind) -> Trigger {
    let anchor = run.anchor
    var best = Trigger(offset: anchor)
    var bestCost = Float.infinity
    for (offset, element) in run.elements.enumerated() {
      guard !element.isOptional, element.kind == .word || element.kind == .set else { continue }
      var trigger = Trigger(offset: offset)
      for between in min(offset, anchor) + 1..<max(offset, anchor) + 1 {
        let element = run.elements[between]
        switch element.kind {
        case .start, .end: break
        case .gap: trigger.farthest += Int(element.value)
        default:
          if !element.isOptional { trigger.nearest += 1 }
          trigger.farthest += kind.skipsCommas ? 2 : 1
        }
      }
      guard trigger.farthest - trigger.nearest < GrammarBuilder.mostPlaces else { continue }
      if offset > anchor { (trigger.nearest, trigger.farthest) = (-trigger.farthest, -trigger.nearest) }
      let price = price(of: run, kind: kind, at: trigger)
      if price < bestCost {
        bestCost = price
        best = trigger
      }
    }
    return best
  }

  /// What looking a pattern up at a trigger costs in 20,000 words: listing it, asking for the words around, comparing.
  private func price(of run: PatternRun, kind: Cue.Kind, at trigger: Trigger) -> Float {
    let before = Array(run.elements[..<trigger.offset].reversed())
    let after = Array(run.elements[(trigger.offset + 1)...])
    let left = Neighbours(before, of: kind)
    let right = Neighbours(after, of: kind)
    let shares = min(share(of: groupBits(of: left.next)), share(of: groupBits(of: right.next)))
    let listed = frequency(of: run.elements[trigger.offset]) * (shares < GrammarBuilder.telling ? shares : 1)
    let near =
      share(of: left.next) * share(of: left.second) * share(of: right.next) * share(of: right.second)
      / max(shares < GrammarBuilder.telling ? shares : 1, 0.001)
    let far = distant(before, of: kind).share * distant(after, of: kind).share
    let places = Float(trigger.farthest - trigger.nearest)
    return listed * (1 + min(near, 1) * (1.5 + min(far, 1) * (6 + places)))
  }

  /// The share of all words of a text that may stand at a place.
  private func share(of place: Neighbours.Place?) -> Float {
    guard let place else { return 1 }
    let met = place.reduce(0 as Float) { sum, entry in
      switch entry {
      case .word(let word): sum + frequencies[Int(word)]
      case .set(let set): sum + setFrequency(set)
      case .edge: sum + 2500
      case .service: sum + 3000
      }
    }
    return min(1, met / allFrequencies)
  }

  private func frequency(of element: Element) -> Float {
    if element.kind == .word { return frequencies[Int(element.value)] }
    return setFrequency(element.value)
  }

  private func setFrequency(_ set: UInt32) -> Float { setFrequencies[Int(set)] }

  /// Works out how patterns are looked up, those together that ask the same of the words around one trigger, and under
  /// which words; the first lookup has no patterns and no words.
  func lookups() throws(PatternReader.Problem) -> [TriggerTables.Entry] {
    struct Key: Hashable {
      var element: Element
      var nearby: Lookup.Nearby
      var lookup: Lookup
    }
    var entries = [TriggerTables.Entry(words: [], groups: 0, isAfter: nil)]
    var known: [Key: Int] = [:]
    var patterns: [[Int]] = [[]]
    var elements = [Element(kind: .start)]
    grammar.lookups = [Lookup(kin: .any, before: .any, after: .any, nearest: 0, farthest: 0)]
    grammar.nearby = [.none]
    for (index, run) in grammar.runs.enumerated() {
      let kind = grammar.patterns[index].kind
      let trigger = trigger(of: run, kind: kind)
      let element = run.elements[trigger.offset]
      let before = Array(run.elements[..<trigger.offset].reversed())
      let after = Array(run.elements[(trigger.offset + 1)...])
      let left = Neighbours(before, of: kind)
      let right = Neighbours(after, of: kind)
      let nearby = Lookup.Nearby(
        secondBefore: number(of: left.second), before: number(of: left.next), after: number(of: right.next),
        secondAfter: number(of: right.second))
      let lookup = Lookup(
        kin: Surroundings(barringKin: nearby, of: grammar.places.all),
        before: lookedFor(distant(before, of: kind), isBefore: true),
        after: lookedFor(distant(after, of: kind), isBefore: false), nearest: trigger.nearest,
        farthest: trigger.farthest)
      let key = Key(element: element, nearby: nearby, lookup: lookup)
      if let number = known[key] {
        patterns[number].append(index)
        continue
      }
      known[key] = grammar.lookups.count
      grammar.lookups.append(lookup)
      grammar.nearby.append(nearby)
      patterns.append([index])
      elements.append(element)
      entries.append(entry(element, before: groupBits(of: left.next), after: groupBits(of: right.next)))
    }
    // Those under the same words stand side by side, as they are looked at.
    let order = [0] + (1..<entries.count).sorted { (elements[$0].value, $0) < (elements[$1].value, $1) }
    grammar.lookups = order.map { grammar.lookups[$0] }
    grammar.nearby = order.map { grammar.nearby[$0] }
    patterns = order.map { patterns[$0] }
    entries = order.map { entries[$0] }
    let (addresses, members) = try WordSets.arranged(sets)
    grammar.members = members
    for number in patterns.indices {
      grammar.lookups[number].first = UInt32(grammar.steps.count)
      for index in patterns[number] {
        grammar.steps += PatternSteps.code(
          grammar.runs[index], of: index, skipsCommas: grammar.patterns[index].kind.skipsCommas,
          isLast: index == patterns[number].last, sets: addresses)
      }
    }
    return entries
  }

  /// A word that one side of a pattern asks for beyond what `Neighbours` see.
  private struct Far {
    var entry: Neighbours.Entry?
    var nearest = 1
    var farthest = 1
    /// How often such a word stands there by chance.
    var share: Float = 1
  }

  /// The number of a place.
  private func number(of place: Neighbours.Place?) -> UInt16 {
    grammar.places.number(
      of: Lookup.Place(
        groups: ~groupBits(of: place), kin: ~kinBits(of: place), asksForService: place?.contains(.service) ?? false))
  }

  /// What a lookup holds of a word farther away.
  private func lookedFor(_ far: Far, isBefore: Bool) -> Lookup.Distant {
    guard let entry = far.entry else { return .any }
    return .init(
      place: number(of: [entry]),
      stretch: isBefore
        ? .init(from: -far.farthest, through: -far.nearest) : .init(from: far.nearest, through: far.farthest))
  }

  /// The word met least often among those that one side of a pattern asks for where `Neighbours` do not see it.
  private func distant(_ side: [Element], of kind: Cue.Kind) -> Far {
    var best = Far()
    var bestShare: Float = 0.6
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
        farthest <= Lookup.mostDistant
      {
        let entry: Neighbours.Entry =
          element.kind == .set ? .set(element.value) : .word(element.kind == .target ? Mark.target : element.value)
        let met = element.kind == .target ? 200 : frequency(of: element)
        let share = met / allFrequencies * Float(farthest - nearest + 1)
        if share < bestShare {
          bestShare = share
          best = Far(entry: entry, nearest: nearest, farthest: farthest, share: share)
        }
      }
      if !element.isOptional { nearest += 1 }
      farthest += 1
    }
    return best
  }

  /// How a pattern is looked up under an element, given what may stand before and after that.
  func entry(_ element: Element, before: UInt64, after: UInt64) -> TriggerTables.Entry {
    let words = element.kind == .word ? [element.value] : sets[Int(element.value)]
    let shares = (before: share(of: before), after: share(of: after))
    let isAfter = shares.after <= shares.before
    let tells = min(shares.before, shares.after) < GrammarBuilder.telling
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
    allFrequencies = frequencies.reduce(0, +)
    setFrequencies = sets.map { $0.reduce(0) { $0 + frequencies[Int($1)] } }
  }
}

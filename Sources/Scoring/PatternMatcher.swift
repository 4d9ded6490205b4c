/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its trigger. All lookups that a text's words trigger are sieved by the
/// words around the trigger, a few hundred tokens at a time, and only the rest, most of which fit, are compared outwards
/// from the anchor. Listing and sieving do not branch on what they read. A pattern spans at most a few dozen tokens, so the
/// work is linear in the text.
@safe struct PatternMatcher {
  let steps: PatternSteps
  let sets: WordSets
  private let lookups: Lookups
  private let barred: Table<Surroundings>
  private let triggers: TriggerIndex
  let tokens: Row<Token>
  /// What the lexicon says of them.
  let glossary: Glossary
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  let titleCount: Int

  /// A list of lookups under which a token stands.
  struct List: BitwiseCopyable {
    var list: TriggerIndex.List
    var index: Int32
  }

  /// A lookup whose patterns may fit around a token.
  struct Candidate: BitwiseCopyable {
    var lookup: UInt32
    var index: Int32
  }

  /// How many tokens are looked up before what they trigger is compared.
  private static let block = 256

  init(grammar: Grammar, tokens: Row<Token>, glossary: Glossary, titleCount: Int) {
    steps = grammar.steps
    sets = grammar.sets
    lookups = grammar.lookups
    barred = grammar.barred
    triggers = grammar.triggers
    self.tokens = tokens
    self.glossary = glossary
    self.titleCount = titleCount
  }

  /// Finds the matches of all patterns in the order of their anchors, overlapping ones included.
  ///
  /// - Parameters:
  ///   - lists: a row to work in.
  ///   - candidates: another one.
  func find(lists: inout Row<List>, candidates: inout Row<Candidate>, into found: inout Row<Match>) {
    found.cut(to: 0)
    let count = glossary.triggers.count
    lists.reserve(PatternMatcher.block * 3 + 1)
    var start = 0
    while start < count {
      let end = min(start + PatternMatcher.block, count)
      lists.cut(to: 0)
      for place in start..<end { note(Int(unsafe glossary.triggers.known(place)), &lists) }
      candidates.cut(to: 0)
      for number in lists.indices { sieve(unsafe lists.known(number), into: &candidates) }
      sift(&candidates)
      for number in candidates.indices { compare(unsafe candidates.known(number), into: &found) }
      start = end
    }
    PatternMatcher.keepOnce(&found)
  }

  /// Notes the lists of what a token triggers between words of its neighbours' groups.
  @inline(__always)
  private func note(_ index: Int, _ lists: inout Row<List>) {
    let number = unsafe glossary.known(index).family
    let family = unsafe triggers.families.known(Int(number))
    let previous = unsafe Int(glossary.known(index &- 1).group)
    let next = unsafe Int(glossary.known(index &+ 1).group)
    let hasBefore = family.groupsBefore &>> UInt64(truncatingIfNeeded: previous) & 1
    let hasAfter = family.groupsAfter &>> UInt64(truncatingIfNeeded: next) & 1
    // Where there is none the first slot stands for it, which is always at hand.
    let before = unsafe triggers.slots.known((Int(family.before) &+ previous) & (0 &- Int(hasBefore)))
    let after = unsafe triggers.slots.known((Int(family.after) &+ next) & (0 &- Int(hasAfter)))
    let at = Int32(truncatingIfNeeded: index)
    unsafe lists.put(List(list: family.list, index: at), beyond: 0)
    // 1 for any list but that without fours; a comparison would become a branch that nobody foresees.
    unsafe lists.lengthen(by: (Int(family.list.code) &+ Int(UInt32.max)) &>> 32)
    unsafe lists.put(List(list: after, index: at), beyond: 0)
    unsafe lists.lengthen(by: Int(hasAfter))
    unsafe lists.put(List(list: before, index: at), beyond: 0)
    unsafe lists.lengthen(by: Int(hasBefore))
  }

  /// Appends the lookups of a list next to whose trigger words of the groups stand that they ask for.
  @inline(__always)
  private func sieve(_ list: List, into candidates: inout Row<Candidate>) {
    let (numbers, barred) = (triggers.lists, barred)
    let index = Int(list.index)
    let around = unsafe glossary.surroundings(of: index)
    var place = list.list.start
    let end = place &+ 4 &* list.list.fours
    candidates.reserve(candidates.count &+ end &- place)
    while place < end {
      for step in 0..<4 {
        let lookup = unsafe numbers.known(place &+ step)
        let fits = unsafe around.passes(barred.known(Int(lookup)))
        unsafe candidates.put(Candidate(lookup: UInt32(lookup), index: list.index), beyond: 0)
        unsafe candidates.lengthen(by: fits)
      }
      place &+= 4
    }
  }

  /// Keeps the candidates whose neighbours are of the kin, and whose wider surroundings of the groups, that they ask for.
  private func sift(_ candidates: inout Row<Candidate>) {
    var kept = 0
    for number in candidates.indices {
      let candidate = unsafe candidates.known(number)
      let lookup = unsafe lookups.known(Int(candidate.lookup))
      let index = Int(candidate.index)
      let isNearby = unsafe glossary.kin(around: index).passes(lookups.barredKin(lookup))
      let before = unsafe glossary.groups(of: lookups.stretch(lookup.before), from: index)
      let after = unsafe glossary.groups(of: lookups.stretch(lookup.after), from: index)
      let isBefore = unsafe before & lookups.groups(lookup.farBefore) != 0
      let isAfter = unsafe after & lookups.groups(lookup.farAfter) != 0
      unsafe candidates.set(kept, to: candidate)
      kept &+= isNearby & (isBefore ? 1 : 0) & (isAfter ? 1 : 0)
    }
    candidates.cut(to: kept)
  }

  /// Compares the patterns of a lookup wherever their anchor may stand.
  private func compare(_ candidate: Candidate, into found: inout Row<Match>) {
    let index = Int(candidate.index)
    let lookup = unsafe lookups.known(Int(candidate.lookup))
    let last = min(index &+ Int(lookup.farthest), tokens.count &- 1)
    let first = max(index &+ Int(lookup.nearest), 0)
    let isTrigger = lookup.nearest == 0 && lookup.farthest == 0
    var place = Int(lookup.first)
    while true {
      let header = unsafe steps.header(at: place)
      var at = first
      while at <= last {
        // The trigger's own word was found already.
        match(header, at: place &+ 1, with: at, isFound: isTrigger, into: &found)
        at &+= 1
      }
      if header.isLast { return }
      place &+= header.count &+ 1
    }
  }

  /// Puts matches into the order of their anchors and patterns, each once.
  ///
  /// They are nearly in order: none has to move over more than the matches of a few dozen tokens.
  private static func keepOnce(_ found: inout Row<Match>) {
    found.insertionSort { $0.anchor != $1.anchor ? $0.anchor < $1.anchor : $0.pattern < $1.pattern }
    var kept = 0
    for index in found.indices {
      if kept > 0, found[kept - 1].anchor == found[index].anchor, found[kept - 1].pattern == found[index].pattern {
        continue
      }
      found[kept] = found[index]
      kept += 1
    }
    found.cut(to: kept)
  }
}

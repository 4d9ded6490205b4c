/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its trigger. All patterns that a text's words trigger are listed first,
/// a few hundred tokens at a time, then sieved by the words around the trigger, and only the rest, most of which fit, are
/// compared outwards from the anchor. Listing and sieving do not branch on what they read. A pattern spans at most a few
/// dozen tokens, so the work is linear in the text.
@safe struct PatternMatcher {
  let elements: PackedElements
  let sets: WordSets
  private let nearby: Table<Grammar.Nearby>
  private let lookups: Table<Grammar.Lookup>
  private let lookedUp: Table<UInt16>
  private let patterns: Table<Pattern>
  private let triggers: TriggerIndex
  private let surroundings: Surroundings
  let tokens: Row<Token>
  /// What the lexicon says of them.
  let glossary: Glossary
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  let titleCount: Int

  /// A list of lookups under which a token stands.
  struct List: BitwiseCopyable {
    var start: UInt32
    var index: Int32
  }

  /// A lookup whose patterns may fit around a token.
  struct Candidate: BitwiseCopyable {
    var lookup: UInt32
    var index: Int32
  }

  /// How many tokens are looked up before what they trigger is sieved.
  private static let block = 256

  init(grammar: Grammar, tokens: Row<Token>, glossary: Glossary, titleCount: Int) {
    elements = grammar.elements
    sets = grammar.sets
    nearby = grammar.nearby
    lookups = grammar.lookups
    lookedUp = grammar.lookedUp
    patterns = grammar.patterns
    triggers = grammar.triggers
    surroundings = grammar.surroundings
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
    let count = tokens.count
    if count == 0 { return }
    lists.reserve(PatternMatcher.block * 3 + 1)
    var start = 0
    while start < count {
      let end = min(start + PatternMatcher.block, count)
      candidates.cut(to: 0)
      lists.cut(to: 0)
      for index in start..<end { note(index, &lists) }
      for number in lists.indices { append(unsafe lists.known(number), &candidates) }
      sieve(&candidates)
      sift(&candidates)
      for number in candidates.indices {
        compare(unsafe candidates.known(number), into: &found)
      }
      start = end
    }
    PatternMatcher.keepOnce(&found)
  }

  /// Notes the lists of what a token triggers between words of its neighbours' groups.
  @inline(__always)
  private func note(_ index: Int, _ lists: inout Row<List>) {
    let number = unsafe glossary.known(index).mark.family
    let family = unsafe triggers.families.known(Int(number))
    let previous = unsafe glossary.known(index &- 1).mark.group
    let next = unsafe glossary.known(index &+ 1).mark.group
    let before = unsafe triggers.slots.known(Int(family.before) &+ previous)
    let after = unsafe triggers.slots.known(Int(family.after) &+ next)
    let at = Int32(truncatingIfNeeded: index)
    unsafe lists.put(List(start: family.list, index: at), beyond: 0)
    unsafe lists.lengthen(by: family.list == 0 ? 0 : 1)
    unsafe lists.put(List(start: after.list, index: at), beyond: 0)
    unsafe lists.lengthen(by: after.owner == number &* 2 ? 1 : 0)
    unsafe lists.put(List(start: before.list, index: at), beyond: 0)
    unsafe lists.lengthen(by: before.owner == number &* 2 &+ 1 ? 1 : 0)
  }

  /// Appends the lookups of a list, of which at least four are copied, whatever its length.
  @inline(__always)
  private func append(_ list: List, _ candidates: inout Row<Candidate>) {
    let start = Int(list.start)
    let count = Int(unsafe triggers.lists.known(start))
    candidates.reserve(candidates.count &+ count &+ 4)
    var copied = 0
    repeat {
      for step in 0..<4 {
        let lookup = UInt32(unsafe triggers.lists.known(start &+ 1 &+ copied &+ step))
        unsafe candidates.put(Candidate(lookup: lookup, index: list.index), beyond: copied &+ step)
      }
      copied &+= 4
    } while copied < count
    unsafe candidates.lengthen(by: count)
  }

  /// Keeps the candidates around which words stand that may stand there.
  private func sieve(_ candidates: inout Row<Candidate>) {
    var kept = 0
    for number in candidates.indices {
      let candidate = unsafe candidates.known(number)
      let nearby = unsafe nearby.known(Int(candidate.lookup))
      let fits = surroundings.allow(unsafe glossary.keys(around: Int(candidate.index)), at: nearby)
      unsafe candidates.set(kept, to: candidate)
      kept &+= Int(fits & 1)
    }
    candidates.cut(to: kept)
  }

  /// Keeps the candidates in whose wider surroundings words of the groups stand that they ask for.
  private func sift(_ candidates: inout Row<Candidate>) {
    var kept = 0
    for number in candidates.indices {
      let candidate = unsafe candidates.known(number)
      let lookup = unsafe lookups.known(Int(candidate.lookup))
      let index = Int(candidate.index)
      let before = unsafe glossary.groups(
        from: index &- Int(lookup.farBefore.farthest), count: lookup.farBefore.count)
      let after = unsafe glossary.groups(
        from: index &+ Int(lookup.farAfter.nearest), count: lookup.farAfter.count)
      let fitsBefore = before & surroundings.groups(at: lookup.farBefore.place) != 0
      let fitsAfter = after & surroundings.groups(at: lookup.farAfter.place) != 0
      unsafe candidates.set(kept, to: candidate)
      kept &+= (fitsBefore ? 1 : 0) & (fitsAfter ? 1 : 0)
    }
    candidates.cut(to: kept)
  }

  /// Whether a word that has to stand farther away does, among so many from `first` on.
  @inline(__always) private func stands(_ distant: Grammar.Lookup.Distant, from first: Int) -> Bool {
    if distant.place == 0 { return true }
    var found: UInt8 = 0
    for at in first..<first &+ distant.count {
      found |= surroundings.allow(row: unsafe glossary.known(at).mark.row, at: distant.place)
    }
    return found & 1 != 0
  }

  private func compare(_ candidate: Candidate, into found: inout Row<Match>) {
    let index = Int(candidate.index)
    let lookup = unsafe lookups.known(Int(candidate.lookup))
    guard stands(lookup.farBefore, from: index &- Int(lookup.farBefore.farthest)),
      stands(lookup.farAfter, from: index &+ Int(lookup.farAfter.nearest))
    else { return }
    let last = min(index &+ Int(lookup.farthest), tokens.count &- 1)
    let first = max(index &+ Int(lookup.nearest), 0)
    // The words of the trigger are the anchor's where they are one element.
    let isAnchor = lookup.nearest == 0 && lookup.farthest == 0
    for place in Int(lookup.first)..<Int(lookup.first) &+ Int(lookup.count) {
      let number = unsafe lookedUp.known(place)
      let pattern = unsafe patterns.known(Int(number))
      var at = first
      while at <= last {
        match(UInt32(number), pattern, at: at, isAnchor: isAnchor, into: &found)
        at &+= 1
      }
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

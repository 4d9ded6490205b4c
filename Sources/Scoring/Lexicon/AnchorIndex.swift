/// The patterns that each word may anchor, in the order of the patterns.
struct AnchorIndex {
  /// Start of each word's run in `candidates`, by number.
  let starts: Table<Int32>
  let candidates: Table<Grammar.Candidate>

  /// Arranges the patterns of a grammar of so many words; `arena` owns the tables.
  init(
    _ patterns: Table<Pattern>, _ elements: Table<Element>, _ sets: WordSets, reach: [(before: Int16, after: Int16)],
    words: Int, arena: Arena
  ) {
    func forEachWord(of pattern: Pattern, _ body: (Int) -> Void) {
      let anchor = elements[Int(pattern.first &+ pattern.anchor)]
      guard anchor.kind == .set else { return body(Int(anchor.value)) }
      for at in Int(sets.starts[Int(anchor.value)])..<Int(sets.starts[Int(anchor.value) &+ 1]) {
        body(Int(sets.members[at]))
      }
    }
    var next = Array(repeating: Int32(0), count: words + 1)
    for index in 0..<patterns.count { forEachWord(of: patterns[index]) { next[$0 &+ 1] &+= 1 } }
    for word in 0..<words { next[word &+ 1] &+= next[word] }
    var word = -1
    starts = arena.table(words + 1) {
      word &+= 1
      return next[word]
    }
    candidates = arena.table(Int(next[words]), of: Grammar.Candidate(pattern: 0)) { candidates in
      for index in 0..<patterns.count {
        let candidate = Grammar.Candidate(
          pattern: Int32(index), targetBefore: reach[index].before, targetAfter: reach[index].after)
        forEachWord(of: patterns[index]) { word in
          candidates[Int(next[word])] = candidate
          next[word] &+= 1
        }
      }
    }
  }
}

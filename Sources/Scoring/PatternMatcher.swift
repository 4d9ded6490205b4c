/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its anchor. Sieves of what may stand on either side turn most of them
/// down at once; the rest are compared outwards from the anchor. A pattern spans at most a few dozen tokens, so the work
/// is linear in the text.
struct PatternMatcher {
  private let elements: Table<Element>
  private let patterns: Table<Pattern>
  private let sets: WordSets
  private let roleBits: Table<UInt64>
  private let starts: Table<Int32>
  private let candidates: Table<Grammar.Candidate>
  private let surroundings: Table<Grammar.Surroundings>
  private let groups: Table<UInt8>
  private let tokens: [Token]
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  private let titleCount: Int

  init(grammar: Grammar, tokens: [Token], titleCount: Int) {
    elements = grammar.elements
    patterns = grammar.patterns
    sets = grammar.sets
    roleBits = grammar.roleBits
    starts = grammar.anchorStarts
    candidates = grammar.candidates
    surroundings = grammar.surroundings
    groups = grammar.groups
    self.tokens = tokens
    self.titleCount = titleCount
  }

  /// The matches of all patterns in the order of their anchors, overlapping ones included.
  ///
  /// - Parameter hasTarget: whether any token names the service; if not, patterns that ask for it are passed over.
  func matches(hasTarget: Bool = true) -> [Match] {
    var found: [Match] = []
    let count = tokens.count
    let never = Int.max / 2
    var targetBefore = -never
    var targetAfter = hasTarget ? -1 : never
    for index in 0..<count {
      let word = Int(tokens[index].word)
      var entry = Int(starts[word])
      let end = Int(starts[word &+ 1])
      if entry < end {
        let before = bit(index &- 1)
        let after = bit(index &+ 1)
        let beforeThat = bit(index &- 2)
        let afterThat = bit(index &+ 2)
        if targetAfter <= index, targetAfter < never { targetAfter = target(behind: index) ?? never }
        repeat {
          let candidate = candidates[entry]
          let around = surroundings[Int(candidate.pattern)]
          // One branch for all four neighbours: each alone is hard to foresee, together they seldom fit. What has no
          // bit in common gives −1.
          let misfits =
            ((around.before & before) &- 1) | ((around.after & after) &- 1)
            | ((around.beforeThat & beforeThat) &- 1) | ((around.afterThat & afterThat) &- 1)
          if misfits != ~0 {
            if candidate.targetAfter < 0 || targetAfter &- index <= Int(candidate.targetAfter),
              candidate.targetBefore < 0 || index &- targetBefore <= Int(candidate.targetBefore),
              let match = match(Int(candidate.pattern), at: index)
            {
              found.append(match)
            }
          }
          entry &+= 1
        } while entry < end
      }
      if word == Int(Mark.target) { targetBefore = index }
    }
    return found
  }

  /// The bit of the group of the word at an index; text begins and ends like a paragraph.
  @inline(__always) private func bit(_ index: Int) -> UInt64 {
    1 &<< UInt64(groups[Int(index < 0 || index >= tokens.count ? Mark.paragraph : tokens[index].word)])
  }

  /// The next mention of the service behind a token.
  private func target(behind index: Int) -> Int? {
    var at = index &+ 1
    while at < tokens.count {
      if tokens[at].word == Mark.target { return at }
      at &+= 1
    }
    return nil
  }

  @inline(never) private func match(_ index: Int, at position: Int) -> Match? {
    let pattern = patterns[index]
    let first = Int(pattern.first)
    let anchor = first &+ Int(pattern.anchor)
    let last = first &+ Int(pattern.count)
    let skipsCommas = pattern.kind.skipsCommas
    var head: Int32 = -1
    var mention: Int32 = -1
    if elements[anchor].isVerb { head = Int32(truncatingIfNeeded: position) }
    let end = forward(anchor &+ 1, last, position &+ 1, skipsCommas, &head, &mention)
    if end < 0 { return nil }
    let start = backward(anchor &- 1, first, position &- 1, skipsCommas, &head, &mention)
    if start < 0 { return nil }
    return Match(
      pattern: Int32(truncatingIfNeeded: index), start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end), head: head, mention: mention)
  }

  /// Fits elements `first..<last` to tokens from `position` on; the offset after the last token used, or −1.
  private func forward(
    _ first: Int, _ last: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32, _ mention: inout Int32
  ) -> Int {
    var element = first
    var position = position
    while element < last {
      let step = elements[element]
      element &+= 1
      switch step.kind {
      case .end:
        guard position >= tokens.count || isEdge(position) else { return -1 }
      case .start: return -1
      case .gap:
        var used = 0
        let oldHead = head
        let oldMention = mention
        while true {
          let end = forward(element, last, position, skipsCommas, &head, &mention)
          if end >= 0 { return end }
          head = oldHead
          mention = oldMention
          if used >= Int(step.value) || position >= tokens.count || endsGap(position) { return -1 }
          used &+= 1
          position &+= 1
        }
      default:
        var at = position
        if skipsCommas, at < tokens.count, tokens[at].word == Mark.comma { at &+= 1 }
        guard at < tokens.count, fits(step, at) else {
          if step.isOptional { continue }
          return -1
        }
        guard step.isOptional else {
          note(step, at, &head, &mention)
          position = at &+ 1
          continue
        }
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        let end = forward(element, last, at &+ 1, skipsCommas, &head, &mention)
        if end >= 0 { return end }
        head = oldHead
        mention = oldMention
      }
    }
    return position
  }

  /// Fits elements from `last` down to `first` to tokens from `position` down; the offset of the first used, or −1.
  private func backward(
    _ last: Int, _ first: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32, _ mention: inout Int32
  ) -> Int {
    var element = last
    var position = position
    while element >= first {
      let step = elements[element]
      element &-= 1
      switch step.kind {
      case .start:
        guard position < 0 || isEdge(position) else { return -1 }
      case .end: return -1
      case .gap:
        var used = 0
        let oldHead = head
        let oldMention = mention
        while true {
          let start = backward(element, first, position, skipsCommas, &head, &mention)
          if start >= 0 { return start }
          head = oldHead
          mention = oldMention
          if used >= Int(step.value) || position < 0 || endsGap(position) { return -1 }
          used &+= 1
          position &-= 1
        }
      default:
        var at = position
        if skipsCommas, at >= 0, tokens[at].word == Mark.comma { at &-= 1 }
        guard at >= 0, fits(step, at) else {
          if step.isOptional { continue }
          return -1
        }
        guard step.isOptional else {
          note(step, at, &head, &mention)
          position = at &- 1
          continue
        }
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        let start = backward(element, first, at &- 1, skipsCommas, &head, &mention)
        if start >= 0 { return start }
        head = oldHead
        mention = oldMention
      }
    }
    return position &+ 1
  }

  @inline(__always)
  private func note(_ step: Element, _ at: Int, _ head: inout Int32, _ mention: inout Int32) {
    if step.isVerb { if head < 0 { head = Int32(truncatingIfNeeded: at) } }
    if step.kind.rawValue >= Element.Kind.target.rawValue && step.kind.rawValue <= Element.Kind.service.rawValue {
      if mention < 0 || tokens[at].word == Mark.target { mention = Int32(truncatingIfNeeded: at) }
    }
  }

  @inline(__always) private func plays(_ word: UInt32, _ role: Grammar.Role) -> Bool {
    roleBits[Int(word)] & (1 &<< UInt64(role.rawValue)) != 0
  }

  /// Whether a token can stand before the first or after the last word of a clause.
  @inline(__always) private func isEdge(_ position: Int) -> Bool {
    let token = tokens[position]
    return token.isBoundary || token.traits.contains(.face) || plays(token.word, .link)
  }

  @inline(__always) private func endsGap(_ position: Int) -> Bool {
    tokens[position].isBoundary && tokens[position].word != Mark.comma
  }

  @inline(__always) private func fits(_ step: Element, _ at: Int) -> Bool {
    let token = tokens[at]
    switch step.kind {
    case .word: return token.word == step.value
    case .set: return sets.contains(token.word, in: step.value)
    case .target: return token.word == Mark.target
    case .rival: return isOther(token, at)
    case .service: return token.word == Mark.target || isOther(token, at)
    default: return false
    }
  }

  /// Whether a token names another service, or some proper name that may be one.
  @inline(__always) private func isOther(_ token: Token, _ at: Int) -> Bool {
    if token.word == Mark.rival || token.isName { return true }
    if token.word > Mark.lastBoundary, plays(token.word, .other) { return true }
    return at >= titleCount && token.word > Mark.lastBoundary && token.traits.contains(.capital)
      && token.traits.isDisjoint(with: [.opensSentence, .shouted]) && !plays(token.word, .common)
  }
}

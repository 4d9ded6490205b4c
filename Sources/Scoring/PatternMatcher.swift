/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its anchor. Sieves of what may stand on either side turn most of them
/// down at once; the rest are compared outwards from the anchor. A pattern spans at most a few dozen tokens, so the work
/// is linear in the text.
struct PatternMatcher {
  private let elements: PackedElements
  private let sets: WordSets
  private let roleBits: Table<UInt64>
  private let lookups: Table<Grammar.Lookup>
  private let sides: Table<Grammar.Side>
  private let triggers: TriggerIndex
  private let wordGroups: Table<UInt8>
  private let tokens: Row<Token>
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  private let titleCount: Int

  init(grammar: Grammar, tokens: Row<Token>, titleCount: Int) {
    elements = grammar.elements
    sets = grammar.sets
    roleBits = grammar.roleBits
    lookups = grammar.lookups
    sides = grammar.sides
    triggers = grammar.triggers
    wordGroups = grammar.groups
    self.tokens = tokens
    self.titleCount = titleCount
  }

  /// Finds the matches of all patterns in the order of their anchors, overlapping ones included.
  ///
  /// - Parameter hasTarget: whether any token names the service; if not, patterns that ask for it are passed over.
  func find(hasTarget: Bool = true, into found: inout Row<Match>) {
    found.cut(to: 0)
    let count = tokens.count
    let never = Int.max / 2
    var targetBefore = -never
    var targetAfter = hasTarget ? -1 : never
    // Text begins and ends like a paragraph.
    let outside: UInt64 = 1 &<< UInt64(wordGroups[Int(Mark.paragraph)])
    var beforeThat = outside
    var before = outside
    var own = count > 0 ? bit(0) : outside
    var after = count > 1 ? bit(1) : outside
    var index = 0
    while index < count {
      let afterThat = index &+ 2 < count ? bit(index &+ 2) : outside
      let word = tokens[index].word
      triggers.forEachPattern(of: Int(word), before: before, after: after) { pattern in
        let lookup = lookups[pattern]
        let left = sides[Int(lookup.before)]
        let right = sides[Int(lookup.after)]
        // One branch for all four neighbours: each alone is hard to foresee. What has no bit in common gives −1.
        let misfits =
          ((left.next & before) &- 1) | ((right.next & after) &- 1)
          | ((left.second & beforeThat) &- 1) | ((right.second & afterThat) &- 1)
        if misfits == ~0 { return }
        if lookup.targetBefore >= 0, index &- targetBefore > Int(lookup.targetBefore) { return }
        if lookup.targetAfter >= 0 {
          if targetAfter <= index, targetAfter < never { targetAfter = target(behind: index) ?? never }
          if targetAfter &- index > Int(lookup.targetAfter) { return }
        }
        let last = min(index &+ Int(lookup.farthest), count &- 1)
        var at = max(index &+ Int(lookup.nearest), 0)
        while at <= last {
          match(pattern, lookup, at: at, into: &found)
          at &+= 1
        }
      }
      if word == Mark.target { targetBefore = index }
      beforeThat = before
      before = own
      own = after
      after = afterThat
      index &+= 1
    }
    PatternMatcher.keepOnce(&found)
  }

  /// Puts matches into the order of their anchors and patterns, each once.
  private static func keepOnce(_ found: inout Row<Match>) {
    found.sort { $0.anchor != $1.anchor ? $0.anchor < $1.anchor : $0.pattern < $1.pattern }
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

  /// The bit of the group of the word at an index.
  @inline(__always) private func bit(_ index: Int) -> UInt64 { 1 &<< UInt64(wordGroups[Int(tokens[index].word)]) }

  /// The next mention of the service behind a token.
  private func target(behind index: Int) -> Int? {
    var at = index &+ 1
    while at < tokens.count {
      if tokens[at].word == Mark.target { return at }
      at &+= 1
    }
    return nil
  }

  @inline(never)
  private func match(_ index: Int, _ lookup: Grammar.Lookup, at position: Int, into found: inout Row<Match>) {
    let first = Int(lookup.first)
    let anchor = first &+ Int(lookup.anchor)
    let last = first &+ Int(lookup.count)
    guard fits(elements[anchor], position) else { return }
    var head: Int32 = -1
    var mention: Int32 = -1
    if elements[anchor].isVerb { head = Int32(truncatingIfNeeded: position) }
    let end = forward(anchor &+ 1, last, position &+ 1, lookup.skipsCommas, &head, &mention)
    if end < 0 { return }
    let start = backward(anchor &- 1, first, position &- 1, lookup.skipsCommas, &head, &mention)
    if start < 0 { return }
    found.append(
      Match(
        pattern: Int32(truncatingIfNeeded: index), start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end), anchor: Int32(truncatingIfNeeded: position), head: head, mention: mention))
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

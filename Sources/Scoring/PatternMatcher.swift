/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its trigger. All patterns that a text's words trigger are listed first,
/// a few hundred tokens at a time, then sieved by the words around the trigger, and only the rest, most of which fit, are
/// compared outwards from the anchor. Listing and sieving do not branch on what they read. A pattern spans at most a few
/// dozen tokens, so the work is linear in the text.
@safe struct PatternMatcher {
  private let elements: PackedElements
  private let sets: WordSets
  private let roleBits: Table<UInt64>
  private let lookups: Table<Grammar.Lookup>
  private let patterns: Table<Pattern>
  private let triggers: TriggerIndex
  private let surroundings: Surroundings
  private let marks: Table<Grammar.WordMark>
  private let tokens: Row<Token>
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  private let titleCount: Int

  /// A pattern that may fit around a token.
  struct Candidate: BitwiseCopyable {
    var pattern: UInt32
    var index: Int32
  }

  /// How many tokens are looked up before what they trigger is sieved.
  private static let block = 256

  init(grammar: Grammar, tokens: Row<Token>, titleCount: Int) {
    elements = grammar.elements
    sets = grammar.sets
    roleBits = grammar.roleBits
    lookups = grammar.lookups
    patterns = grammar.patterns
    triggers = grammar.triggers
    surroundings = grammar.surroundings
    marks = grammar.marks
    self.tokens = tokens
    self.titleCount = titleCount
  }

  /// Finds the matches of all patterns in the order of their anchors, overlapping ones included.
  ///
  /// - Parameters:
  ///   - hasTarget: whether any token names the service; if not, patterns that ask for it are passed over.
  ///   - wordMarks: a row to work in.
  ///   - candidates: another one.
  func find(
    hasTarget: Bool = true, marks wordMarks: inout Row<Grammar.WordMark>, candidates: inout Row<Candidate>,
    into found: inout Row<Match>
  ) {
    found.cut(to: 0)
    let count = tokens.count
    if count == 0 { return }
    // Text begins and ends like a paragraph, so that each token has two neighbours on either side.
    let outside = marks[Int(Mark.paragraph)]
    wordMarks.cut(to: 0)
    wordMarks.reserve(count + 4)
    wordMarks.append(outside)
    wordMarks.append(outside)
    for index in 0..<count { wordMarks.append(marks[Int(unsafe tokens.known(index).word)]) }
    wordMarks.append(outside)
    wordMarks.append(outside)
    var mentions = Mentions(isNone: !hasTarget)
    var start = 0
    while start < count {
      let end = min(start + PatternMatcher.block, count)
      candidates.cut(to: 0)
      for index in start..<end { list(index, wordMarks, &candidates) }
      sieve(&candidates, wordMarks)
      for number in candidates.indices {
        compare(unsafe candidates.known(number), &mentions, into: &found)
      }
      start = end
    }
    PatternMatcher.keepOnce(&found)
  }

  /// Appends the patterns that a token triggers between words of its neighbours' groups.
  @inline(__always)
  private func list(_ index: Int, _ wordMarks: Row<Grammar.WordMark>, _ candidates: inout Row<Candidate>) {
    let number = unsafe wordMarks.known(index &+ 2).family
    let family = unsafe triggers.families.known(Int(number))
    let before = unsafe triggers.slots.known(Int(family.before) &+ Int(wordMarks.known(index &+ 1).group))
    let after = unsafe triggers.slots.known(Int(family.after) &+ Int(wordMarks.known(index &+ 3).group))
    append(family.list, index, &candidates)
    append(after.owner == number &* 2 ? after.list : 0, index, &candidates)
    append(before.owner == number &* 2 &+ 1 ? before.list : 0, index, &candidates)
  }

  /// Appends the patterns of a list, of which at least four are copied, whatever its length.
  @inline(__always)
  private func append(_ list: UInt32, _ index: Int, _ candidates: inout Row<Candidate>) {
    let list = Int(list)
    let count = Int(unsafe triggers.lists.known(list))
    candidates.reserve(candidates.count &+ count &+ 4)
    var copied = 0
    repeat {
      for step in 0..<4 {
        let pattern = UInt32(unsafe triggers.lists.known(list &+ 1 &+ copied &+ step))
        unsafe candidates.put(
          Candidate(pattern: pattern, index: Int32(truncatingIfNeeded: index)), beyond: copied &+ step)
      }
      copied &+= 4
    } while copied < count
    unsafe candidates.lengthen(by: count)
  }

  /// Keeps the candidates around which words stand that may stand there.
  private func sieve(_ candidates: inout Row<Candidate>, _ wordMarks: Row<Grammar.WordMark>) {
    let width = surroundings.width
    var kept = 0
    for number in candidates.indices {
      let candidate = unsafe candidates.known(number)
      let lookup = unsafe lookups.known(Int(candidate.pattern))
      let index = Int(candidate.index)
      let fits =
        stands(lookup.beforeThat, unsafe wordMarks.known(index).row, width)
        & stands(lookup.before, unsafe wordMarks.known(index &+ 1).row, width)
        & stands(lookup.after, unsafe wordMarks.known(index &+ 3).row, width)
        & stands(lookup.afterThat, unsafe wordMarks.known(index &+ 4).row, width)
      unsafe candidates.set(kept, to: candidate)
      kept &+= Int(fits & 1)
    }
    candidates.cut(to: kept)
  }

  /// Whether the words of a row may stand at a place, in the lowest bit.
  @inline(__always) private func stands(_ place: UInt16, _ row: UInt16, _ width: Int) -> UInt8 {
    unsafe surroundings.rows.known(Int(row) &* width &+ Int(place &>> 3)) &>> UInt8(truncatingIfNeeded: place & 7)
  }

  /// Where the service is named, asked for tokens in ascending order.
  private struct Mentions {
    static let never = Int.max / 2
    /// Up to where the tokens were looked through.
    var seen = 0
    /// The last mention before a token and the next one behind it.
    var before = -never
    var after: Int

    init(isNone: Bool) { after = isNone ? Mentions.never : -1 }
  }

  private func compare(_ candidate: Candidate, _ mentions: inout Mentions, into found: inout Row<Match>) {
    let index = Int(candidate.index)
    let lookup = unsafe lookups.known(Int(candidate.pattern))
    if lookup.targetBefore >= 0 {
      while mentions.seen < index {
        if unsafe tokens.known(mentions.seen).word == Mark.target { mentions.before = mentions.seen }
        mentions.seen &+= 1
      }
      if index &- mentions.before > Int(lookup.targetBefore) { return }
    }
    if lookup.targetAfter >= 0 {
      if mentions.after <= index, mentions.after < Mentions.never {
        mentions.after = target(behind: index) ?? Mentions.never
      }
      if mentions.after &- index > Int(lookup.targetAfter) { return }
    }
    let pattern = unsafe patterns.known(Int(candidate.pattern))
    let last = min(index &+ Int(lookup.farthest), tokens.count &- 1)
    var at = max(index &+ Int(lookup.nearest), 0)
    while at <= last {
      match(candidate.pattern, pattern, at: at, into: &found)
      at &+= 1
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

  /// The next mention of the service behind a token.
  private func target(behind index: Int) -> Int? {
    var at = index &+ 1
    while at < tokens.count {
      if tokens[at].word == Mark.target { return at }
      at &+= 1
    }
    return nil
  }

  private func match(_ number: UInt32, _ pattern: Pattern, at position: Int, into found: inout Row<Match>) {
    let first = Int(pattern.first)
    let anchor = first &+ Int(pattern.anchor)
    let last = first &+ Int(pattern.count)
    let skipsCommas = pattern.kind.skipsCommas
    let step = unsafe elements.known(anchor)
    guard fits(step, position) else { return }
    var head: Int32 = -1
    var mention: Int32 = -1
    if step.isVerb { head = Int32(truncatingIfNeeded: position) }
    let end = forward(anchor &+ 1, last, position &+ 1, skipsCommas, &head, &mention)
    if end < 0 { return }
    let start = backward(anchor &- 1, first, position &- 1, skipsCommas, &head, &mention)
    if start < 0 { return }
    found.append(
      Match(
        pattern: Int32(truncatingIfNeeded: number), start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: end), anchor: Int32(truncatingIfNeeded: position), head: head, mention: mention))
  }

  /// Fits elements `first..<last` to tokens from `position` on; the offset after the last token used, or −1.
  private func forward(
    _ first: Int, _ last: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32, _ mention: inout Int32
  ) -> Int {
    var element = first
    var position = position
    while element < last {
      let step = unsafe elements.known(element)
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
      let step = unsafe elements.known(element)
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
    let token = unsafe tokens.known(at)
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

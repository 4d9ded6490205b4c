/// Finds every place where a pattern of the grammar fits the tokens.
///
/// Each pattern is looked up under the words of its anchor and compared outwards from there. A pattern spans at most
/// a few dozen tokens, so the work is linear in the text.
struct PatternMatcher {
  private let elements: [Element]
  private let patterns: [Pattern]
  private let bits: [UInt64]
  private let stride: Int
  private let sieves: [UInt64]
  private let roleBits: [UInt64]
  private let starts: [Int32]
  private let candidates: [Grammar.Candidate]
  private let tokens: [Token]
  /// How many tokens at the beginning belong to a title whose capitals say nothing.
  private let titleCount: Int

  init(grammar: Grammar, tokens: [Token], titleCount: Int) {
    elements = grammar.elements
    patterns = grammar.patterns
    bits = grammar.bits
    stride = grammar.stride
    sieves = grammar.sieves
    roleBits = grammar.roleBits
    starts = grammar.anchorStarts
    candidates = grammar.candidates
    self.tokens = tokens
    self.titleCount = titleCount
  }

  /// The matches of all patterns in the order of their anchors, overlapping ones included.
  ///
  /// - Parameter hasTarget: whether any token names the service; if not, patterns that ask for it are passed over.
  func matches(hasTarget: Bool = true) -> [Match] {
    var found: [Match] = []
    let last = tokens.count &- 1
    var index = 0
    while index <= last {
      let word = Int(tokens[index].word)
      if word &+ 1 < starts.count {
        var entry = Int(starts[word])
        let end = Int(starts[word &+ 1])
        if entry < end {
          let before = index > 0 ? tokens[index &- 1].word : Mark.paragraph
          let after = index < last ? tokens[index &+ 1].word : Mark.paragraph
          let beforeBit = before == Mark.comma ? ~0 : Grammar.sieveBit(before)
          let afterBit = after == Mark.comma ? ~0 : Grammar.sieveBit(after)
          while entry < end {
            let candidate = candidates[entry]
            if candidate.sieve & (candidate.follows ? afterBit : beforeBit) != 0,
              mayFit(candidate, before, after, hasTarget), let match = match(Int(candidate.pattern), at: index)
            {
              found.append(match)
            }
            entry &+= 1
          }
        }
      }
      index &+= 1
    }
    return found
  }

  /// Whether the words beside an anchor leave a pattern possible.
  @inline(__always)
  private func mayFit(_ candidate: Grammar.Candidate, _ before: UInt32, _ after: UInt32, _ hasTarget: Bool) -> Bool {
    if candidate.needsTarget && !hasTarget { return false }
    if candidate.beside < 0 { return true }
    let word = candidate.follows ? after : before
    if word == Mark.comma { return true }
    let beside = UInt32(bitPattern: candidate.beside)
    return candidate.besideIsSet ? isMember(word, of: beside) : word == beside
  }

  /// Whether a comma between two words of a pattern may be passed over: "so long, Acme".
  @inline(__always) private static func skipsCommas(_ kind: Cue.Kind) -> Bool {
    kind == .farewell || kind == .counter || kind == .waver || kind == .agree || kind == .refuse || kind == .stay
      || kind == .praise
  }

  private func match(_ index: Int, at position: Int) -> Match? {
    let pattern = patterns[index]
    let first = Int(pattern.first)
    let anchor = first &+ Int(pattern.anchor)
    let last = first &+ Int(pattern.count)
    let skipsCommas = PatternMatcher.skipsCommas(pattern.kind)
    var head: Int32 = -1
    var mention: Int32 = -1
    if elements[anchor].isVerb { head = Int32(truncatingIfNeeded: position) }
    guard let end = forward(anchor &+ 1, last, position &+ 1, skipsCommas, &head, &mention) else { return nil }
    guard let start = backward(anchor &- 1, first, position &- 1, skipsCommas, &head, &mention) else { return nil }
    return Match(
      pattern: Int32(truncatingIfNeeded: index), start: Int32(truncatingIfNeeded: start),
      end: Int32(truncatingIfNeeded: end), head: head, mention: mention)
  }

  /// Fits elements `element..<last` to tokens from `position` on; the offset after the last token used.
  private func forward(
    _ element: Int, _ last: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32,
    _ mention: inout Int32
  )
    -> Int?
  {
    if element >= last { return position }
    let step = elements[element]
    switch step.kind {
    case .end:
      return position >= tokens.count || isEdge(position)
        ? forward(element &+ 1, last, position, skipsCommas, &head, &mention) : nil
    case .start: return nil
    case .gap:
      var used = 0
      var at = position
      while true {
        if let end = forward(element &+ 1, last, at, skipsCommas, &head, &mention) { return end }
        if used >= Int(step.value) || at >= tokens.count || (tokens[at].isBoundary && tokens[at].word != Mark.comma) {
          return nil
        }
        used &+= 1
        at &+= 1
      }
    default:
      var at = position
      if at < tokens.count, tokens[at].word == Mark.comma, skipsCommas { at &+= 1 }
      if at < tokens.count, fits(step, at) {
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        if let end = forward(element &+ 1, last, at &+ 1, skipsCommas, &head, &mention) { return end }
        head = oldHead
        mention = oldMention
      }
      return step.isOptional ? forward(element &+ 1, last, position, skipsCommas, &head, &mention) : nil
    }
  }

  private func backward(
    _ element: Int, _ first: Int, _ position: Int, _ skipsCommas: Bool, _ head: inout Int32,
    _ mention: inout Int32
  )
    -> Int?
  {
    if element < first { return position &+ 1 }
    let step = elements[element]
    switch step.kind {
    case .start:
      return position < 0 || isEdge(position)
        ? backward(element &- 1, first, position, skipsCommas, &head, &mention) : nil
    case .end: return nil
    case .gap:
      var used = 0
      var at = position
      while true {
        if let start = backward(element &- 1, first, at, skipsCommas, &head, &mention) { return start }
        if used >= Int(step.value) || at < 0 || (tokens[at].isBoundary && tokens[at].word != Mark.comma) { return nil }
        used &+= 1
        at &-= 1
      }
    default:
      var at = position
      if at >= 0, tokens[at].word == Mark.comma, skipsCommas { at &-= 1 }
      if at >= 0, fits(step, at) {
        let oldHead = head
        let oldMention = mention
        note(step, at, &head, &mention)
        if let start = backward(element &- 1, first, at &- 1, skipsCommas, &head, &mention) { return start }
        head = oldHead
        mention = oldMention
      }
      return step.isOptional ? backward(element &- 1, first, position, skipsCommas, &head, &mention) : nil
    }
  }

  @inline(__always)
  private func note(
    _ step: Element, _ at: Int, _ head: inout Int32,
    _ mention: inout Int32
  ) {
    if step.isVerb { if head < 0 { head = Int32(truncatingIfNeeded: at) } }
    if step.kind.rawValue >= Element.Kind.target.rawValue && step.kind.rawValue <= Element.Kind.service.rawValue {
      if mention < 0 || tokens[at].word == Mark.target { mention = Int32(truncatingIfNeeded: at) }
    }
  }

  @inline(__always) private func plays(_ word: UInt32, _ role: Grammar.Role) -> Bool {
    roleBits[Int(word)] & (1 &<< UInt64(role.rawValue)) != 0
  }

  @inline(__always) private func isMember(_ word: UInt32, of set: UInt32) -> Bool {
    if sieves[Int(set)] & Grammar.sieveBit(word) == 0 { return false }
    let index = Int(word &>> 6)
    return index < stride && bits[Int(set) &* stride &+ index] & (1 &<< UInt64(word & 63)) != 0
  }

  /// Whether a token can stand before the first or after the last word of a clause.
  @inline(__always)
  private func isEdge(_ position: Int) -> Bool {
    let token = tokens[position]
    return token.isBoundary || token.traits.contains(.face) || plays(token.word, .link)
  }

  @inline(__always) private func fits(_ step: Element, _ at: Int) -> Bool {
    let token = tokens[at]
    switch step.kind {
    case .word: return token.word == step.value
    case .set: return isMember(token.word, of: step.value)
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

/// Comparing a pattern's elements with the words around its anchor.
extension PatternMatcher {
  /// Fits a pattern with its anchor at a token, of which may be known that it fits, and notes the match.
  func match(
    _ number: UInt32, _ pattern: Pattern, at position: Int, isAnchor: Bool, into found: inout Row<Match>
  ) {
    let first = Int(pattern.first)
    let anchor = first &+ Int(pattern.anchor)
    let last = first &+ Int(pattern.count)
    let skipsCommas = pattern.kind.skipsCommas
    let step = unsafe elements.known(anchor)
    guard isAnchor || fits(step, position) else { return }
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

  /// Whether a token can stand before the first or after the last word of a clause.
  @inline(__always) private func isEdge(_ position: Int) -> Bool {
    let token = tokens[position]
    return token.isBoundary || token.traits.contains(.face) || glossary.plays(position, .link)
  }

  @inline(__always) private func endsGap(_ position: Int) -> Bool {
    tokens[position].isBoundary && tokens[position].word != Mark.comma
  }

  @inline(__always) private func fits(_ step: Element, _ at: Int) -> Bool {
    let token = unsafe tokens.known(at)
    if step.kind == .word { return token.word == step.value }
    if step.kind == .set { return sets.contains(token.word, key: unsafe glossary.key(of: at), in: step.value) }
    switch step.kind {
    case .target: return token.word == Mark.target
    case .rival: return isOther(token, at)
    case .service: return token.word == Mark.target || isOther(token, at)
    default: return false
    }
  }

  /// Whether a token names another service, or some proper name that may be one.
  @inline(__always) private func isOther(_ token: Token, _ at: Int) -> Bool {
    if token.word == Mark.rival || token.isName { return true }
    if token.word > Mark.lastBoundary, glossary.plays(at, .other) { return true }
    return at >= titleCount && token.word > Mark.lastBoundary && token.traits.contains(.capital)
      && token.traits.isDisjoint(with: [.opensSentence, .shouted]) && !glossary.plays(at, .common)
  }
}
